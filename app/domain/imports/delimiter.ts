/** What stands between two cells. */
export const delimiters = [",", ";", "\t"] as const;
export type Delimiter = (typeof delimiters)[number];

const looked = 20;

/**
 * The delimiter of a list: the one a first line `sep=;` names (spreadsheets write it), else the one that parts the first
 * lines most evenly. What stands between quotation marks is not counted; a list of one column has a comma.
 */
export function delimiterOf(text: string): { delimiter: Delimiter; isNamed: boolean } {
  const named = /^sep=([,;\t])\r?\n/i.exec(text)?.[1];
  if (named) return { delimiter: named as Delimiter, isNamed: true };
  const lines = firstLines(text);
  const counted = delimiters.map((delimiter) => ({ delimiter, evenness: evennessOf(lines, delimiter) }));
  const best = counted.reduce((one, other) => (other.evenness > one.evenness ? other : one));
  return { delimiter: best.evenness > 0 ? best.delimiter : ",", isNamed: false };
}

/** How many cells a delimiter makes of every line, less for each line that is unlike the first. */
function evennessOf(lines: string[], delimiter: Delimiter): number {
  const counts = lines.map((line) => line.split(delimiter).length - 1);
  const [first = 0] = counts;
  if (first === 0) return 0;
  const alike = counts.filter((count) => count === first).length;
  return (first * alike) / counts.length;
}

function firstLines(text: string): string[] {
  return text
    .slice(0, 64_000)
    .replaceAll(/"(?:[^"]|"")*"/g, "")
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "")
    .slice(0, looked);
}
