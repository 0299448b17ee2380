import { and, eq } from "drizzle-orm";
import { type ParticipantRole, participants } from "#app/db/schema/clients.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { alreadyHere } from "./add-by-hand.ts";
import { type Client, holdClient, type Participant, peopleOf } from "./reach.ts";
import { rolesToAdd } from "./rules.ts";

export type PersonRefusal = "already_here" | "no_such_role" | "guardian_needed";

/** What is known of a person and how they may be reached. */
export type PersonFacts = Pick<
  Participant,
  | "name"
  | "role"
  | "email"
  | "phone"
  | "isUnderAge"
  | "mayEmail"
  | "mayCall"
  | "mayLeaveMessage"
  | "isDiscreet"
  | "calendarWords"
> &
  /** Left as they are where nobody says. */
  Partial<Pick<Participant, "reminders">>;

type Changed = Promise<Result<{ id: string }, PersonRefusal> | null>;

/**
 * Change what is known of a person. Another address is another way in: whoever signs in with it sees the client's page,
 * and the old one no longer does. Null when it is not theirs to change. Refuses: already_here for an address somebody has
 * here already, no_such_role for a part that does not fit the client, guardian_needed for somebody under age without one.
 */
export function changePerson(
  ctx: MemberCtx,
  { clientId, participantId, facts }: { clientId: string; participantId: string; facts: PersonFacts },
): Changed {
  return inTransaction(ctx, async (ctx) => {
    const client = await holdClient(ctx, "client.change", clientId);
    if (!client) return null;
    const people = await peopleOf(ctx, client);
    const person = people.find(({ id }) => id === participantId);
    if (!person) return null;
    const others = people.filter(({ id }) => id !== participantId);
    const refusal = whyNot(client, facts, others, person.role);
    if (refusal) return refused(refusal);
    const isSameAddress = facts.email === person.email;
    await ctx.db
      .update(participants)
      .set({ ...facts, ...(!isSameAddress && { userId: await accountOf(ctx, facts) }) })
      .where(and(eq(participants.practiceId, ctx.practiceId), eq(participants.id, person.id)));
    await record(ctx, "participant.changed", { id: person.id }, { address: !isSameAddress });
    return done({ id: person.id });
  }).catch(alreadyHere);
}

/** Add a person to a client. Null and refusals as `changePerson`. */
export function addPerson(
  ctx: MemberCtx,
  { clientId, facts }: { clientId: string; facts: PersonFacts },
): Changed {
  return inTransaction(ctx, async (ctx) => {
    const client = await holdClient(ctx, "client.change", clientId);
    if (!client) return null;
    const refusal = whyNot(client, facts, await peopleOf(ctx, client), null);
    if (refusal) return refused(refusal);
    const id = newId();
    const { practiceId } = ctx;
    const userId = await accountOf(ctx, facts);
    await ctx.db
      .insert(participants)
      .values({ ...facts, id, practiceId, clientId: client.id, userId, createdAt: ctx.now() });
    await record(ctx, "participant.added", { id }, { role: facts.role });
    return done({ id });
  }).catch(alreadyHere);
}

/** The roles a person may have in a client: what can be added, and for whoever is its self or has a part already, that. */
export function rolesFor(client: Pick<Client, "kind">, now: ParticipantRole | null): ParticipantRole[] {
  if (now === "self") return ["self"];
  const roles: ParticipantRole[] = [...rolesToAdd(client.kind)];
  return now && !roles.includes(now) ? [now, ...roles] : roles;
}

function whyNot(
  client: Client,
  facts: PersonFacts,
  others: Participant[],
  now: ParticipantRole | null,
): PersonRefusal | null {
  if (!rolesFor(client, now).includes(facts.role)) return "no_such_role";
  if (facts.email && others.some(({ email }) => email === facts.email)) return "already_here";
  const all = [...others, facts];
  const isGuarded = all.some(({ role }) => role === "guardian");
  return all.some(({ isUnderAge }) => isUnderAge) && !isGuarded ? "guardian_needed" : null;
}

async function accountOf(ctx: MemberCtx, { email, name }: PersonFacts): Promise<string | null> {
  return email ? (await knowByAddress(ctx, { email, name })).userId : null;
}
