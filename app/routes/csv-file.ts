/** An answer to be saved as a CSV file, and kept by nobody in between. */
export function csvFile(name: string, text: string): Response {
  return new Response(text, {
    headers: {
      "Cache-Control": "private, no-store",
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
    },
  });
}
