/**
 * A value that may stand in one mail header: every run of control characters, line breaks among them, becomes a
 * space, so that nobody's name can begin a header of its own (RFC 5322, 2.2).
 */
export function headerLine(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}
