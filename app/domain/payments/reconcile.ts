import { and, asc, eq, inArray, lt, or } from "drizzle-orm";
import { payments, refunds } from "#app/db/schema/payments.ts";
import { practices, stripeAccounts } from "#app/db/schema/practices.ts";
import type { Ctx, House } from "#app/domain/ctx.ts";
import { inTurn } from "#app/domain/in-turn.ts";
import type { World } from "#app/world.ts";
import { followDispute } from "./disputes.ts";
import { followStripeEvent, keepEvents, openDisputes, undoneEvents } from "./hear.ts";
import { merchantOf } from "./merchant.ts";
import { sendRefund } from "./refund.ts";
import { settle } from "./settle.ts";

const minute = 60_000;
const hour = 60 * minute;
/** How long something is left to its own job before the sweep looks after it. */
const patience = 2 * minute;
const batch = 200;

/**
 * The floor under everything else: settle every payment that is open, send every refund that waits, work every event
 * that was not, as if no webhook had ever come. One that fails leaves the others their turn.
 */
export async function sweepPayments(house: House, world: World): Promise<void> {
  const before = new Date(house.now().getTime() - patience);
  const open = await house.db
    .select({ id: payments.id, practiceId: payments.practiceId })
    .from(payments)
    .where(and(eq(payments.status, "open"), eq(payments.method, "stripe"), lt(payments.createdAt, before)))
    .orderBy(asc(payments.createdAt))
    .limit(batch);
  await inTurn(open, ({ id, practiceId }) => settle({ ...house, practiceId }, world, id));
  const waiting = await house.db
    .select({ id: refunds.id, practiceId: refunds.practiceId })
    .from(refunds)
    .where(
      and(
        inArray(refunds.status, ["asked", "pending"]),
        eq(refunds.goesTo, "card"),
        lt(refunds.changedAt, before),
      ),
    )
    .orderBy(asc(refunds.changedAt))
    .limit(batch);
  await inTurn(waiting, ({ id: subjectId, practiceId }) =>
    sendRefund({ ...house, practiceId }, world, { practiceId, subjectId, sequence: 0 }),
  );
  await inTurn(await undoneEvents(house, patience), ({ id: subjectId, practiceId }) =>
    followStripeEvent({ ...house, practiceId }, world, { practiceId, subjectId, sequence: 0 }),
  );
}

/** How far back the nightly look reaches: a webhook may be days late, and an outage a day long. */
const nightlyReach = 48 * hour;

/** Once a night: hear of everything Stripe says happened in two days, told or not, and look at every open dispute. */
export async function hearOfTheNight(house: House, world: World): Promise<void> {
  const since = new Date(house.now().getTime() - nightlyReach);
  await inTurn(await merchants(house), async (ctx) => {
    const merchant = await merchantOf(ctx, world);
    const told = await merchant?.eventsSince(since);
    if (told?.outcome === "away") throw new Error(`The payment service does not answer: ${told.why}`);
    if (told?.outcome === "done") await keepEvents(ctx, told.value);
  });
  await inTurn(await openDisputes(house), ({ practiceId, stripeDispute }) =>
    followDispute({ ...house, practiceId }, world, stripeDispute),
  );
}

/** Every practice that takes cards. */
export async function merchants(house: House): Promise<Ctx[]> {
  const rows = await house.db
    .select({ id: practices.id })
    .from(practices)
    .leftJoin(stripeAccounts, eq(stripeAccounts.practiceId, practices.id))
    .where(or(eq(practices.stripeFromEnv, true), eq(stripeAccounts.practiceId, practices.id)));
  return rows.map(({ id: practiceId }) => ({ ...house, practiceId }));
}
