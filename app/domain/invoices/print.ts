import { paperPdf } from "#app/papers/paper-pdf.ts";
import type { NamedPaper } from "./queries.ts";

/** A paper as a file: its name and the bytes of a tagged PDF. */
export async function printPaper(paper: NamedPaper): Promise<{ filename: string; content: Buffer }> {
  return { filename: `${paper.name}.pdf`, content: await paperPdf(paper) };
}
