import { DrizzleQueryError } from "drizzle-orm/errors";

/** What Postgres and the network mean by their codes (PostgreSQL manual, appendix A; errno(3)). */
const meanings: Record<string, string> = {
  ECONNREFUSED: "nothing listens at that address",
  ENOTFOUND: "that host is not known",
  ETIMEDOUT: "that host does not answer",
  ECONNRESET: "the connection was cut",
  "28P01": "the password is not right",
  "28000": "that role may not sign in",
  "3D000": "there is no such database",
  "42501": "the role may not do that",
  "42P01": "a table is missing; run selvage migrate",
  "3F000": "a schema is missing; run selvage migrate",
  "53300": "Postgres has no connection left",
  "57P03": "Postgres is still starting",
};

/** An error as one plain sentence for an operator: no stack, and none of the values a database error quotes. */
export function inWords(error: unknown): string {
  const cause = rootOf(error);
  if (!(cause instanceof Error)) return String(cause);
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  const message = cause.message.split(/\n|params:/)[0]?.trim() || cause.name;
  const meaning = meanings[code];
  return meaning ? `${meaning} (${message})` : message;
}

function rootOf(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors[0]);
  return error instanceof DrizzleQueryError ? rootOf(error.cause) : error;
}
