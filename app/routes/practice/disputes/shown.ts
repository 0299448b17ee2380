import type { MemberCtx } from "#app/domain/ctx.ts";
import { type AskedBack, disputeWithin } from "#app/domain/payments/dispute-queries.ts";
import { ownPractice, type Practice } from "#app/domain/practices/queries.ts";
import { orNotFound } from "#app/http.ts";
import { whenInYear } from "#app/routes/when.ts";
import { formatMoney } from "#app/values/money.ts";
import { dayOf, formatDate } from "#app/values/zoned.ts";
import { reasonInWords, standingInWords } from "./in-words.ts";

type Clock = Pick<Practice, "zone" | "locale">;

/** A dispute as its pages begin with it. */
export function shown({ dispute, clientName, currency, paidAt }: AskedBack, clock: Clock, now: Date) {
  const { id, clientId, amount, status, reason, dueBy, sentAt } = dispute;
  const isLate = dueBy !== null && dueBy <= now;
  const until = dueBy && whenInYear(dueBy.getTime(), clock);
  return {
    ...{ id, clientId, clientName, status, until },
    sum: formatMoney({ amount, currency }, clock.locale),
    dueBy: dueBy?.toISOString() ?? null,
    paidOn: paidAt && dayInYear(paidAt, clock),
    reason: reasonInWords(reason),
    mayAnswer: status === "open" && !isLate,
    standing: standingInWords({ status, isLate, until, sentOn: sentAt && dayInYear(sentAt, clock) }),
  };
}

/** A day with its year, by the practice's clock: "Thursday 4 February 2027". */
export function dayInYear(at: Date, { zone, locale }: Clock): string {
  return `${formatDate(dayOf(zone, at), { locale })} ${dayOf(zone, at).slice(0, 4)}`;
}

/** One dispute of the practice, for whoever handles its money; 404 for any other. */
export async function onTheTable(ctx: MemberCtx, id: string) {
  const [found, practice] = await Promise.all([disputeWithin(ctx, "money.take", id), ownPractice(ctx)]);
  const asked = orNotFound(found);
  return { asked, practice, page: shown(asked, practice, ctx.now()) };
}
