import { afterAll, beforeAll, expect, test } from "vitest";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { answerDispute } from "#app/domain/payments/answer-dispute.ts";
import { giveBack } from "#app/domain/payments/give-back.ts";
import { gaveByHand, sendAgain } from "#app/domain/payments/settle-refund.ts";
import { looseEnds } from "#app/domain/reports/loose-ends.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aPaidSession } from "#tests/domain/payments/a-paid-session.ts";
import { freshHours, hearAll, hour } from "#tests/flows/support/money-actors.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { aMember } from "#tests/support/practice.ts";

let till: Till;
let nextHour: () => number;
beforeAll(async () => {
  till = await aTill();
  nextHour = freshHours(till);
});
afterAll(() => till.close());

const said = { serviceDate: "", description: "", refundPolicy: "", terms: "", attendance: "They came." };

async function hanging(ctx: MemberCtx = till.practice.own) {
  const { askedBack, cameBack } = await looseEnds(ctx, {
    id: till.practice.therapistId,
    zone: "Europe/Lisbon",
  });
  return { askedBack: askedBack.map(({ id }) => id).sort(), cameBack: cameBack.map(({ id }) => id).sort() };
}

/** Counted anew from the rows: what is open and in time, and what came back and nothing followed. */
async function recount() {
  const now = till.clock.now.toISOString();
  const disputes = await till.rows<{ id: string }>(
    `select d.id from disputes d where d.status = 'open' and d.due_by > $1 order by d.id`,
    now,
  );
  const refunds = await till.rows<{ id: string }>(
    `select r.id from refunds r where r.status = 'failed' and r.goes_to = 'card'
       and not exists (select from refunds n where n.key = 'failed:' || r.id)
       and not exists (select from disputes d where d.payment_id = r.payment_id and d.status <> 'won')
       and (select sum(t.amount) from payment_parts t where t.payment_id = r.payment_id and t.booking_id = r.booking_id)
         - coalesce((select sum(n.amount) from refunds n where n.payment_id = r.payment_id and n.status <> 'failed'), 0) >= r.amount
     order by r.id`,
  );
  return { askedBack: disputes.map(({ id }) => id), cameBack: refunds.map(({ id }) => id) };
}

async function aRefundThatComesBack() {
  const { bookingId, ...paid } = await aPaidSession(till, nextHour());
  const { id } = await granted(giveBack(till.practice.own, { id: newId(), bookingId, amount: 4000 }));
  await till.work();
  const sent = till.vendor.list("refunds").at(-1)!;
  till.vendor.failRefund(sent.id);
  await hearAll(till);
  await till.work();
  return { id, bookingId, ...paid };
}

test("what a bank asks back and what came back from one hang loose until somebody sees to them, as plain SQL counts", async () => {
  const { own } = till.practice;
  expect(await hanging()).toEqual({ askedBack: [], cameBack: [] });
  const asked = [await aPaidSession(till, nextHour()), await aPaidSession(till, nextHour())];
  for (const { charge } of asked) till.vendor.dispute(charge);
  await hearAll(till);
  await till.work();
  const back = [await aRefundThatComesBack(), await aRefundThatComesBack(), await aRefundThatComesBack()];
  const all = await hanging();
  expect([all.askedBack.length, all.cameBack.length]).toEqual([2, 3]);
  expect(all).toEqual(await recount());

  await granted(answerDispute(own, till.world, { id: all.askedBack[0]!, evidence: said }));
  await granted(gaveByHand(own, back[0]!.id));
  await granted(sendAgain(own, back[1]!.id));
  await till.work();
  expect(await hanging()).toEqual({ askedBack: [all.askedBack[1]], cameBack: [back[2]!.id] });
  expect(await hanging()).toEqual(await recount());

  // All of it given back from the booking's page: then nothing is left to see to.
  await granted(giveBack(own, { id: newId(), bookingId: back[2]!.bookingId, amount: 8500 }));
  expect((await hanging()).cameBack).toEqual([]);
  expect(await hanging()).toEqual(await recount());

  const as = (wishes: Parameters<typeof aMember>[1]): MemberCtx => ({
    ...till.practice.ctx,
    actor: aMember(till.practice.ctx.practiceId, wishes),
  });
  expect(await hanging(as({ roles: ["scheduler"] }))).toEqual({ askedBack: [], cameBack: [] });
  expect(await hanging(as({ therapistId: newId() }))).toEqual({ askedBack: [], cameBack: [] });
  expect(await hanging(as({ roles: ["owner"] }))).toEqual(await recount());

  till.clock.advance(15 * 24 * hour);
  expect((await hanging()).askedBack, "nobody can answer it any more").toEqual([]);
  expect(await hanging()).toEqual(await recount());
});
