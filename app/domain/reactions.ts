/**
 * Everything that follows by itself. An event names the jobs it causes, by lane; a lane is one queue, so that a mail
 * service that hangs keeps nothing waiting but letters.
 */
export const reactions = {
  "practice.opened": {},
  "therapist.joined": {},
  "session_type.offered": {},
  "hours.set": {},
  "time_away.planned": {},
  "busy_time.blocked": {},
  "client.added": {},
  "care_relationship.began": {},
  "care_relationship.moved_on": {},
  "event.announced": {},
  "sign_in.asked": { letters: ["mail_sign_in_link"] },
  "session.began": {},
  "booking.held": {},
  "booking.confirmed": {
    letters: ["mail_client_confirmed", "mail_therapist_booked", "notify_therapist_booked"],
  },
  "booking.moved": { letters: ["mail_client_moved", "mail_therapist_moved", "notify_therapist_moved"] },
  "booking.cancelled": {
    letters: ["mail_client_cancelled", "mail_therapist_cancelled", "notify_therapist_cancelled"],
  },
  "booking.attended": {},
  "booking.missed": {},
  "booking.expired": {},
  "words.read": {},
  "second_factor.set_up": {},
  "second_factor.removed": {},
  "second_factor.shown": {},
  "recovery_codes.made": {},
  "address.change_asked": { letters: ["mail_address_old", "mail_address_new"] },
  "address.changed": {},
} as const satisfies Record<string, Partial<Record<Lane, readonly string[]>>>;

/** The queues. `letters`: what people are told. `house`: what the house does for itself. */
export const lanes = ["letters", "house"] as const;
export type Lane = (typeof lanes)[number];

export type EventName = keyof typeof reactions;

type Values<T> = T[keyof T];
type Caused = Values<{ [Name in EventName]: Values<(typeof reactions)[Name]> }>;

/** Every job an event can cause; `jobs.ts` must know them all. */
export type CausedJob = Caused extends readonly (infer Name extends string)[] ? Name : never;
