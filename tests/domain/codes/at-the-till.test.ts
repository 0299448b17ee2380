import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { expireHolds } from "#app/domain/bookings/expire-holds.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { disagreements } from "#tests/support/agrees-with-stripe.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aCode } from "./a-code.ts";

let till: Till;
beforeAll(async () => {
  till = await aTill();
});
let day = 3;
let startsAt: number;
beforeEach(() => {
  day += 1;
  startsAt = Date.parse(`2027-02-${String(day).padStart(2, "0")}T10:00:00Z`);
});
afterEach(async () => {
  await till.work();
  expect(await disagreements(till)).toEqual([]);
  expect(await findBroken(till.database.pool)).toEqual([]);
});
afterAll(() => till.close());

type Asker = Awaited<ReturnType<Till["aClient"]>>;

async function askFor(client: Asker, code?: string) {
  const reply = await till.ask(client, startsAt, { code });
  if (!reply.ok) return reply;
  const [row] = await till.rows<{ status: string; discount: number; amount: number | null; session: string }>(
    `select b.status, b.discount, p.amount, p.stripe_session as session from bookings b
     left join payment_parts t on t.booking_id = b.id left join payments p on p.id = t.payment_id where b.id = $1`,
    reply.value.id,
  );
  return { id: reply.value.id, ...row! };
}

test("what is charged is what the code leaves, and the books have the price and the discount", async () => {
  await aCode(till.practice.own, { code: "FIFTH", percent: 20 });
  const asked = await askFor(await till.aClient(), "fifth");
  if (!("session" in asked)) throw new Error("refused");
  expect(asked).toMatchObject({ status: "held", discount: 1700, amount: 6800 });
  till.vendor.pay(asked.session);
  till.clock.advance(40 * 60_000);
  await till.work();
  const booksOf = () =>
    till.rows(
      `select account, sum(amount)::int as sum from ledger_entries where booking_id = $1 or payment_id in
         (select payment_id from payment_parts where booking_id = $1) group by account having sum(amount) <> 0 order by 1`,
      asked.id,
    );
  expect(await booksOf()).toContainEqual({ account: "prepayments", sum: -6800 });

  till.clock.advance(2 * 86_400_000);
  day += 3;
  expect(await markAttended(till.practice.own, asked.id)).toMatchObject({ ok: true });
  const books = await booksOf();
  expect(books).toContainEqual({ account: "session_revenue", sum: -8500 });
  expect(books).toContainEqual({ account: "discounts", sum: 1700 });
  expect(books).not.toContainEqual(expect.objectContaining({ account: "prepayments" }));
  expect(books).not.toContainEqual(expect.objectContaining({ account: "receivable" }));
});

test("a code that takes all of it needs no card, and neither does one that leaves less than a card can be charged", async () => {
  await aCode(till.practice.own, { code: "ALL", percent: 100 });
  await aCode(till.practice.own, { code: "NEARLY", amount: 8460 });
  const client = await till.aClient();
  expect(await askFor(client, "ALL")).toMatchObject({ status: "confirmed", discount: 8500, amount: null });
  startsAt += 3 * 3_600_000;
  expect(await askFor(client, "NEARLY")).toMatchObject({ status: "confirmed", discount: 8500, amount: null });
});

test("the same wish with a code is another wish, and the dearer page is closed", async () => {
  await aCode(till.practice.own, { code: "AFTER", percent: 50, totalLimit: 1 });
  const client = await till.aClient();
  const first = await askFor(client);
  expect(first).toMatchObject({ amount: 8500 });
  const second = await askFor(client, "AFTER");
  expect(second).toMatchObject({ status: "held", amount: 4250 });
  expect(await askFor(client, "after")).toEqual(second);
  const [lost] = await till.rows<{ status: string }>(
    "select status from payments where stripe_session = $1",
    (first as { session: string }).session,
  );
  expect(lost?.status).toBe("expired");
});

test("a use is given back when the time to pay is over, and what is paid too late costs the same within the limit", async () => {
  await aCode(till.practice.own, { code: "LAST", percent: 20, totalLimit: 1 });
  const [ann, ben] = [await till.aClient(), await till.aClient()];
  const late = await askFor(ann, "LAST");
  if (!("session" in late)) throw new Error("refused");
  till.vendor.pay(late.session);
  till.clock.advance(40 * 60_000);
  await expireHolds(till.house);

  startsAt += 3 * 3_600_000;
  expect(await askFor(ben, "LAST")).toMatchObject({ status: "held", discount: 1700 });
  await till.work();
  const taken = await till.rows(
    "select status, price, discount, code_id from bookings where retakes = $1",
    late.id,
  );
  expect(taken).toEqual([{ status: "confirmed", price: 6800, discount: 0, code_id: null }]);
});
