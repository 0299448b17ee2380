/**
 * Says what is being done while `work` runs, and how long it took: seconds ticking in place on a terminal, a line
 * every 15 seconds elsewhere. What `work` gives is passed on, and what it throws.
 */
export async function withProgress(doing, work) {
  const startedAt = Date.now();
  const seconds = () => Math.floor((Date.now() - startedAt) / 1000);
  const inPlace = process.stderr.isTTY === true;
  if (inPlace) process.stderr.write(`${doing}…`);
  else process.stderr.write(`${doing}…\n`);
  const tick = inPlace
    ? setInterval(() => process.stderr.write(`\r${doing}… ${seconds()} s`), 1000)
    : setInterval(() => process.stderr.write(`  still at it after ${seconds()} s\n`), 15_000);
  try {
    const result = await work();
    const took = ((Date.now() - startedAt) / 1000).toFixed(1);
    process.stderr.write(inPlace ? `\r${doing}: ${took} s   \n` : `  done in ${took} s\n`);
    return result;
  } catch (error) {
    if (inPlace) process.stderr.write("\n");
    throw error;
  } finally {
    clearInterval(tick);
  }
}
