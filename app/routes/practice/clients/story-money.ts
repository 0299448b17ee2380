import { href } from "react-router";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { type Moved, movedForClient } from "#app/domain/payments/list.ts";
import { wayOf } from "#app/routes/money-in-words.ts";
import { formatMoney } from "#app/values/money.ts";
import type { File, StoryLine } from "./story.ts";
import { inWords, type Teller } from "./story-lines.ts";

/** What came in for a client's sessions, and what went back: a payment for several sessions is one line. */
export async function moneyStory(ctx: MemberCtx, { client }: File, tell: Teller): Promise<StoryLine[]> {
  const movements = await movedForClient(ctx, client.id);
  const payments = Map.groupBy(movements, ({ kind, id }) => `${kind}:${id}`);
  return [...payments.values()].flatMap((parts) => moneyLine(tell, parts) ?? []);
}

function moneyLine(tell: Teller, parts: Moved[]): StoryLine | null {
  const [first] = parts;
  if (!first) return null;
  const sum = parts.reduce((sum, { amount }) => sum + amount, 0);
  const amount = formatMoney({ amount: sum, currency: first.currency }, tell.clock.locale);
  return {
    id: `${first.kind}-${first.id}`,
    kind: "money",
    title: first.kind === "came" ? `${amount} paid ${wayOf(first)}` : `${amount} given back ${wayOf(first)}`,
    href: href("/practice/bookings/:id", { id: first.bookingId }),
    text:
      parts.length > 1
        ? `For ${parts.length} sessions`
        : `For the session of ${inWords(tell, first.startsAt)}`,
    at: first.at.toISOString(),
    when: inWords(tell, first.at),
    isAhead: false,
  };
}
