import type { PaperBody, PaperLine } from "#app/db/schema/invoices.ts";
import { dayWords, moneyWords, type PaperWords, sellerWords } from "./paper-words.ts";

/** A year's papers of one client in one currency; sums in minor units. */
export type Stated = {
  currency: string;
  lines: (PaperLine & { paper: string; issuedAt: Date })[];
  total: number;
  tax: number;
};

type Of = {
  year: number;
  client: string;
  seller: PaperBody["seller"];
  locale: string;
  zone: string;
};

/** All a statement says: a part for each currency. */
export type StatementWords = {
  title: string;
  lede: string;
  from: string[];
  to: string[];
  parts: Pick<PaperWords, "rows" | "sums">[];
};

/** The statement of a year in words: a line of each paper, what went back taken off. */
export function statementWords(stated: readonly Stated[], of: Of): StatementWords {
  return {
    title: `Statement ${of.year}`,
    lede:
      stated.length === 0
        ? `Nothing was paid in ${of.year}.`
        : `What was paid in ${of.year}, and what went back. It lists the papers and takes the place of none.`,
    from: sellerWords(of.seller),
    to: [of.client],
    parts: stated.map(({ currency, lines, total, tax }) => {
      const money = moneyWords(currency, of.locale);
      return {
        rows: lines.map((line) => ({
          day: dayWords(line.issuedAt, of),
          words: line.paper,
          beneath: [
            `${line.words}, ${dayWords(new Date(`${line.day}T12:00:00Z`), { ...of, zone: "UTC" })}, with ${line.therapist}`,
            ...(line.procedureCode ? [`Procedure code ${line.procedureCode}`] : []),
            ...(line.taxWords ? [line.taxWords] : []),
          ],
          amount: money(line.total),
        })),
        sums: [
          ...(tax === 0 ? [] : [{ words: "Tax in it", amount: money(tax), isTotal: false }]),
          { words: `Total of ${of.year}`, amount: money(total), isTotal: true },
        ],
      };
    }),
  };
}
