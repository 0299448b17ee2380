import { fc, test as property } from "@fast-check/vitest";
import { expect, test } from "vitest";
import type { PaperLine } from "#app/db/schema/invoices.ts";
import {
  lineOf,
  nameOf,
  nearestRule,
  type TaxRule,
  takenBack,
  taxWithin,
  totalsOf,
  withTax,
} from "#app/domain/invoices/rules.ts";

const rule = (therapistId: string | null, sessionTypeId: string | null): TaxRule => ({
  ...{ therapistId, sessionTypeId, treatment: "outside", rate: null, reason: null },
});

const line = (total: number, taxRate: number | null = 2300): PaperLine => ({
  ...{ bookingId: "b", words: "Appointment, 50 minutes", day: "2027-02-05", therapist: "Tess" },
  ...{ gross: total, discount: 0, total, tax: 0, taxRate, taxWords: null },
  ...{ procedureCode: null, therapistNumber: null },
});

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const amounts = fc.array(
  fc.record({
    total: fc.integer({ min: 0, max: 100_000_000 }),
    rate: fc.constantFrom(null, 600, 2300, 10_000),
  }),
  { maxLength: 20 },
);

test("the nearest rule holds: of therapist and type, of type, of therapist, of the practice", () => {
  const inOrder = [rule("t", "s"), rule(null, "s"), rule("t", null), rule(null, null)];
  for (let made = 0; made < inOrder.length; made += 1) {
    const rules = [rule("other", "s"), rule("t", "other"), ...inOrder.slice(made).toReversed()];
    expect(nearestRule(rules, { therapistId: "t", sessionTypeId: "s" })).toBe(inOrder[made]);
  }
  expect(nearestRule([rule("other", null)], { therapistId: "t", sessionTypeId: "s" })).toBeNull();
});

test("tax is what the price holds, half up", () => {
  expect(taxWithin(12_300, 2300)).toBe(2300);
  expect(taxWithin(8500, 2300)).toBe(1589); // 1589.43
  expect(taxWithin(3, 10_000)).toBe(2); // 1.5
  expect(taxWithin(8500, null)).toBe(0);
});

property.prop([amounts], { seed })(
  `tax is rounded once on the total of a rate, and the lines sum to it (seed ${seed})`,
  (wished) => {
    const lines = withTax(wished.map(({ total, rate }) => line(total, rate)));
    const { total, tax } = totalsOf(lines);
    expect(total).toBe(wished.reduce((sum, one) => sum + one.total, 0));
    const byRate = Map.groupBy(lines, ({ taxRate }) => taxRate);
    const expected = [...byRate].map(([rate, lines]) => taxWithin(totalsOf(lines).total, rate));
    expect(tax).toBe(expected.reduce((sum, one) => sum + one, 0));
    for (const { tax, total } of lines) expect(tax >= 0 && tax <= total).toBe(true);
  },
);

property.prop([fc.integer({ min: 3, max: 100_000_000 }), fc.integer({ min: 1, max: 10_000 })], { seed })(
  `a line taken back in parts leaves no tax over (seed ${seed})`,
  (total, rate) => {
    const [whole] = withTax([line(total, rate)]);
    const first = Math.floor(total / 3);
    const parts = [
      takenBack(whole!, { amount: first, before: 0 }),
      takenBack(whole!, { amount: first, before: first }),
      takenBack(whole!, { amount: total - 2 * first, before: 2 * first }),
    ];
    expect(totalsOf([whole!, ...parts])).toEqual({ total: 0, tax: 0 });
  },
);

test("a line says neutral words, and what came off where it was paid whole", () => {
  const paid = { kind: "session", minutes: 50, amount: 7000, price: 8500, off: 1500 } as const;
  expect(lineOf(paid)).toEqual({
    ...{ words: "Appointment, 50 minutes", gross: 8500, discount: 1500, total: 7000 },
  });
  expect(lineOf({ ...paid, amount: 3000 })).toEqual({
    ...{ words: "Appointment, 50 minutes, paid in part", gross: 3000, discount: 0, total: 3000 },
  });
  expect(lineOf({ ...paid, kind: "late_fee" }).words).toBe("Fee for a missed appointment");
});

test("a paper is called by its kind, year and number", () => {
  expect(nameOf({ series: "payment_record", year: 2026, number: 7 })).toBe("Payment record 2026-0007");
  expect(nameOf({ series: "credit_note", year: 2026, number: 12_345 })).toBe("Credit note 2026-12345");
});
