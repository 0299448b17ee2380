import { openSheet } from "./sheet.ts";

type Words = { title: string; lede: string; parts: { title: string; lines: string[] }[] };
type Opened = { author: string; at: Date; country: string };

/** A client's record as a tagged PDF: part after part, each line as it was written. */
export async function recordPdf({ title, lede, parts }: Words, opened: Opened): Promise<Buffer> {
  const sheet = await openSheet({ title, ...opened });
  sheet.text("H1", title, { size: 22, weight: "bold" });
  sheet.text("P", lede, { tone: "quiet" });
  for (const part of parts) {
    if (part.lines.length === 0) continue;
    sheet.space(16);
    sheet.text("P", part.title, { size: 13, weight: "bold" });
    for (const line of part.lines) sheet.text("P", line === "" ? " " : line);
  }
  return sheet.close();
}
