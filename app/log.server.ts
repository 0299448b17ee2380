import { pino } from "pino";
import type { Env } from "./env.server.ts";

export type Log = ReturnType<typeof openLog>;

/** One JSON line per event on stdout. Ids, names of routes and times; never an address, a name, a token or a word. */
export function openLog({ LOG_LEVEL }: Pick<Env, "LOG_LEVEL">) {
  return pino({
    level: LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: plainError },
  });
}

/** What broke, without what it was about: a database error quotes its parameters, so its message is cut before them. */
function plainError(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  const cause = error.cause instanceof Error ? error.cause : null;
  const code = cause && "code" in cause ? String(cause.code) : undefined;
  return {
    name: error.name,
    message: (cause ?? error).message.split("\nparams:")[0],
    code,
    stack: error.stack
      ?.split("\n")
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8)
      .join("\n"),
  };
}
