import { openSheet } from "./sheet.ts";
import type { StatementWords } from "./statement-words.ts";

type Opened = { author: string; at: Date; country: string };

/** The statement of a year as a tagged PDF: all papers of it in a table, for each client and currency. */
export async function statementPdf(said: StatementWords, opened: Opened): Promise<Buffer> {
  const sheet = await openSheet({ title: said.title, ...opened });
  sheet.text("H1", said.title, { size: 24, weight: "bold" });
  sheet.text("P", said.lede, { tone: "quiet" });
  sheet.space(20);
  sheet.columns([
    { title: "From", lines: said.from },
    { title: "To", lines: said.to },
  ]);
  sheet.space(22);
  for (const { rows, sums } of said.parts) {
    sheet.table({
      head: ["Date", "What", "Amount"],
      rows: rows.map(({ day, words, beneath, amount }) => [day, [words, ...beneath], amount]),
    });
    sheet.space(14);
    for (const { words, amount, isTotal } of sums) sheet.sum(words, amount, isTotal);
    sheet.space(22);
  }
  return sheet.close();
}
