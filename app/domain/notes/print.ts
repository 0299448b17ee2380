import { recordPdf } from "#app/papers/record-pdf.ts";

type Words = Parameters<typeof recordPdf>[0];
type Opened = Parameters<typeof recordPdf>[1];

/** A record in words as a file to keep. Its name says nothing of whose it is. */
export async function printRecord(words: Words, opened: Opened) {
  return { filename: "record.pdf", content: await recordPdf(words, opened) };
}
