import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { signed } from "#sandbox/stripe/sign.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { expectInOrder, freshHours, minute, reconcile, triesAt } from "./support/money-actors.ts";
import { randomFrom } from "./support/random.ts";
import { type Ear, earOf } from "./support/webhook-ear.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const mutations = process.env.LONG ? 5_000 : 500;

let till: Till;
let ear: Ear;
let nextHour: () => number;
beforeAll(async () => {
  till = await aTill();
  ear = earOf(till);
  nextHour = freshHours(till);
});
afterEach(async () => {
  till.hooks();
  await expectInOrder(till);
});
afterAll(() => till.close());

/** Somebody pays on their page; what the webhook is told of it, not delivered yet. */
async function aPayment() {
  const client = await till.aClient();
  const reply = await till.ask(client, nextHour());
  if (!reply.ok) throw new Error(reply.refusal);
  const [payment] = await triesAt(till, reply.value.id);
  till.vendor.pay(payment!.session!);
  return { client, bookingId: reply.value.id, paymentId: payment!.id, told: ear.told() };
}

const outcomeOf = async (bookingId: string) =>
  (
    await till.rows(
      `select b.status, (select count(*)::int from events e where e.subject_id = b.id and e.name = 'booking.confirmed') as confirmed,
         (select count(*)::int from ledger_transactions t where t.key like 'payment:%:' || b.id) as booked,
         (select count(*)::int from refunds r where r.booking_id = b.id) as refunds
       from bookings b where b.id = $1`,
      bookingId,
    )
  )[0];

test(`${mutations} changed bodies and signatures are refused, and nothing is kept of them (SEED=${seed})`, async () => {
  const { told } = await aPayment();
  const message = told.at(-1)!;
  const before = await ear.kept();
  const piece = fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 });
  const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const replaced = (text: string) =>
    fc.tuple(place, fc.string({ minLength: 1, maxLength: 1 })).map(([at, letter]) => {
      const n = Math.floor(at * text.length);
      return text.slice(0, n) + letter + text.slice(n + 1);
    });
  const changed = (text: string) =>
    fc.oneof(
      replaced(text),
      fc.tuple(place, piece).map(([at, more]) => {
        const n = Math.floor(at * text.length);
        return text.slice(0, n) + more + text.slice(n);
      }),
      place.map((at) => text.slice(0, Math.floor(at * text.length))),
      fc.tuple(place, place).map(([from, to]) => {
        const [first, last] = [from, to].map((at) => Math.floor(at * text.length)).sort((a, b) => a - b);
        return text.slice(0, first) + text.slice(last! + 1);
      }),
    );
  const wrongs = fc.oneof(
    changed(message.body).map((body) => ({ ...message, body })),
    replaced(message.signature).map((signature) => ({ ...message, signature })),
    fc.string({ minLength: 1 }).map((secret) => ({
      ...message,
      signature: signed(`${secret}?`, message.body, till.clock.now)["stripe-signature"],
    })),
    fc.constantFrom(...told.slice(0, -1).map(({ signature }) => ({ ...message, signature }))),
    fc.constantFrom("", "t=,v1=", "v1=", message.signature.replace("v1", "v0")).map((signature) => ({
      ...message,
      signature,
    })),
    fc.string().map((body) => ({ ...message, body })),
  );
  await fc.assert(
    fc.asyncProperty(wrongs, async (wrong) => {
      fc.pre(wrong.body !== message.body || wrong.signature !== message.signature);
      expect(await ear.hear(wrong)).toBe("not_theirs");
    }),
    { seed, numRuns: mutations },
  );
  expect(await ear.kept()).toEqual(before);
  expect(await ear.hear(message)).toBe("heard");
});

test("what is signed right and is no event is refused, and nothing is kept of it", async () => {
  const before = await ear.kept();
  for (const body of ["", "null", "[]", "{}", '"words"', '{"id":"evt_1","object":"event"}', "{ not json"]) {
    const { "stripe-signature": signature } = signed("whsec_till", body, till.clock.now);
    expect(await ear.hear({ body, signature }), body).toBe("not_theirs");
  }
  expect(await ear.kept()).toEqual(before);
});

test("a message is heard for five minutes, and not a second longer", async () => {
  const { told, bookingId } = await aPayment();
  till.clock.advance(299_000);
  expect(await ear.hear(told[0]!)).toBe("heard");
  till.clock.advance(2_000);
  const before = await ear.kept();
  for (const late of told) expect(await ear.hear(late)).toBe("not_theirs");
  expect(await ear.kept()).toEqual(before);
  await reconcile(till);
  expect(await outcomeOf(bookingId)).toMatchObject({ status: "confirmed" });
});

test(`everything five times and in any order has one outcome (SEED=${seed})`, async () => {
  const random = randomFrom(seed);
  const { client, bookingId, paymentId, told: first } = await aPayment();
  await till.settle(paymentId);
  till.clock.advance(4 * minute - 1_000);
  await cancel(client.ctx, { bookingId, therapistId: till.practice.therapistId, by: "client" });
  await till.work();
  const other = await aPayment();
  const messages = [...first, ...other.told, ...ear.told()];
  const five = Array.from({ length: 5 }, () => messages)
    .flat()
    .map((message) => ({ message, place: random() }))
    .sort((one, two) => one.place - two.place);
  for (const [n, { message }] of five.entries()) {
    expect(await ear.hear(message)).toBe("heard");
    if (n % 7 === 0) await till.work();
  }
  await till.work();
  const [{ count }] = (await till.rows<{ count: number }>(
    "select count(*)::int as count from stripe_events where stripe_id = any($1)",
    messages.map(({ body }) => JSON.parse(body).id),
  )) as [{ count: number }];
  expect(count).toBe(messages.length);
  expect(await outcomeOf(bookingId)).toEqual({ status: "cancelled", confirmed: 1, booked: 1, refunds: 1 });
  expect(await outcomeOf(other.bookingId)).toEqual({
    status: "confirmed",
    confirmed: 1,
    booked: 1,
    refunds: 0,
  });
  const letters = till.letters.filter(({ to }) => to === other.client.email);
  expect(new Set(letters.map(({ subject }) => subject)).size).toBe(letters.length);
});

test("what a bank asks back is told before the payment is: it is looked at again, and kept once", async () => {
  const { told: first, paymentId } = await aPayment();
  const charge = till.vendor.list("charges").find(({ metadata }) => metadata.reference === paymentId)!;
  till.vendor.dispute(charge.id);
  const later = ear.told();
  for (const message of [...later, ...later].reverse()) expect(await ear.hear(message)).toBe("heard");
  await till.work();
  till.clock.advance(3 * minute);
  await reconcile(till);
  for (const message of first) await ear.hear(message);
  await till.work();
  const disputes = await till.rows("select status from disputes where payment_id = $1", paymentId);
  expect(disputes).toEqual([{ status: "open" }]);
});

test("fifty copies at once have one effect", async () => {
  const { told, bookingId } = await aPayment();
  const before = await ear.kept();
  const copies = told.flatMap((message) => Array.from({ length: 50 }, () => message));
  expect(new Set(await Promise.all(copies.map((message) => ear.hear(message))))).toEqual(new Set(["heard"]));
  expect(await ear.kept()).toEqual({
    events: before.events + told.length,
    undone: before.undone + told.length,
    jobs: before.jobs + told.length,
  });
  await till.work();
  expect(await outcomeOf(bookingId)).toEqual({ status: "confirmed", confirmed: 1, booked: 1, refunds: 0 });
});
