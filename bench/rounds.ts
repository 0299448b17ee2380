type Measure = () => number | Promise<number>;

/**
 * Measure two things in turn, so that they share the machine's moods, after one round of each that is not counted.
 * Gives the median of both.
 */
export async function inTurn(
  measured: Measure,
  limit: Measure,
  rounds = 5,
): Promise<{ measured: number; limit: number }> {
  await measured();
  await limit();
  const found: { measured: number[]; limit: number[] } = { measured: [], limit: [] };
  for (let round = 0; round < rounds; round += 1) {
    found.measured.push(await measured());
    found.limit.push(await limit());
  }
  return { measured: median(found.measured), limit: median(found.limit) };
}

/** The one in the middle; of an even count, the lower of the two. NaN of none. */
export function median(figures: number[]): number {
  return percentile(figures, 50);
}

/** The smallest figure that so many percent do not exceed. */
export function percentile(figures: number[], percent: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}

/** How many times a second `once` happens when `lanes` of them do it over and over for `ms`. */
export async function rateOf(
  once: (lane: number) => Promise<unknown>,
  lanes: number,
  ms: number,
): Promise<number> {
  let count = 0;
  const start = performance.now();
  const until = start + ms;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (performance.now() < until) {
        await once(lane);
        count += 1;
      }
    }),
  );
  return (count * 1000) / (performance.now() - start);
}
