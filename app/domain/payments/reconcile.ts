import { and, eq, inArray, lt, or, sql } from "drizzle-orm";
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
/** How long one kind of work goes on in one sweep, ms: while Stripe hangs, the queue would give the sweep up. */
const atMost = 30_000;

/**
 * The floor under everything else: settle every payment that is open, send every refund that waits, work every event
 * that was not, as if no webhook had ever come. One that fails leaves the others their turn.
 */
export async function sweepPayments(house: House, world: World): Promise<void> {
  const before = new Date(house.now().getTime() - patience);
  await inTurn([settleOpen, sendWaiting, followUndone], (sweep) => sweep(house, world, before));
}

/** In any order: what is stuck at Stripe for good keeps nothing behind it waiting for ever. */
const anyOrder = sql`random()`;

async function settleOpen(house: House, world: World, before: Date): Promise<void> {
  const open = await house.db
    .select({ id: payments.id, practiceId: payments.practiceId })
    .from(payments)
    .where(and(eq(payments.status, "open"), eq(payments.method, "stripe"), lt(payments.createdAt, before)))
    .orderBy(anyOrder);
  await inTurn(inTime(open), ({ id, practiceId }) => settle({ ...house, practiceId }, world, id));
}

async function sendWaiting(house: House, world: World, before: Date): Promise<void> {
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
    .orderBy(anyOrder);
  await inTurn(inTime(waiting), ({ id: subjectId, practiceId }) =>
    sendRefund({ ...house, practiceId }, world, { practiceId, subjectId, sequence: 0 }),
  );
}

async function followUndone(house: House, world: World): Promise<void> {
  await inTurn(inTime(await undoneEvents(house, patience)), ({ id: subjectId, practiceId }) =>
    followStripeEvent({ ...house, practiceId }, world, { practiceId, subjectId, sequence: 0 }),
  );
}

/** One after the other, for as long as a sweep may go on; the next takes up the rest. */
async function* inTime<T>(all: readonly T[]): AsyncGenerator<T> {
  const began = performance.now();
  for (const one of all) {
    if (performance.now() - began > atMost) return;
    yield one;
  }
}

/** How far back the nightly look reaches: a webhook may be days late, and an outage a day long. */
const nightlyReach = 48 * hour;

/** Once a night: hear of everything Stripe says happened in two days, told or not, and look at every open dispute. */
export async function hearOfTheNight(house: House, world: World): Promise<void> {
  await inTurn([hearWhatHappened, followOpenDisputes], (look) => look(house, world));
}

async function hearWhatHappened(house: House, world: World): Promise<void> {
  const since = new Date(house.now().getTime() - nightlyReach);
  await inTurn(await merchants(house), async (ctx) => {
    const merchant = await merchantOf(ctx, world);
    const told = await merchant?.eventsSince(since);
    if (told?.outcome === "away") throw new Error(`The payment service does not answer: ${told.why}`);
    if (told?.outcome === "done") await keepEvents(ctx, told.value);
  });
}

async function followOpenDisputes(house: House, world: World): Promise<void> {
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
