import { recordPdf } from "#app/papers/record-pdf.ts";

type Words = Parameters<typeof recordPdf>[0];
type Opened = Parameters<typeof recordPdf>[1];

/** A form with its answers in words as a file to keep. Its name says nothing of whose it is, nor of what was asked. */
export async function printForm(words: Words, opened: Opened) {
  return { filename: "form.pdf", content: await recordPdf(words, opened) };
}
