/** As many rows at a time as one statement takes with room to spare (Postgres binds at most 65,535 values). */
const most = 1_000;

/** Do something with many rows, a thousand at a time, in order; nothing at all for none. */
export async function inChunks<T>(rows: readonly T[], work: (chunk: T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += most) await work(rows.slice(at, at + most));
}
