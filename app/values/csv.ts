/** A cell a spreadsheet would take for a formula (OWASP, "CSV Injection"). */
export function looksLikeFormula(cell: string): boolean {
  return /^[=+\-@\t\r]/.test(cell);
}

/**
 * Cells as a line of CSV (RFC 4180). What a spreadsheet would run as a formula gets an apostrophe in front, so that it is
 * shown and never run.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(looksLikeFormula(cell) ? `'${cell}` : cell)).join(",")}\r\n`;
}

/** A cell without the apostrophe that `csvLine`, or a spreadsheet, put in front of what looks like a formula. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && looksLikeFormula(cell.slice(1)) ? cell.slice(1) : cell;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
