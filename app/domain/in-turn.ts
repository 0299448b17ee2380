/**
 * Do the same for one after the other, such as for every practice when the clock strikes. What fails for one keeps nobody
 * after it waiting; the first failure is thrown when all had their turn, so that it is seen and tried again.
 */
export async function inTurn<T>(
  all: Iterable<T> | AsyncIterable<T>,
  work: (one: T) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  for await (const one of all) {
    try {
      await work(one);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
