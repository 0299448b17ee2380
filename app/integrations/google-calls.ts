import type { Heard } from "#app/world/calendars.ts";

type Problem = { errors?: { reason?: string }[]; status?: string; details?: { reason?: string }[] };

/** What of an error of Google's client is read; never its message, which may quote what was sent. */
type Said = {
  code?: string | number;
  response?: { status?: number; data?: { error?: string | Problem } };
};

/** Refusals that pass by themselves: https://developers.google.com/workspace/calendar/api/guides/errors */
const passing = /^(rateLimitExceeded|userRateLimitExceeded|quotaExceeded|dailyLimitExceeded|backendError)$/;

/** The codes of Google's answers that we act on. */
const meanings: Record<number, string> = { 404: "missing", 409: "taken", 410: "stale", 412: "changed" };

/** Put a question to Google and tell what became of it. Whatever gives no certain answer is `away`, quotas too. */
export async function asked<T>(call: () => Promise<T>): Promise<Heard<T>> {
  try {
    return { outcome: "done", value: await call() };
  } catch (error) {
    return heardOf(error);
  }
}

/**
 * What Google said. Its client hands on as text what it cannot read, and a list that breaks off would be one without
 * events: that is no answer.
 */
export function readable<T extends object>({ data }: { data: T }): T {
  if (typeof data !== "object" || data === null) throw new Error("Google's answer cannot be read");
  return data;
}

function heardOf(error: unknown): Heard<never> {
  const said: Said = Object(error);
  const status = said.response?.status ?? 0;
  const problem = said.response?.data?.error;
  const reason = reasonOf(problem);
  if (reason === "invalid_grant") return { outcome: "refused", code: "dead" };
  if (
    status < 400 ||
    status >= 500 ||
    status === 401 ||
    status === 408 ||
    status === 429 ||
    passing.test(reason)
  )
    return { outcome: "away", why: `${status || (said.code ?? "no answer")} ${reason}`.trim() };
  if (status === 403) return { outcome: "refused", code: "forbidden" };
  return { outcome: "refused", code: meanings[status] ?? `${status} ${reason}`.trim() };
}

function reasonOf(problem: string | Problem | undefined): string {
  if (typeof problem === "string") return problem;
  return problem?.errors?.[0]?.reason ?? problem?.details?.[0]?.reason ?? problem?.status ?? "";
}

/** Whether Google no longer knows the short-lived half of a grant. */
export function isUnknownToken(error: unknown): boolean {
  return (Object(error) as Said).response?.status === 401;
}
