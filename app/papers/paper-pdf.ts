import { type Printed, paperWords } from "./paper-words.ts";
import { openSheet } from "./sheet.ts";

export type { Printed } from "./paper-words.ts";

const small = { tone: "quiet", size: 9.5 } as const;

/** A paper as a tagged PDF, its fonts and pdfkit loaded on use. The same paper is the same file each time. */
export async function paperPdf(paper: Printed): Promise<Buffer> {
  const { body, issuedAt, country } = paper;
  const said = paperWords(paper);
  const sheet = await openSheet({ title: said.title, author: body.seller.name, at: issuedAt, country });

  sheet.text("H1", said.title, { size: 24, weight: "bold" });
  sheet.text("P", said.issued, { tone: "quiet", after: 2 });
  if (said.takesBack) sheet.text("P", said.takesBack);
  sheet.space(20);
  sheet.columns([
    { title: "From", lines: said.from },
    { title: "To", lines: said.to },
  ]);
  sheet.space(22);
  sheet.table({
    head: ["Date", "What", "Amount"],
    rows: said.rows.map(({ day, words, beneath, amount }) => [day, [words, ...beneath], amount]),
  });
  sheet.space(14);
  for (const { words, amount, isTotal } of said.sums) sheet.sum(words, amount, isTotal);
  sheet.space(22);
  for (const words of said.small) sheet.text("P", words, small);
  return sheet.close();
}
