import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inTransaction } from "#app/domain/ctx.ts";
import { issueCreditNote, issuePaper } from "#app/domain/invoices/issue.ts";
import { papersOf, statementOf } from "#app/domain/invoices/queries.ts";
import { keepSettings, keepTaxRule } from "#app/domain/invoices/settings.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aBooked, aPayment, aRefund } from "./a-paper.ts";

let house: TestHouse;
let practice: TestPractice;
let clientId: string;
let bookingId: string;

const noon = new Date("2027-02-03T12:00:00Z");

beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

beforeEach(async () => {
  house.clock.now = noon;
  practice = await aPractice(house.house);
  const made = await aBooked(practice);
  clientId = made.client.clientId;
  bookingId = made.bookingId;
});

const paid = (amount = 8500, wish: Partial<Parameters<typeof aPayment>[2]> = {}) =>
  aPayment(house, practice, { clientId, parts: [{ bookingId, amount }], ...wish });
const issue = (paymentId: string) => granted(issuePaper(practice.ctx, paymentId));
const numbers = async () =>
  (await papersOf(practice.ctx, clientId)).map(({ number }) => number).toSorted((a, b) => a - b);

test("a hundred papers issued at once are numbered from 1 to 100, without a gap or a double", async () => {
  const payments = await Promise.all(Array.from({ length: 100 }, () => paid(85)));
  await Promise.all(payments.map(issue));
  expect(await numbers()).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
});

test("a transaction that rolls back gives its number to the next", async () => {
  const payments = await Promise.all(Array.from({ length: 60 }, () => paid(85)));
  const answers = await Promise.allSettled(
    payments.map((payment, index) =>
      inTransaction(practice.ctx, async (ctx) => {
        await granted(issuePaper(ctx, payment));
        if (index % 3 === 0) throw new Error("Something else went wrong");
      }),
    ),
  );
  expect(answers.filter(({ status }) => status === "rejected")).toHaveLength(20);
  expect(await numbers()).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});

test("a payment has one paper, however often it is asked for at once", async () => {
  const payment = await paid();
  const given = await Promise.all(Array.from({ length: 30 }, () => issue(payment)));
  expect(new Set(given.map(({ id }) => id)).size).toBe(1);
  expect(await numbers()).toEqual([1]);
});

test("the year turns in the practice's own zone, and numbers begin again", async () => {
  practice = await aPractice(house.house, { zone: "Pacific/Auckland" });
  ({
    bookingId,
    client: { clientId },
  } = await aBooked(practice, Date.parse("2027-02-04T22:00:00Z")));
  house.clock.now = new Date("2027-12-31T10:59:59Z"); // A second before midnight in Auckland.
  expect(await issue(await paid(100))).toMatchObject({ year: 2027, number: 1 });
  house.clock.now = new Date("2027-12-31T11:00:00Z");
  expect(await issue(await paid(100))).toMatchObject({ year: 2028, number: 1 });
});

test("what was issued can be neither changed nor deleted", async () => {
  const { id } = await issue(await paid());
  const { pool } = house.database;
  for (const change of ["update papers set total = 1 where id = $1", "delete from papers where id = $1"])
    await expect(pool.query(change, [id])).rejects.toThrow("papers is appended only");
});

test("a paper says what it said, whatever the practice changes afterwards", async () => {
  const payment = await paid();
  const before = await issue(payment);
  await keepSettings(practice.own, {
    ...{
      kind: "invoice",
      legalName: "Tess Ltd",
      legalNumber: "PT 123",
      npi: null,
      note: "Thank you.",
      areMailed: true,
    },
  });
  expect(await issue(payment)).toEqual(before);
  const { series, body, number } = await issue(await paid());
  expect({ series, number, legal: body.seller.legalNumber }).toEqual({
    ...{ series: "invoice", number: 1, legal: "PT 123" },
  });
});

test("a paper holds no name of a session type", async () => {
  await house.database.pool.query("update session_types set name = 'Grief therapy' where practice_id = $1", [
    practice.ctx.practiceId,
  ]);
  const paper = await issue(await paid());
  expect(JSON.stringify(paper)).not.toMatch(/grief|therapy\b/i);
  expect(paper.body.lines).toMatchObject([{ words: "Appointment, 50 minutes", gross: 8500, total: 8500 }]);
});

test("nothing is issued for what was not paid, or lies in another practice", async () => {
  const open = await paid(8500, { method: "stripe" });
  await house.database.pool.query("update payments set status = 'open', paid_at = null where id = $1", [
    open,
  ]);
  const other = await aPractice(house.house);
  const refusal = { ok: false, refusal: "not_paid" };
  expect(await issuePaper(practice.ctx, open)).toEqual(refusal);
  expect(await issuePaper(practice.ctx, newId())).toEqual(refusal);
  expect(await issuePaper(other.ctx, await paid())).toEqual(refusal);
});

test("a refund has one credit note, which takes back the paper with the tax that was in it", async () => {
  await granted(
    keepTaxRule(practice.own, {
      ...{
        therapistId: practice.therapistId,
        sessionTypeId: null,
        treatment: "rate",
        rate: 2300,
        reason: null,
      },
    }).then((kept) => kept!),
  );
  const paymentId = await paid();
  const refunds = await Promise.all(
    [1, 3000, 5499].map((amount) => aRefund(house, practice, { clientId, bookingId, paymentId, amount })),
  );
  const asked = refunds.flatMap((id) => Array.from({ length: 10 }, () => id));
  const given = await Promise.all(asked.map((id) => granted(issueCreditNote(practice.ctx, id))));
  const notes = [...new Map(given.map((note) => [note.id, note])).values()];
  expect(notes.map(({ number }) => number).toSorted()).toEqual([1, 2, 3]);
  const paper = await issue(paymentId);
  expect(paper.body.tax).toBe(1589);
  expect(new Set(notes.map(({ corrects }) => corrects))).toEqual(new Set([paper.id]));
  const [statement] = await statementOf(practice.ctx, clientId, 2027);
  expect(statement).toMatchObject({ total: 0, tax: 0 });
  expect(statement?.lines).toHaveLength(4);
});

test("credit that stays here, and money that was not sent back, have no credit note", async () => {
  const about = { clientId, bookingId, paymentId: await paid(), amount: 100 };
  const refused = { ok: false, refusal: "not_returned" };
  for (const wish of [{ goesTo: "credit" }, { status: "asked" }, { status: "failed" }] as const)
    expect(
      await issueCreditNote(practice.ctx, await aRefund(house, practice, { ...about, ...wish })),
    ).toEqual(refused);
});

test("tax rules are kept one for each, and refuse what says too little", async () => {
  const rule = {
    therapistId: null,
    sessionTypeId: null,
    treatment: "exempt",
    rate: null,
    reason: null,
  } as const;
  expect(await keepTaxRule(practice.own, rule)).toEqual({ ok: false, refusal: "no_reason" });
  expect(await keepTaxRule(practice.own, { ...rule, treatment: "rate" })).toEqual({
    ...{ ok: false, refusal: "no_rate" },
  });
  const other = await aPractice(house.house);
  const theirs = { ...rule, reason: "Exempt", therapistId: other.therapistId };
  expect(await keepTaxRule(practice.own, theirs)).toEqual({ ok: false, refusal: "not_here" });
  await granted(keepTaxRule(practice.own, { ...rule, reason: "First" }).then((kept) => kept!));
  await granted(keepTaxRule(practice.own, { ...rule, reason: "Exempt, article 9" }).then((kept) => kept!));
  expect((await issue(await paid())).body.lines[0]?.taxWords).toBe("Exempt, article 9");
  const billers = { ...practice.own, actor: { ...practice.own.actor, roles: ["biller" as const] } };
  expect(await keepTaxRule(billers, rule)).toBeNull();
});
