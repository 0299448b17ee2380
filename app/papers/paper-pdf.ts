import type { PaperBody, PaperLine, PaperSeries } from "#app/db/schema/invoices.ts";
import { digitsOf } from "#app/values/money.ts";
import { formatter } from "#app/values/zoned.ts";
import { openSheet, type Sheet } from "./sheet.ts";

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

const methods: Record<string, string> = {
  stripe: "card",
  cash: "cash",
  bank_transfer: "bank transfer",
  by_hand: "hand",
};

/** A paper as a tagged PDF, its fonts and pdfkit loaded on use. The same paper is the same file each time. */
export async function paperPdf(paper: Printed): Promise<Buffer> {
  const { name, body, issuedAt, country } = paper;
  const sheet = await openSheet({ title: name, author: body.seller.name, at: issuedAt, country });
  const day = (at: Date) => dayWords(at, body);

  sheet.text("H1", name, { size: 24, weight: "bold" });
  sheet.text("P", `Issued on ${day(issuedAt)}`, { tone: "quiet", after: 2 });
  if (paper.takesBack) sheet.text("P", `Takes back ${paper.takesBack}, as far as it says below.`);
  sheet.space(20);
  people(sheet, body);
  sheet.space(22);
  lines(sheet, paper);
  sheet.space(14);
  sums(sheet, paper);
  sheet.space(22);
  small(sheet, paper);
  return sheet.close();
}

function people(sheet: Sheet, { seller, buyer, onBehalfOf }: PaperBody): void {
  const trading = seller.legalName && seller.legalName !== seller.name ? [seller.name] : [];
  sheet.columns([
    {
      title: "From",
      lines: [
        seller.legalName ?? seller.name,
        ...trading,
        ...(seller.address ?? "").split(/\s*\n\s*/).filter(Boolean),
        ...(seller.legalNumber ? [`Number ${seller.legalNumber}`] : []),
        ...(seller.npi ? [`NPI ${seller.npi}`] : []),
        seller.email,
      ],
    },
    {
      title: "To",
      lines: [
        buyer.name,
        ...(buyer.email ? [buyer.email] : []),
        ...(onBehalfOf ? [`on behalf of ${onBehalfOf}`] : []),
      ],
    },
  ]);
}

function lines(sheet: Sheet, { body, currency }: Printed): void {
  const money = moneyWords(currency, body.locale);
  const shared = sharedReason(body);
  sheet.table({
    head: ["Date", "What", "Amount"],
    rows: body.lines.map((line) => [
      dayWords(new Date(`${line.day}T12:00:00Z`), { ...body, zone: "UTC" }),
      [line.words, ...beneath(line, money), ...(shared ? [] : (line.taxWords?.split("\n") ?? []))],
      money(line.total),
    ]),
  });
}

/** What stands in small letters under a line. */
function beneath(line: PaperLine, money: (amount: number) => string): string[] {
  const who = line.therapistNumber ? `${line.therapist}, NPI ${line.therapistNumber}` : line.therapist;
  return [
    `with ${who}`,
    ...(line.procedureCode ? [`Procedure code ${line.procedureCode}`] : []),
    ...(line.discount > 0 ? [`${money(line.gross)}, less ${money(line.discount)}`] : []),
  ];
}

function sums(sheet: Sheet, { body, currency, series }: Printed): void {
  const money = moneyWords(currency, body.locale);
  const taxed = Map.groupBy(
    body.lines.filter(({ taxRate }) => taxRate !== null),
    ({ taxRate }) => taxRate ?? 0,
  );
  const percent = new Intl.NumberFormat(body.locale, { maximumFractionDigits: 2 });
  const isBack = series === "credit_note";
  if (taxed.size > 0) sheet.sum("Before tax", money(body.total - body.tax));
  for (const [rate, lines] of taxed) {
    const tax = lines.reduce((sum, line) => sum + line.tax, 0);
    sheet.sum(`Tax, ${percent.format(rate / 100)} %`, money(tax));
  }
  sheet.sum(isBack ? "Total taken back" : "Total", money(body.total), true);
  if (!body.paid) return;
  const { amount, method, at } = body.paid;
  const by = methods[method] ?? "another way";
  const how = by === "another way" ? by : `by ${by}`;
  const day = dayWords(new Date(at), body);
  sheet.sum(isBack ? `Returned ${how}, ${day}` : `Paid ${how}, ${day}`, money(amount));
}

/** Why no tax is charged, where that is the same for all; otherwise each line says its own. */
function sharedReason({ lines }: PaperBody): string | null {
  const reasons = new Set(lines.map(({ taxWords }) => taxWords));
  return reasons.size === 1 ? (lines[0]?.taxWords ?? null) : null;
}

/** Why no tax is charged, what this paper is not, and the practice's own words. */
function small(sheet: Sheet, { body, series }: Printed): void {
  const reason = sharedReason(body);
  if (reason) sheet.text("P", reason, { tone: "quiet", size: 9.5 });
  if (series === "payment_record")
    sheet.text("P", "This is a record of a payment. This is not a tax invoice.", {
      tone: "quiet",
      size: 9.5,
    });
  if (body.note) sheet.text("P", body.note, { tone: "quiet", size: 9.5 });
}

/** Sums as a paper writes them: with all their decimals, so that they stand under each other. */
function moneyWords(currency: string, locale: string): (amount: number) => string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const units = 10 ** digitsOf(currency);
  return (amount) => format.format(amount / units);
}

function dayWords(at: Date, { locale, zone }: Pick<PaperBody, "locale" | "zone">): string {
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: zone } as const;
  return formatter(`${locale} ${zone} paper`, locale, options).format(at);
}
