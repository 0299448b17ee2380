import type { ClientKind } from "#app/db/schema/clients.ts";
import { brokenConstraint } from "#app/db/violations.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { may } from "#app/domain/practices/rules.ts";
import { done, type Refused, type Result, refused } from "#app/values/result.ts";
import { addClient, beginCare, type NewPerson } from "./add.ts";
import type { PastGate } from "./begin-together.ts";
import { keepCareWords } from "./care-words.ts";
import { sendWelcome } from "./invite.ts";
import { moveOn } from "./move-on.ts";
import { relationshipBetween } from "./queries.ts";
import { peopleOf } from "./reach.ts";

type HandRefusal = "already_here" | "guardian_needed";

export type ByHand = {
  kind: ClientKind;
  name: string;
  people: Omit<NewPerson, "userId">[];
  therapistId: string;
  /** Null: they start with a call like everybody. */
  pastGate: (PastGate & { stage: "intake" | "ongoing" }) | null;
  /** Whether everybody with an address gets a welcome with the link to their page. */
  welcome: boolean;
};

/**
 * Add a client by hand: a name is enough. Past the gate their doors stand open at once, for a reason that is kept. Null
 * when the therapist is not theirs to decide for. Refuses: already_here when somebody who comes alone has that address,
 * guardian_needed for somebody under age without one.
 */
export function addByHand(
  ctx: MemberCtx,
  wish: ByHand,
): Promise<Result<{ clientId: string }, HandRefusal> | null> {
  return inTransaction(ctx, async (ctx) => {
    const { therapistId, pastGate } = wish;
    if (!may(ctx.actor, "care.decide", { practiceId: ctx.practiceId, therapistIds: [therapistId] }))
      return null;
    if (wish.people.some((one) => one.isUnderAge) && !wish.people.some((one) => one.role === "guardian"))
      return refused("guardian_needed");
    const people: NewPerson[] = [];
    for (const person of wish.people) people.push(await withAccount(ctx, person));
    const { clientId } = await addClient(ctx, { kind: wish.kind, name: wish.name, people });
    await beginCare(ctx, clientId, therapistId);
    if (pastGate) await passGate(ctx, { clientId, therapistId, pastGate });
    if (wish.welcome) await welcomeAll(ctx, clientId);
    return done({ clientId });
  }).catch(alreadyHere);
}

async function withAccount(ctx: MemberCtx, person: Omit<NewPerson, "userId">): Promise<NewPerson> {
  const { email, name } = person;
  return email ? { ...person, ...(await knowByAddress(ctx, { email, name })) } : person;
}

type Passing = { clientId: string; therapistId: string; pastGate: NonNullable<ByHand["pastGate"]> };

async function passGate(ctx: MemberCtx, { clientId, therapistId, pastGate }: Passing): Promise<void> {
  const { reason, words: why, stage } = pastGate;
  const relationshipId = await relationshipBetween(ctx, clientId, therapistId);
  const words = why && (await keepCareWords(ctx, { clientId, relationshipId }, "past_gate", why));
  const turn = { how: "past_gate", reason, ...(words && { words }) };
  await moveOn(ctx, { clientId, therapistId, to: "intake", discoveryBy: "therapist", turn });
  if (stage === "ongoing")
    await moveOn(ctx, { clientId, therapistId, to: stage, turn: { how: "past_gate" } });
  await record(ctx, "care_relationship.begun_by_hand", { id: clientId, sequence: 0 });
}

async function welcomeAll(ctx: MemberCtx, clientId: string): Promise<void> {
  // Refused is no trouble here: whoever has no address, or only pays, gets none.
  for (const person of await peopleOf(ctx, { id: clientId })) await sendWelcome(ctx, person);
}

/** Somebody who comes alone stands once under an address (participants_one_individual_per_address). */
export function alreadyHere(error: unknown): Refused<"already_here"> {
  if (brokenConstraint(error) === "participants_one_individual_per_address") return refused("already_here");
  throw error;
}
