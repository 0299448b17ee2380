import { afterAll, beforeAll, expect, test } from "vitest";
import { lastComparison } from "#app/domain/ledger/compare.ts";
import { compareBooks } from "#app/domain/payments/compare-books.ts";
import { sweepPayments } from "#app/domain/payments/reconcile.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";

let till: Till;
beforeAll(async () => {
  till = await aTill();
});
afterAll(() => till.close());

const hour = 3_600_000;

async function aPayment(startsAt: number) {
  const client = await till.aClient();
  const reply = await till.ask(client, startsAt);
  if (!reply.ok) throw new Error(reply.refusal);
  const [payment] = await till.rows<{ stripe_session: string }>(
    "select p.stripe_session from payments p join payment_parts t on t.payment_id = p.id where t.booking_id = $1",
    reply.value.id,
  );
  till.vendor.pay(payment!.stripe_session);
  till.clock.advance(5 * 60_000);
  await sweepPayments(till.house, till.world);
  await till.work();
}

test("the books agree with Stripe's own account of the money, fee and all; what only Stripe knows is named", async () => {
  await aPayment(Date.parse("2027-02-04T10:00:00Z"));
  await aPayment(Date.parse("2027-02-05T10:00:00Z"));
  await compareBooks(till.house, till.world);
  expect(await lastComparison(till.practice.ctx)).toMatchObject({ ours: 0, theirs: 0, differing: [] });

  till.clock.advance(2 * hour);
  await compareBooks(till.house, till.world);
  const agreed = await lastComparison(till.practice.ctx);
  expect(agreed).toMatchObject({ differing: [] });
  expect(agreed!.ours).toBe(agreed!.theirs);
  expect(agreed!.ours).toBeGreaterThan(16_000);

  // Somebody gives money back at Stripe's own desk, past the house.
  const charge = till.vendor.list("charges")[0]!;
  const { merchant } = till.world.payments!.ofEnvironment!;
  const intent = String(charge.payment_intent);
  expect((await merchant.refund({ reference: "by-hand", intent, amount: 100 })).outcome).toBe("done");
  till.clock.advance(2 * hour);
  await compareBooks(till.house, till.world);
  const last = await lastComparison(till.practice.ctx);
  expect(last!.differing).toEqual([till.vendor.list("refunds")[0]!.id]);
  expect(last!.ours - last!.theirs).toBe(100);
});
