import { printPaper } from "#app/domain/invoices/print.ts";
import type { NamedPaper } from "#app/domain/invoices/queries.ts";

/** A paper as a file to keep. */
export async function paperFile(paper: NamedPaper): Promise<Response> {
  return fileAnswer(await printPaper(paper));
}

/** A PDF to keep. Its name is the paper's own, and in it there is nothing but letters, digits and hyphens. */
export function fileAnswer({ filename, content }: { filename: string; content: Buffer }): Response {
  return new Response(new Uint8Array(content), {
    headers: {
      "Cache-Control": "private, no-store",
      "X-Robots-Tag": "noindex",
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${filename.replaceAll(" ", "-").replaceAll(/[^\w.-]/g, "")}"`,
    },
  });
}
