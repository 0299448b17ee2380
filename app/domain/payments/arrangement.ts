import { and, eq } from "drizzle-orm";
import { participants } from "#app/db/schema/clients.ts";
import { clientBilling } from "#app/db/schema/payments.ts";
import type { ChargeWhen } from "#app/db/schema/session-types.ts";
import { record } from "#app/domain/audit/record.ts";
import { type CardConsent, consentInForce, withdrawCardConsent } from "#app/domain/clients/card-consent.ts";
import { clientInReach } from "#app/domain/clients/choices.ts";
import { clientsOfUser } from "#app/domain/clients/queries.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import { type ClientCtx, type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { creditOf } from "#app/domain/ledger/credit.ts";

/** How one client pays; null stands for what the session type says, and for the client themselves. */
export type Arrangement = {
  chargeWhen: ChargeWhen | null;
  payerId: string | null;
  card: { brand: string; last4: string; expires: string } | null;
  consent: CardConsent | null;
  isStopped: boolean;
  credit: number;
};

/** How a client pays, and what they have left. Call it with a client that was found within reach. */
export async function arrangementOf(ctx: Ctx, clientId: string): Promise<Arrangement> {
  const [billing] = await ctx.db
    .select()
    .from(clientBilling)
    .where(and(eq(clientBilling.practiceId, ctx.practiceId), eq(clientBilling.clientId, clientId)));
  const { cardBrand: brand, cardLast4: last4, cardExpires: expires } = billing ?? {};
  return {
    chargeWhen: billing?.chargeWhen ?? null,
    payerId: billing?.payerId ?? null,
    card: billing?.stripeCard && brand && last4 && expires ? { brand, last4, expires } : null,
    consent: await consentInForce(ctx, clientId),
    isStopped: billing?.cardsStoppedAt != null,
    credit: await creditOf(ctx, clientId),
  };
}

type Arranged = {
  clientId: string;
  chargeWhen: ChargeWhen | null;
  payerId: string | null;
  mayCharge: boolean;
};

/**
 * Agree with a client when they pay and who does; `mayCharge` lets their card be charged again after a dispute. It holds for
 * what is booked from now on. False when the client, or the payer among their people, is not there.
 */
export function arrange(
  ctx: MemberCtx,
  { clientId, chargeWhen, payerId, mayCharge }: Arranged,
): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await clientInReach(ctx, "money.take", clientId))) return false;
    if (payerId && !(await isAmong(ctx, clientId, payerId))) return false;
    const { practiceId } = ctx;
    const changedAt = ctx.now();
    const agreed = { chargeWhen, payerId, changedAt, ...(mayCharge && { cardsStoppedAt: null }) };
    await ctx.db
      .insert(clientBilling)
      .values({ clientId, practiceId, ...agreed })
      .onConflictDoUpdate({ target: clientBilling.clientId, set: agreed });
    await record(ctx, "client.payment_arranged", { id: clientId });
    return true;
  });
}

async function isAmong(ctx: Ctx, clientId: string, participantId: string): Promise<boolean> {
  const [found] = await ctx.db
    .select({ id: participants.id })
    .from(participants)
    .where(and(eq(participants.clientId, clientId), eq(participants.id, participantId)));
  return found !== undefined;
}

/**
 * Let go of a client's kept card, with what was agreed to about it: nothing is charged to it any more. A client may of
 * their own, a member of one in their reach (money.take). Says whether there was one.
 */
export function forgetCard(ctx: MemberCtx | ClientCtx, clientId: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await mayForget(ctx, clientId))) return false;
    const hadConsent = await withdrawCardConsent(ctx, clientId);
    const [kept] = await ctx.db
      .update(clientBilling)
      .set({ stripeCard: null, cardBrand: null, cardLast4: null, cardExpires: null, changedAt: ctx.now() })
      .where(and(eq(clientBilling.practiceId, ctx.practiceId), eq(clientBilling.clientId, clientId)))
      .returning({ clientId: clientBilling.clientId });
    return hadConsent || kept !== undefined;
  });
}

async function mayForget(ctx: MemberCtx | ClientCtx, clientId: string): Promise<boolean> {
  if (ctx.actor.kind === "member")
    return (await clientInReach(ctx as MemberCtx, "money.take", clientId)) !== null;
  const own = await clientsOfUser(ctx, ctx.actor.userId);
  return own.some((client) => client.clientId === clientId && mayAct(client.role));
}

/** A kept card of a signed-in person's own, of each client they act for. */
export async function ownCards(ctx: ClientCtx): Promise<{ clientId: string; arrangement: Arrangement }[]> {
  const clients = (await clientsOfUser(ctx, ctx.actor.userId)).filter(({ role }) => mayAct(role));
  const all = await Promise.all(
    clients.map(async ({ clientId }) => ({ clientId, arrangement: await arrangementOf(ctx, clientId) })),
  );
  return all.filter(({ arrangement }) => arrangement.card !== null || arrangement.credit > 0);
}
