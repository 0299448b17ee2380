import type { PaperBody, PaperLine, PaperSeries } from "#app/db/schema/invoices.ts";
import { digitsOf } from "#app/values/money.ts";
import { formatter } from "#app/values/zoned.ts";

/** A paper as it is printed. */
export type Printed = {
  name: string;
  /** What a credit note takes back, by its name. */
  takesBack: string | null;
  series: PaperSeries;
  currency: string;
  body: PaperBody;
  issuedAt: Date;
  /** ISO 3166: whose size of page it is printed on. */
  country: string;
};

/** All a paper says, in the order it says it; the same words as a PDF and as a page. */
export type PaperWords = {
  title: string;
  issued: string;
  takesBack: string | null;
  from: string[];
  to: string[];
  /** `beneath` stands in small letters under a line. */
  rows: { day: string; words: string; beneath: string[]; amount: string }[];
  sums: { words: string; amount: string; isTotal: boolean }[];
  small: string[];
};

/** A paper in words, as its practice's locale writes days and sums. */
export function paperWords(paper: Printed): PaperWords {
  const { name, body, issuedAt, currency, takesBack } = paper;
  const money = moneyWords(currency, body.locale);
  const shared = sharedReason(body);
  return {
    title: name,
    issued: `Issued on ${dayWords(issuedAt, body)}`,
    takesBack: takesBack && `Takes back ${takesBack}, as far as it says below.`,
    from: sellerWords(body.seller),
    to: buyerWords(body),
    rows: body.lines.map((line) => ({
      day: dayWords(new Date(`${line.day}T12:00:00Z`), { ...body, zone: "UTC" }),
      words: line.words,
      beneath: [...beneath(line, money), ...(shared ? [] : (line.taxWords?.split("\n") ?? []))],
      amount: money(line.total),
    })),
    sums: sumsOf(paper, money),
    small: [
      ...(shared ? [shared] : []),
      ...(paper.series === "payment_record"
        ? ["This is a record of a payment. This is not a tax invoice."]
        : []),
      ...(body.note ? [body.note] : []),
    ],
  };
}

/** Who writes a paper, line by line. */
export function sellerWords(seller: PaperBody["seller"]): string[] {
  const trading = seller.legalName && seller.legalName !== seller.name ? [seller.name] : [];
  return [
    seller.legalName ?? seller.name,
    ...trading,
    ...(seller.address ?? "").split(/\s*\n\s*/).filter(Boolean),
    ...(seller.legalNumber ? [`Number ${seller.legalNumber}`] : []),
    ...(seller.npi ? [`NPI ${seller.npi}`] : []),
    seller.email,
  ];
}

function buyerWords({ buyer, onBehalfOf }: PaperBody): string[] {
  return [
    buyer.name,
    ...(buyer.email ? [buyer.email] : []),
    ...(onBehalfOf ? [`on behalf of ${onBehalfOf}`] : []),
  ];
}

function beneath(line: PaperLine, money: (amount: number) => string): string[] {
  const who = line.therapistNumber ? `${line.therapist}, NPI ${line.therapistNumber}` : line.therapist;
  return [
    `with ${who}`,
    ...(line.procedureCode ? [`Procedure code ${line.procedureCode}`] : []),
    ...(line.discount > 0 ? [`${money(line.gross)}, less ${money(line.discount)}`] : []),
  ];
}

const methods: Record<string, string> = {
  stripe: "by card",
  cash: "in cash",
  bank_transfer: "by bank transfer",
  by_hand: "by hand",
};

function sumsOf({ body, series }: Printed, money: (amount: number) => string): PaperWords["sums"] {
  const taxed = Map.groupBy(
    body.lines.filter(({ taxRate }) => taxRate !== null),
    ({ taxRate }) => taxRate ?? 0,
  );
  const percent = new Intl.NumberFormat(body.locale, { maximumFractionDigits: 2 });
  const isBack = series === "credit_note";
  const sum = (words: string, amount: number, isTotal = false) => ({ words, amount: money(amount), isTotal });
  return [
    ...(taxed.size > 0 ? [sum("Before tax", body.total - body.tax)] : []),
    ...[...taxed].map(([rate, lines]) =>
      sum(
        `Tax, ${percent.format(rate / 100)} %`,
        lines.reduce((sum, { tax }) => sum + tax, 0),
      ),
    ),
    sum(isBack ? "Total taken back" : "Total", body.total, true),
    ...(body.paid ? [sum(howPaid(body.paid, isBack, body), body.paid.amount)] : []),
  ];
}

function howPaid({ method, at }: NonNullable<PaperBody["paid"]>, isBack: boolean, body: PaperBody): string {
  const way = methods[method] ?? "another way";
  return `${isBack ? "Returned" : "Paid"} ${way}, ${dayWords(new Date(at), body)}`;
}

/** Why no tax is charged, where that is the same for all; otherwise each line says its own. */
function sharedReason({ lines }: PaperBody): string | null {
  const reasons = new Set(lines.map(({ taxWords }) => taxWords));
  return reasons.size === 1 ? (lines[0]?.taxWords ?? null) : null;
}

/** Sums as a paper writes them: with all their decimals, so that they stand under each other. */
export function moneyWords(currency: string, locale: string): (amount: number) => string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const units = 10 ** digitsOf(currency);
  return (amount) => format.format(amount / units);
}

/** "24 November 2026" in the practice's own zone. */
export function dayWords(at: Date, { locale, zone }: Pick<PaperBody, "locale" | "zone">): string {
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: zone } as const;
  return formatter(`${locale} ${zone} paper`, locale, options).format(at);
}
