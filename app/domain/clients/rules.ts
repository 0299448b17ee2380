import type { ParticipantRole } from "#app/db/schema/clients.ts";

/** Who may see a client's sessions: the people in it and a child's guardian. Payers see money, contacts nothing. */
export function maySee(role: ParticipantRole): boolean {
  return role === "self" || role === "partner" || role === "guardian" || role === "child";
}

/** Who may book, move and cancel for a client. A child's guardian does it for them. */
export function mayAct(role: ParticipantRole): boolean {
  return role === "self" || role === "partner" || role === "guardian";
}
