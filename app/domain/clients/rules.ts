import type { ClientKind, ParticipantRole } from "#app/db/schema/clients.ts";
import type { SessionKind } from "#app/db/schema/session-types.ts";

/** Who may see a client's sessions: the people in it and a child's guardian. Payers see money, contacts nothing. */
export function maySee(role: ParticipantRole): boolean {
  return role === "self" || role === "partner" || role === "guardian" || role === "child";
}

/** Who may book, move and cancel for a client. A child's guardian does it for them. */
export function mayAct(role: ParticipantRole): boolean {
  return role === "self" || role === "partner" || role === "guardian";
}

type Own = { clientId: string; therapistId: string; kind: ClientKind; role: ParticipantRole };

/** What is asked for: a kind of session with a therapist, for one of their clients when one is named. */
export type CareAsked = { therapistId: string; kind: SessionKind; clientId?: string | undefined };

/**
 * Of somebody's relationships (the oldest first), the one in which they book: a couple's or family's for sessions for
 * two, otherwise a person's, their own before one they answer for. Null when there is none, or they may only look.
 */
export function relationshipFor<T extends Own>(own: readonly T[], asked: CareAsked): T | null {
  const fitting = own.filter(
    ({ therapistId, role, kind, clientId }) =>
      therapistId === asked.therapistId &&
      mayAct(role) &&
      (kind !== "individual") === (asked.kind === "couple") &&
      (asked.clientId === undefined || clientId === asked.clientId),
  );
  return fitting.find(({ role }) => role !== "guardian") ?? fitting[0] ?? null;
}
