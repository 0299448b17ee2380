/** The answer, or what stands for it when it takes longer than anybody would wait, ms; then it goes on by itself. */
export async function inTime<T>(
  work: Promise<T>,
  { otherwise, patience }: { otherwise: T; patience: number },
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(resolve, patience, otherwise);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // Nobody hears a failure that comes after its time; whoever asks next finds out.
    work.catch(() => {});
  }
}
