import { withProgress } from "../progress.mjs";

/** Something the person at the terminal can put right. Its message is all they are shown; anything else is a bug. */
export class Problem extends Error {}

/** One calm line of news. Standard output is kept for answers, so it goes to standard error. */
export function say(line: string): void {
  console.error(line);
}

/** Says what is being done and how long it took. */
export function during<T>(doing: string, work: () => T | Promise<T>): Promise<T> {
  return withProgress(doing, work);
}

/** Runs a task to its exit code: 1 with the words of a Problem, or with the whole trace of a bug. */
export async function runTask(task: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await task();
  } catch (error) {
    console.error(error instanceof Problem ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

/**
 * Resolves at the first request to stop: Ctrl-C, a polite kill, the terminal closing, or the command above us dying.
 * Later ones are swallowed, because a terminal and npm both pass the same Ctrl-C on.
 */
export function askedToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve(signal));
    process.once("disconnect", () => resolve("disconnect"));
    process.channel?.unref();
  });
}
