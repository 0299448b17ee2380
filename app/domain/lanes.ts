/**
 * The queues. `letters`: what people are told. `house`: what the house does for itself. `money`: what is asked of the payment
 * service. `calendar`: what is asked of people's calendars.
 */
export const lanes = ["letters", "house", "money", "calendar"] as const;
export type Lane = (typeof lanes)[number];
