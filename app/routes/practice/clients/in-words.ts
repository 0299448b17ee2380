import type { ClientKind, ParticipantRole, Stage } from "#app/db/schema/clients.ts";
import type { GateReason } from "#app/domain/clients/rules.ts";

export const stageWords: Record<Stage, string> = {
  discovery: "Discovery",
  intake: "Intake",
  ongoing: "Ongoing",
  ended: "Ended",
};

export const kindWords: Record<ClientKind, string> = {
  individual: "One person",
  couple: "A couple",
  family: "A family",
};

export const roleWords: Record<ParticipantRole, string> = {
  self: "Client",
  partner: "Partner",
  child: "Child",
  guardian: "Guardian",
  payer: "Pays",
  emergency_contact: "To be called in an emergency",
};

export const reasonWords: Record<GateReason, string> = {
  already_my_client: "Already my client before we came here",
  came_from_colleague: "Came from a colleague who knows them",
  met_elsewhere: "We met and spoke elsewhere",
  other: "Something else",
};

type Safe = { mayEmail: boolean; mayCall: boolean; mayLeaveMessage: boolean; isDiscreet: boolean };

/** What to mind before reaching somebody; empty when there is nothing. */
export function safeContactWords({ mayEmail, mayCall, mayLeaveMessage, isDiscreet }: Safe): string[] {
  return [
    mayEmail ? null : "no letters",
    mayCall ? null : "no calls",
    mayCall && !mayLeaveMessage ? "no message left" : null,
    isDiscreet ? "discreet" : null,
  ].filter((words) => words !== null);
}
