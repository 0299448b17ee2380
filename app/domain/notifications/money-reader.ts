import { and, asc, eq } from "drizzle-orm";
import { clients, participants } from "#app/db/schema/clients.ts";
import { users } from "#app/db/schema/identity.ts";
import { clientBilling } from "#app/db/schema/payments.ts";
import { mayAct, maySeeMoney } from "#app/domain/clients/rules.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { Reader } from "./compose-care.ts";
import { unsubscribeUrl } from "./unsubscribe.ts";
import { wants } from "./wants.ts";

type About = {
  clientId: string;
  /** Who paid, where somebody did. */
  payerId?: string | null;
  /** They may have asked for none of this topic. */
  topic?: "papers";
};

/**
 * Whom a letter about a client's money goes to: who paid it, else who pays for them, else a child's guardian, else the
 * first of those who act for the client. Null where that person has no address, or asked for no letters: no other gets it.
 */
export async function moneyReader(ctx: Ctx, { clientId, payerId, topic }: About): Promise<Reader | null> {
  const people = await peopleOf(ctx, clientId);
  const [billing] = await ctx.db
    .select({ payerId: clientBilling.payerId })
    .from(clientBilling)
    .where(and(eq(clientBilling.practiceId, ctx.practiceId), eq(clientBilling.clientId, clientId)));
  const isMinor = people.some(({ person }) => person.isUnderAge);
  const found =
    people.find(({ person }) => person.id === payerId) ??
    people.find(({ person }) => person.id === billing?.payerId) ??
    people.find(({ person: { role, isUnderAge } }) =>
      isMinor ? role === "guardian" : mayAct(role) && !isUnderAge,
    );
  if (!found) return null;
  const { id, name, email: ownEmail, mayEmail, isDiscreet, userId, role } = found.person;
  const email = ownEmail ?? found.accountEmail;
  if (!email || !mayEmail || !maySeeMoney(role)) return null;
  if (topic && userId && !(await wants(ctx, userId, topic, "email"))) return null;
  return {
    ...{ id, clientId, name, email, isDiscreet },
    pageUrl: `${ctx.appUrl}/client/payments`,
    ...(topic && userId && { unsubscribeUrl: await unsubscribeUrl(ctx, userId, topic) }),
  };
}

function peopleOf(ctx: Ctx, clientId: string) {
  return ctx.db
    .select({ person: participants, accountEmail: users.email })
    .from(participants)
    .innerJoin(clients, and(eq(clients.id, participants.clientId), eq(clients.isInvented, false)))
    .leftJoin(users, eq(users.id, participants.userId))
    .where(and(eq(participants.practiceId, ctx.practiceId), eq(participants.clientId, clientId)))
    .orderBy(asc(participants.createdAt), asc(participants.id));
}
