import type { Actor } from "#app/domain/ctx.ts";

/** The letters to clients that a therapist may open in her own words, as the deliveries name them. */
export const clientLetters = [
  "client_confirmed",
  "client_reminder",
  "client_moved",
  "client_cancelled",
  "client_fallen_ill",
  "client_requested",
  "client_accepted",
  "client_declined",
  "client_expired",
  "client_series_made",
  "client_series_moved",
  "client_series_cancelled",
  "wait_joined",
  "wait_offered",
  "wait_asked",
  "wait_lapsed",
  "client_welcome",
  "client_begun",
  "client_referred",
  "client_content",
  "client_form",
  "client_paper",
  "client_owing",
] as const;

export type ClientLetter = (typeof clientLetters)[number];

/** Whether a text names one of them: rows and addresses may hold anything. */
export function isClientLetter(text: string): text is ClientLetter {
  return (clientLetters as readonly string[]).includes(text);
}

/** The letter a job writes: `mail_client_moved` writes `client_moved`. Null for a job that writes none to clients. */
export function letterOf(actor: Actor): ClientLetter | null {
  const name = actor.kind === "system" ? actor.job.replace(/^mail_/, "") : "";
  return isClientLetter(name) ? name : null;
}
