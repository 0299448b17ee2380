// PAPERS_TO=folder keeps the files, for eyes.
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Printed, paperPdf } from "#app/papers/paper-pdf.ts";
import { line, record } from "./a-printed.ts";
import { readPdf } from "./read-pdf.ts";

const withBody = (body: Partial<Printed["body"]>, more: Partial<Printed> = {}): Printed => ({
  ...record,
  ...more,
  body: { ...record.body, ...body },
});

const superbill = withBody(
  {
    seller: { ...record.body.seller, npi: "1234567893", address: "12 Elm Street\nPortland, OR 97201" },
    lines: [{ ...line, procedureCode: "90834", therapistNumber: "1987654328" }],
    ...{ locale: "en-US", zone: "America/Los_Angeles", onBehalfOf: "Theo Lindqvist" },
  },
  { country: "US", currency: "USD", series: "receipt", name: "Receipt 2026-0003" },
);

const taxed = withBody(
  {
    lines: [
      { ...line, gross: 10_000, discount: 1500, tax: 1589, taxRate: 2300 },
      { ...line, words: "Fee for a missed appointment", day: "2026-11-17", gross: 4250, total: 4250 },
      { ...line, day: "2026-11-10", taxWords: "Exempt under article 9 (1) of the VAT code." },
    ],
    ...{ total: 21_250, tax: 1589 },
  },
  { series: "invoice", name: "Invoice 2026-0012" },
);

const creditNote = withBody(
  {
    lines: [{ ...line, gross: -8500, total: -8500 }],
    ...{ total: -8500, paid: { amount: -8500, method: "stripe", at: "2026-11-25T10:00:00.000Z" } },
  },
  { series: "credit_note", name: "Credit note 2026-0001", takesBack: record.name },
);

async function print(paper: Printed) {
  const file = await paperPdf(paper);
  if (process.env.PAPERS_TO) writeFileSync(`${process.env.PAPERS_TO}/${paper.name}.pdf`, file);
  return { file, ...readPdf(file) };
}

test("a paper is a tagged PDF 1.7 with a title, a language and our own fonts in it", async () => {
  const { file, objects } = await print(record);
  expect(file.subarray(0, 8).toString()).toBe("%PDF-1.7");
  expect(file.toString("latin1").trimEnd()).toMatch(/%%EOF$/);
  expect(objects).toMatch(/\/MarkInfo|\/Marked true/);
  expect(objects).toMatch(/\/StructTreeRoot \d+ 0 R/);
  expect(objects).toMatch(/\/Lang \(en\)/);
  expect(objects).toMatch(/\/DisplayDocTitle true/);
  for (const tag of ["Document", "H1", "H2", "P", "Table", "TR", "TH", "TD"])
    expect(objects).toMatch(new RegExp(`/S /${tag}\\b`));
  expect(objects).toMatch(/\/FontFile[23]/);
  expect(objects).not.toMatch(/Helvetica/);
});

test("a payment record says what was paid, by whom, and what it is not", async () => {
  const { text } = await print(record);
  for (const words of [
    ...["Payment record 2026-0007", "€85.00", "Appointment, 50 minutes", "24 November 2026"],
    ...[
      "Number PT 509 442 013",
      "1200-194 Lisboa",
      "This is not a tax invoice.",
      "Paid by card, 24 November 2026",
    ],
  ])
    expect(text).toContain(words);
  expect(text.replaceAll("\n", "")).toContain("Łucja Dvořáková");
  expect(text).not.toMatch(/NPI|Procedure|Tax,/);
});

test("a superbill of the US has the codes its practice typed, on a Letter page", async () => {
  const { text, objects } = await print(superbill);
  for (const words of ["NPI 1234567893", "Procedure code 90834", "with Maren Holt, NPI 1987654328", "$85.00"])
    expect(text).toContain(words);
  expect(text).toContain("on behalf of Theo Lindqvist");
  expect(objects).toContain("/MediaBox [0 0 612 792]");
  expect((await print(record)).objects).toContain("/MediaBox [0 0 595.28 841.89]");
});

test("an invoice shows the tax that is in it, what came off, and why none is charged elsewhere", async () => {
  const { text } = await print(taxed);
  for (const words of [
    "Before tax",
    "€196.61",
    "Tax, 23 %",
    "€15.89",
    "€212.50",
    "€100.00, less €15.00",
    "Exempt under",
  ])
    expect(text).toContain(words);
  expect(text).not.toContain("not a tax invoice");
});

test("a credit note names the paper it takes back", async () => {
  const { text } = await print(creditNote);
  for (const words of [
    "Credit note 2026-0001",
    "Takes back Payment record 2026-0007",
    "-€85.00",
    "Returned by card",
  ])
    expect(text).toContain(words);
});

test("the same paper is the same file, to the byte, and a long one goes on overleaf", async () => {
  expect(await paperPdf(record)).toEqual(await paperPdf(record));
  const lines = Array.from({ length: 40 }, () => line);
  const { objects } = await print(withBody({ lines, total: 340_000 }, { name: "Payment record 2026-0040" }));
  expect(objects.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2);
});
