import { data, href, redirect } from "react-router";
import type { RemovalRefusal } from "#app/domain/identity/remove-factor.ts";
import { orNotFound } from "#app/http.ts";
import type { Result } from "#app/values/result.ts";

const saidKindly: Record<RemovalRefusal, { words: string; status: number }> = {
  last_one: {
    words: "This is your only second step, so it stays. Set up another first, and then remove this one.",
    status: 409,
  },
  not_fresh: { words: "Please sign in once more first.", status: 403 },
  not_proven: { words: "Please sign in once more first.", status: 403 },
};

/** What is answered to a removal: back to the page about security, or why not. What is not there is a 404. */
export function answerRemoval(removed: Result<null, RemovalRefusal> | null, news: string) {
  const answer = orNotFound(removed);
  if (answer.ok) throw redirect(`${href("/practice/settings/security")}?news=${news}`, 303);
  const { words, status } = saidKindly[answer.refusal];
  return data({ error: words }, { status });
}
