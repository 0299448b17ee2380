import { DrizzleQueryError } from "drizzle-orm/errors";

/** SQLSTATEs we answer to (PostgreSQL manual, appendix A). */
const conflicts = new Set(["23P01", "23505"]);
const again = new Set(["40001", "40P01"]);

/** The name of the constraint a statement ran into, or null when it failed for another reason. */
export function brokenConstraint(error: unknown): string | null {
  const cause = causeOf(error);
  return cause && conflicts.has(cause.code) ? (cause.constraint ?? null) : null;
}

/** Whether the same transaction may simply be tried again: a serialisation failure or a deadlock. */
export function isWorthAnotherTry(error: unknown): boolean {
  const cause = causeOf(error);
  return cause !== null && again.has(cause.code);
}

type Cause = { code: string; constraint?: string };

function causeOf(error: unknown): Cause | null {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof Error && "code" in cause && typeof cause.code === "string"
    ? (cause as Error & Cause)
    : null;
}
