import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { examplePaper } from "#app/domain/invoices/example.ts";
import { issuePaper } from "#app/domain/invoices/issue.ts";
import { papersOf } from "#app/domain/invoices/queries.ts";
import type { TaxRule } from "#app/domain/invoices/rules.ts";
import {
  dropTaxRule,
  keepSettings,
  keepTaxRule,
  settingsOf,
  taxRulesOf,
} from "#app/domain/invoices/settings.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aBooked, aPayment } from "./a-paper.ts";

let house: TestHouse;
let practice: TestPractice;

beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.now = new Date("2027-02-03T12:00:00Z");
  practice = await aPractice(house.house);
});

const rule: TaxRule = {
  ...{ therapistId: null, sessionTypeId: null, treatment: "exempt", rate: null, reason: "Exempt" },
};
const keep = (wish: Partial<TaxRule>) =>
  granted(keepTaxRule(practice.own, { ...rule, ...wish }).then((kept) => kept!));
const reasons = async () => (await taxRulesOf(practice.ctx)).map(({ reason }) => reason);
const as = (role: "biller" | "scheduler" | "therapist" | "manager"): MemberCtx => ({
  ...practice.own,
  actor: { ...practice.own.actor, roles: [role] },
});
const settings = {
  kind: "receipt",
  legalName: null,
  legalNumber: "PT 1",
  npi: null,
  note: null,
  areMailed: true,
} as const;

test("a rule that is dropped leaves the others, and those of other practices, as they are", async () => {
  const { therapistId } = practice;
  await keep({ reason: "For all" });
  await keep({ therapistId, reason: "With Tess" });
  const other = await aPractice(house.house);
  await granted(keepTaxRule(other.own, { ...rule, reason: "Theirs" }).then((kept) => kept!));
  expect(await dropTaxRule(practice.own, { therapistId, sessionTypeId: null })).toBe(true);
  expect(await reasons()).toEqual(["For all"]);
  expect(await dropTaxRule(practice.own, { therapistId: null, sessionTypeId: null })).toBe(true);
  expect(await reasons()).toEqual([]);
  expect(await taxRulesOf(other.ctx)).toHaveLength(1);
});

test("only owners and managers say how papers look and how sessions are taxed", async () => {
  await keep({});
  for (const role of ["biller", "scheduler", "therapist"] as const) {
    expect(await keepSettings(as(role), settings), role).toBe(false);
    expect(await dropTaxRule(as(role), rule), role).toBe(false);
    expect(await keepTaxRule(as(role), rule), role).toBeNull();
  }
  expect((await settingsOf(practice.ctx)).kind).toBe("payment_record");
  expect(await reasons()).toEqual(["Exempt"]);
  expect(await keepSettings(as("manager"), settings)).toBe(true);
  expect(await dropTaxRule(as("manager"), rule)).toBe(true);
  expect(await settingsOf(practice.ctx)).toEqual(settings);
});

test("what was typed for a superbill stands on the next paper, and never on who is of another practice", async () => {
  const { client, bookingId } = await aBooked(practice);
  const other = await aPractice(house.house);
  const typeOf = async ({ ctx }: TestPractice) =>
    (
      await house.database.pool.query<{ id: string }>(
        "select id from session_types where practice_id = $1 and slug = 'session'",
        [ctx.practiceId],
      )
    ).rows[0]!.id;
  await keepSettings(practice.own, settings, {
    npis: [practice, other].map(({ therapistId }) => ({ therapistId, npi: "1987654328" })),
    codes: [
      { sessionTypeId: await typeOf(practice), code: "90834" },
      { sessionTypeId: await typeOf(other), code: "90834" },
    ],
  });
  const parts = [{ bookingId, amount: 8500 }];
  const paymentId = await aPayment(house, practice, { clientId: client.clientId, parts });
  const paper = await granted(issuePaper(practice.ctx, paymentId));
  expect(paper.body.lines).toMatchObject([{ procedureCode: "90834", therapistNumber: "1987654328" }]);
  const { rows } = await house.database.pool.query(
    "select t.npi, s.procedure_code from therapists t, session_types s where t.practice_id = $1 and s.practice_id = $1",
    [other.ctx.practiceId],
  );
  expect(new Set(rows.flatMap(Object.values))).toEqual(new Set([null]));
});

test("an example looks as the next paper will, takes no number and is not kept", async () => {
  await keep({ treatment: "rate", rate: 2300, reason: null });
  await keepSettings(practice.own, { ...settings, kind: "invoice", note: "Thank you." });
  const example = await examplePaper(practice.own);
  expect(example).toMatchObject({ name: "Invoice 2027-0001 (example)", series: "invoice", total: 8500 });
  expect(example.body).toMatchObject({ tax: 1589, note: "Thank you.", buyer: { name: "Alex Example" } });
  expect(JSON.stringify(example.body.lines)).not.toContain("session");
  const { client, bookingId } = await aBooked(practice);
  const parts = [{ bookingId, amount: 8500 }];
  const paymentId = await aPayment(house, practice, { clientId: client.clientId, parts });
  await granted(issuePaper(practice.ctx, paymentId));
  expect((await papersOf(practice.ctx, client.clientId)).map(({ name }) => name)).toEqual([
    "Invoice 2027-0001",
  ]);
});
