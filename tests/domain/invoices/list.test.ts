import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { issueCreditNote, issuePaper } from "#app/domain/invoices/issue.ts";
import { papersDuring, papersWithin } from "#app/domain/invoices/list.ts";
import { ownToState, printStatement, sayPaper, sayStatement } from "#app/domain/invoices/print.ts";
import { papersOf } from "#app/domain/invoices/queries.ts";
import { ownPayment } from "#app/domain/payments/own-payment.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { readPdf } from "#tests/papers/read-pdf.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aBooked, aPayment, aRefund } from "./a-paper.ts";

let house: TestHouse;
let practice: TestPractice;
let client: Awaited<ReturnType<typeof aBooked>>["client"];
let paymentId: string;

beforeAll(async () => {
  house = await aHouse();
  house.clock.now = new Date("2027-02-03T12:00:00Z");
  practice = await aPractice(house.house);
  const booked = await aBooked(practice);
  ({ client } = booked);
  const { bookingId } = booked;
  const about = { clientId: client.clientId, bookingId };
  for (const amount of [2500, 6000]) {
    paymentId = await aPayment(house, practice, {
      clientId: client.clientId,
      parts: [{ bookingId, amount }],
    });
    await granted(issuePaper(practice.ctx, paymentId));
    house.clock.advance(60_000);
  }
  const refund = await aRefund(house, practice, { ...about, paymentId, amount: 1000 });
  house.clock.now = new Date("2027-03-01T12:00:00Z");
  await granted(issueCreditNote(practice.ctx, refund));
});
afterAll(() => house.close());

const everything = { from: null, until: null, words: "", before: null, count: 50 };
const named = async (wish: Partial<typeof everything> & object, ctx: MemberCtx = practice.own) =>
  (await papersWithin(ctx, { ...everything, ...wish })).papers.map(({ name }) => name);
const [first, second, back] = [
  "Payment record 2027-0001",
  "Payment record 2027-0002",
  "Credit note 2027-0001",
];

test("papers are found by number, by part of it, by name and by month, the newest first", async () => {
  expect(await named({})).toEqual([back, second, first]);
  expect(await named({ words: "2027-0002" })).toEqual([second]);
  expect(await named({ words: "0001" })).toEqual([back, first]);
  expect(await named({ words: "2" })).toContain(second);
  expect(await named({ words: client.name.toUpperCase() })).toEqual([back, second, first]);
  expect(await named({ words: "nobody at all" })).toEqual([]);
  expect(await named({ words: "%" })).toEqual([]);
  const february = { from: new Date("2027-02-01T00:00:00Z"), until: new Date("2027-03-01T00:00:00Z") };
  expect(await named(february as never)).toEqual([second, first]);
  const page = await papersWithin(practice.own, { ...everything, count: 2 });
  expect(await named({ before: page.more } as never)).toEqual([first]);
  const all = await papersDuring(practice.own, { from: null, until: null });
  expect(all.map(({ name, takesBack }) => [name, takesBack])).toEqual([
    [first, null],
    [second, null],
    [back, second],
  ]);
});

test("only who sees the money of a client finds their papers", async () => {
  const as = (wishes: Parameters<typeof aMember>[1]): MemberCtx => ({
    ...practice.ctx,
    actor: aMember(practice.ctx.practiceId, wishes),
  });
  expect(await named({}, as({ roles: ["biller"] }))).toHaveLength(3);
  expect(await named({}, as({ therapistId: practice.therapistId }))).toHaveLength(3);
  expect(await named({}, as({ therapistId: newId() }))).toEqual([]);
  expect(await named({}, as({ roles: ["scheduler"] }))).toEqual([]);
  expect(await named({}, (await aPractice(house.house)).own)).toEqual([]);
});

test("a year's statement lists every paper, takes off what went back, and is a PDF of the same words", async () => {
  const whose = { id: client.clientId, name: client.name };
  const said = await sayStatement(practice.ctx, whose, 2027);
  expect(said.title).toBe("Statement 2027");
  expect(said.parts).toHaveLength(1);
  expect(said.parts[0]?.rows.map(({ words, amount }) => [words, amount])).toEqual([
    [first, "€25.00"],
    [second, "€60.00"],
    [back, "-€10.00"],
  ]);
  expect(said.parts[0]?.sums).toEqual([{ words: "Total of 2027", amount: "€75.00", isTotal: true }]);
  const { filename, content } = await printStatement(practice.ctx, whose, 2027);
  const { text, objects } = readPdf(content);
  expect(filename).toBe("Statement 2027.pdf");
  expect(objects).toMatch(/\/StructTreeRoot \d+ 0 R/);
  for (const words of ["Statement 2027", client.name, first, "-€10.00", "Total of 2027", "€75.00"])
    expect(text).toContain(words);
  expect(await sayStatement(practice.ctx, whose, 2026)).toMatchObject({
    parts: [],
    lede: "Nothing was paid in 2026.",
  });
});

test("a page of a paper says what its PDF says", async () => {
  const [, paper] = await papersOf(practice.ctx, client.clientId);
  const said = sayPaper(paper!);
  expect(said).toMatchObject({ title: second, to: [client.name, client.email] });
  expect(said.rows).toMatchObject([{ words: "Appointment, 50 minutes, paid in part", amount: "€60.00" }]);
  expect(said.small).toContain("This is a record of a payment. This is not a tax invoice.");
});

test("a client opens their own payment, with what it was for and what went back; nobody else does", async () => {
  const mine = client.ctx as ClientCtx;
  expect(await ownPayment(mine, paymentId)).toMatchObject({
    ...{ amount: 6000, method: "cash", parts: [{ amount: 6000, kind: "session" }] },
    returned: [{ amount: 1000, to: "by_hand", status: "succeeded" }],
  });
  expect(await ownToState(mine)).toEqual([{ id: client.clientId, name: client.name }]);
  const somebody = (await practice.aClient()).ctx as ClientCtx;
  expect(await ownPayment(somebody, paymentId)).toBeNull();
  for (const nothing of [newId(), "statement", ""]) expect(await ownPayment(mine, nothing)).toBeNull();
});
