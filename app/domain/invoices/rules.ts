import type { PaperLine, PaperSeries, TaxTreatment } from "#app/db/schema/invoices.ts";
import type { PartKind } from "#app/db/schema/payments.ts";

export type TaxRule = {
  therapistId: string | null;
  sessionTypeId: string | null;
  treatment: TaxTreatment;
  /** Hundredths of a percent. */
  rate: number | null;
  reason: string | null;
};

type Whose = { therapistId: string; sessionTypeId: string };

/** The rule nearest to a session: of therapist and type, of type, of therapist, of the practice; null where none was made. */
export function nearestRule(
  rules: readonly TaxRule[],
  { therapistId, sessionTypeId }: Whose,
): TaxRule | null {
  const order: [string | null, string | null][] = [
    [therapistId, sessionTypeId],
    [null, sessionTypeId],
    [therapistId, null],
    [null, null],
  ];
  for (const [therapist, type] of order) {
    const found = rules.find((rule) => rule.therapistId === therapist && rule.sessionTypeId === type);
    if (found) return found;
  }
  return null;
}

/** The tax contained in an amount, in minor units, half up; `rate` is hundredths of a percent. */
export function taxWithin(amount: number, rate: number | null): number {
  return rate === null ? 0 : portion(amount, rate, 10_000 + rate);
}

/** `amount × part ÷ whole` in whole minor units, half up. */
function portion(amount: number, part: number, whole: number): number {
  // Two amounts multiplied may be more than a double holds exactly.
  const twice = 2n * BigInt(amount) * BigInt(part);
  return Number((twice + BigInt(whole)) / (2n * BigInt(whole)));
}

type Untaxed = Omit<PaperLine, "tax">;

/** Lines with the tax in them. It is rounded once on the total of each rate, so the lines of a rate always sum to that. */
export function withTax(lines: readonly Untaxed[]): PaperLine[] {
  const before = new Map<number | null, number>();
  return lines.map((line) => {
    const from = before.get(line.taxRate) ?? 0;
    const to = from + line.total;
    before.set(line.taxRate, to);
    return { ...line, tax: taxWithin(to, line.taxRate) - taxWithin(from, line.taxRate) };
  });
}

/** What lines sum to, tax in it, and the tax in that. */
export function totalsOf(lines: readonly Pick<PaperLine, "total" | "tax">[]): { total: number; tax: number } {
  return {
    total: lines.reduce((sum, { total }) => sum + total, 0),
    tax: lines.reduce((sum, { tax }) => sum + tax, 0),
  };
}

/**
 * The line that takes `amount` of a line back, below zero, after `before` of it went back already. Its tax is a share of
 * the tax that was charged, so that a line taken back in parts leaves none over.
 */
export function takenBack(
  line: PaperLine,
  { amount, before }: { amount: number; before: number },
): PaperLine {
  const taxOf = (sum: number) => (line.total === 0 ? 0 : portion(sum, line.tax, line.total));
  // Not -0, which the database would keep and a page would print.
  const tax = taxOf(before) - taxOf(before + amount) || 0;
  return { ...line, gross: -amount, discount: 0, total: -amount, tax };
}

type Paid = { kind: PartKind; minutes: number; amount: number; price: number; off: number };

/**
 * What a line says of a payment's part: neutral words, the list price, what came off it. A part that is not the whole of what was
 * left stands for itself. Never the session type's own name: papers are read by employers, insurers and whoever sorts the post.
 */
export function lineOf({ kind, minutes, amount, price, off }: Paid) {
  if (kind === "late_fee") {
    return { words: "Fee for a missed appointment", gross: amount, discount: 0, total: amount };
  }
  const words = `Appointment, ${minutes} minutes`;
  return price - off === amount
    ? { words, gross: price, discount: off, total: amount }
    : { words: `${words}, paid in part`, gross: amount, discount: 0, total: amount };
}

const seriesWords: Record<PaperSeries, string> = {
  payment_record: "Payment record",
  receipt: "Receipt",
  invoice: "Invoice",
  credit_note: "Credit note",
};

/** What a paper is called: "Payment record 2026-0007". */
export function nameOf(paper: { series: PaperSeries; year: number; number: number }): string {
  return `${seriesWords[paper.series]} ${paper.year}-${String(paper.number).padStart(4, "0")}`;
}
