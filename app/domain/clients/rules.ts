import type { ClientKind, ParticipantRole, Stage } from "#app/db/schema/clients.ts";
import type { SessionKind } from "#app/db/schema/session-types.ts";

/** Who may see a client's sessions: the people in it and a child's guardian. Payers see money, contacts nothing. */
export function maySee(role: ParticipantRole): boolean {
  return role === "self" || role === "partner" || role === "guardian" || role === "child";
}

/** Who may see what a client paid and owes: the people in it who are of age, a child's guardian, and whoever pays. */
export function maySeeMoney(role: ParticipantRole): boolean {
  return role === "self" || role === "partner" || role === "guardian" || role === "payer";
}

/** Who may book, move and cancel for a client. A child's guardian does it for them. */
export function mayAct(role: ParticipantRole): boolean {
  return role === "self" || role === "partner" || role === "guardian";
}

/** Who may write private words for a client: the people in it. A child's guardian sees times and money, never words. */
export function mayWrite(role: ParticipantRole): boolean {
  return role === "self" || role === "partner" || role === "child";
}

/** The stages of care. A move that is not drawn here does not exist (domain, "The gate"). */
const stageMoves = {
  discovery: ["intake", "ended"],
  intake: ["ongoing", "ended"],
  ongoing: ["ended"],
  ended: ["intake"],
} as const satisfies Record<Stage, readonly Stage[]>;

/** The stages a relationship can come from to reach another. */
export function stagesBefore(to: Stage): Stage[] {
  return (Object.keys(stageMoves) as Stage[]).filter((from) =>
    (stageMoves[from] as readonly Stage[]).includes(to),
  );
}

/**
 * The stages a therapist may move a relationship to by hand. Leaving discovery is a choice of its own (begin together, or
 * refer on), and so is beginning with somebody the doors never opened for.
 */
export function stagesByHand({ stage, discoveryCompletedAt }: Doors): readonly Stage[] {
  if (stage === "discovery" || (stage === "ended" && !discoveryCompletedAt)) return [];
  return stageMoves[stage];
}

type Doors = { stage: Stage; discoveryCompletedAt: Date | null };

/** Why the doors opened without a call here: one of these stands in the log; what there is to add is sealed. */
export const gateReasons = ["already_my_client", "came_from_colleague", "met_elsewhere", "other"] as const;
export type GateReason = (typeof gateReasons)[number];

/**
 * Who can be added to a client. Whoever is added sees its sessions, so nobody joins somebody who comes alone: two people
 * who go on together are a client of their own.
 */
export function rolesToAdd(kind: ClientKind): readonly Exclude<ParticipantRole, "self">[] {
  if (kind === "individual") return ["guardian", "payer", "emergency_contact"];
  if (kind === "couple") return ["partner", "payer", "emergency_contact"];
  return ["partner", "child", "guardian", "payer", "emergency_contact"];
}

/** What the practice calls two people or more: "Lena and Max Berg", or with a surname each. */
export function nameTogether(first: string, second: string): string {
  const [one, other] = [first.trim().split(/\s+/), second.trim().split(/\s+/)];
  const isShared = one.length > 1 && other.length > 1 && one.at(-1) === other.at(-1);
  return isShared ? `${one.slice(0, -1).join(" ")} and ${other.join(" ")}` : `${first} and ${second}`;
}

const mostTags = 12;
const longestTag = 40;

/** Tags as they were typed, apart by commas: each once, whatever its capitals. Null when there are too many, or one is too long. */
export function readTags(text: string): string[] | null {
  const tags = new Map<string, string>();
  for (const part of text.split(",")) {
    const tag = part.trim().replace(/\s+/g, " ");
    if (tag && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
  }
  const all = [...tags.values()];
  return all.length > mostTags || all.some((tag) => tag.length > longestTag) ? null : all;
}

type Own = { clientId: string; therapistId: string; kind: ClientKind; role: ParticipantRole };

/** What is asked for: a kind of session with a therapist, for one of their clients when one is named. */
export type CareAsked = { therapistId: string; kind: SessionKind; clientId?: string | undefined };

/**
 * Of somebody's relationships (the oldest first), the one in which they book: a couple's or family's for sessions for
 * two, otherwise a person's, their own before one they answer for; a first call goes to the two where nobody comes
 * alone. Null when there is none, or they may only look.
 */
export function relationshipFor<T extends Own>(own: readonly T[], asked: CareAsked): T | null {
  const mine = own.filter(
    ({ therapistId, role, clientId }) =>
      therapistId === asked.therapistId &&
      mayAct(role) &&
      (asked.clientId === undefined || clientId === asked.clientId),
  );
  const fitting = mine.filter(({ kind }) => (kind !== "individual") === (asked.kind === "couple"));
  const found = fitting.find(({ role }) => role !== "guardian") ?? fitting[0];
  return found ?? (asked.kind === "discovery" ? (mine[0] ?? null) : null);
}

/** How long a record stays open to whoever broke the glass (ms). The database refuses a longer time (drizzle/0013). */
export const glassLasts = 60 * 60_000;

/** How long the reason for it is at least, and at most, in letters: "because" is none. */
export const shortestReason = 20;
export const longestReason = 1_000;

/** Why a reason for breaking the glass is none. */
export function whyNoReason(reason: string): "no_reason" | "too_short" | null {
  const { length } = reason.trim().replaceAll(/\s+/g, " ");
  if (length === 0) return "no_reason";
  return length < shortestReason ? "too_short" : null;
}
