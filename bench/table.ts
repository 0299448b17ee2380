/** A line of the speed table. Without a `limit` the figure stands for itself, against a goal in its own unit. */
export type Row = {
  what: string;
  measured: number;
  limit: number | null;
  /** "ns a slot", "answers/s", "ms", "MB" */
  unit: string;
  /** A ratio to the limit, or, without one, a value in the unit; null is told and not judged. */
  goal: { atMost: number } | { atLeast: number } | null;
  note?: string;
};

/** What a row comes to: the figure its goal is about, and whether it is reached. */
export function judge({ measured, limit, goal }: Row): { ratio: number | null; ok: boolean } {
  const ratio = limit === null ? null : measured / limit;
  const figure = ratio ?? measured;
  if (goal === null) return { ratio, ok: true };
  return { ratio, ok: "atMost" in goal ? figure <= goal.atMost : figure >= goal.atLeast };
}

/** The table as a person reads it: one line a row, notes beneath. */
export function tableOf(rows: Row[]): string {
  const lines = [["what", "measured", "limit", "ratio", "goal", ""], ...rows.map(cellsOf)];
  const widths =
    lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const align = (cell: string, column: number) =>
    column === 0 || column === 5 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const notes = rows.flatMap(({ what, note }) => (note ? [`${what}: ${note}`] : []));
  const table = lines.map((line) => line.map(align).join("  ").trimEnd());
  return [...table, ...(notes.length > 0 ? ["", ...notes] : [])].join("\n");
}

function cellsOf(row: Row): string[] {
  const { what, measured, limit, unit, goal } = row;
  const { ratio, ok } = judge(row);
  return [
    what,
    `${short(measured)} ${unit}`,
    limit === null ? "" : short(limit),
    ratio === null ? "" : ratio.toFixed(2),
    goal === null ? "" : "atMost" in goal ? `≤ ${short(goal.atMost)}` : `≥ ${short(goal.atLeast)}`,
    goal === null ? "" : ok ? "ok" : "short",
  ];
}

function short(figure: number): string {
  if (figure >= 1000) return Math.round(figure).toLocaleString("en");
  return Number(figure.toPrecision(3)).toString();
}
