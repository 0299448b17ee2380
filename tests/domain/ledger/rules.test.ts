import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BookingMoney,
  earnedBy,
  owedFor,
  positionOf,
  shareOf,
  taxWithin,
} from "#app/domain/ledger/rules.ts";

const open: BookingMoney = {
  status: "confirmed",
  cancelledBy: null,
  isLate: false,
  isUndone: false,
  feeDecision: null,
  price: 8500,
  discount: 0,
  lateFeePercent: 50,
  refundPercent: 100,
  received: 0,
  returned: 0,
  writtenOff: 0,
  taxRate: null,
};
const moving = (position: ReturnType<typeof positionOf>) =>
  Object.fromEntries(Object.entries(position).filter(([, amount]) => amount !== 0));

describe("where a booking's money stands", () => {
  test("paid early, it is a prepayment until the session was", () => {
    expect(moving(positionOf({ ...open, received: 8500 }))).toEqual({ prepayments: -8500 });
    expect(moving(positionOf({ ...open, received: 8500, status: "attended" }))).toEqual({
      session_revenue: -8500,
    });
  });

  test("attended and not paid, it is owed", () => {
    const attended: BookingMoney = { ...open, status: "attended" };
    expect(moving(positionOf(attended))).toEqual({ receivable: 8500, session_revenue: -8500 });
    expect(owedFor(attended)).toBe(8500);
    expect(owedFor({ ...attended, received: 5000 })).toBe(3500);
  });

  test("revenue is at list price, and what a code took off stands in an account of its own", () => {
    const attended: BookingMoney = { ...open, status: "attended", discount: 850, received: 7650 };
    expect(moving(positionOf(attended))).toEqual({ session_revenue: -8500, discounts: 850 });
  });

  test("a fee counts once somebody kept it, and the rest waits to go back", () => {
    const late: BookingMoney = { ...open, status: "cancelled", cancelledBy: "client", isLate: true };
    expect(moving(positionOf({ ...late, received: 8500 }))).toEqual({ prepayments: -8500 });
    const kept: BookingMoney = { ...late, received: 8500, feeDecision: "kept" };
    expect(moving(positionOf(kept))).toEqual({ prepayments: -4250, fee_income: -4250 });
    expect(moving(positionOf({ ...kept, returned: 4250 }))).toEqual({ fee_income: -4250 });
    expect(owedFor({ ...kept, received: 0 })).toBe(4250);
  });

  test("cancelled in time, the share the terms keep is earned, and nothing of what was undone at once", () => {
    const cancelled: BookingMoney = {
      ...open,
      status: "cancelled",
      cancelledBy: "client",
      received: 8500,
      refundPercent: 80,
    };
    expect(earnedBy(cancelled)).toBe(1700);
    expect(moving(positionOf({ ...cancelled, returned: 6800 }))).toEqual({ fee_income: -1700 });
    expect(earnedBy({ ...cancelled, isUndone: true })).toBe(0);
    expect(earnedBy({ ...cancelled, cancelledBy: "practice" })).toBe(0);
  });

  test("what goes back of an attended session is given, not merely returned", () => {
    const attended: BookingMoney = { ...open, status: "attended", received: 8500, returned: 2000 };
    expect(moving(positionOf(attended))).toEqual({ session_revenue: -8500, refunds: 2000 });
    expect(owedFor(attended)).toBe(0);
  });

  test("what is given up is owed no more, and no more is given up than was owed", () => {
    const attended: BookingMoney = { ...open, status: "attended", received: 5000, writtenOff: 3500 };
    expect(moving(positionOf(attended))).toEqual({ session_revenue: -8500, write_offs: 3500 });
    expect(moving(positionOf({ ...attended, received: 6000 }))).toEqual({
      session_revenue: -8500,
      write_offs: 2500,
    });
  });

  test("the tax in a price is put aside", () => {
    const attended: BookingMoney = {
      ...open,
      status: "attended",
      price: 12_300,
      received: 12_300,
      taxRate: 2300,
    };
    expect(moving(positionOf(attended))).toEqual({ session_revenue: -10_000, tax_payable: -2300 });
  });
});

test("a half is rounded up, once", () => {
  expect(shareOf(8501, 50)).toBe(4251);
  expect(shareOf(101, 50)).toBe(51);
  expect(taxWithin(0, 2300)).toBe(0);
  expect(taxWithin(1, null)).toBe(0);
});

test("whatever became of a booking, its money sums to zero with what came in and went back", () => {
  const amount = fc.integer({ min: 0, max: 30_000 });
  const percent = fc.integer({ min: 0, max: 100 });
  const any = fc.record({
    status: fc.constantFrom("requested", "held", "confirmed", "attended", "no_show", "cancelled", "expired"),
    cancelledBy: fc.constantFrom("client", "practice", "system"),
    isLate: fc.boolean(),
    isUndone: fc.boolean(),
    feeDecision: fc.constantFrom("kept", "waived", null),
    price: amount,
    share: percent,
    lateFeePercent: percent,
    refundPercent: percent,
    received: amount,
    returnedShare: percent,
    writtenOff: amount,
    taxRate: fc.constantFrom(null, 600, 2300),
  });
  fc.assert(
    fc.property(any, ({ share, returnedShare, ...booking }) => {
      const money = {
        ...booking,
        discount: shareOf(booking.price, share),
        returned: shareOf(booking.received, returnedShare),
      } as BookingMoney;
      const position = positionOf(money);
      const sum = Object.values(position).reduce((all, one) => all + one, 0);
      expect(sum + money.received - money.returned).toBe(0);
      expect(position.receivable).toBe(owedFor(money));
      expect(position.receivable).toBeGreaterThanOrEqual(0);
      expect(position.prepayments).toBeLessThanOrEqual(0);
    }),
    { numRuns: 2_000 },
  );
});
