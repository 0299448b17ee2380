import type { Debt } from "#app/domain/payments/debts.ts";
import { mayRemind } from "#app/domain/payments/debts.ts";
import { formatMoney } from "#app/values/money.ts";
import { DAY, dayOf, formatDate } from "#app/values/zoned.ts";

type Clock = { zone: string; locale: string; now: Date };

/** A day in words with its year: "Thursday 4 February 2027". */
export function dayAndYear(at: Date, { zone, locale }: Pick<Clock, "zone" | "locale">): string {
  const date = dayOf(zone, at);
  return `${formatDate(date, { locale })} ${date.slice(0, 4)}`;
}

/** For how long something is open: "since today", "for 1 day", "for 23 days". */
function howLong(startsAt: Date, now: Date): string {
  const days = Math.floor((now.getTime() - startsAt.getTime()) / DAY);
  if (days < 1) return "open since today";
  return `open for ${days} day${days === 1 ? "" : "s"}`;
}

/** What is owed, client by client, whose oldest debt is the oldest first. */
export function byClient(
  debts: readonly Debt[],
  reminded: ReadonlyMap<string, Date>,
  clock: Clock & { isGroup: boolean },
) {
  const money = (amount: number, currency: string) => formatMoney({ amount, currency }, clock.locale);
  return [...Map.groupBy(debts, ({ clientId }) => clientId)].map(([clientId, own]) => {
    const last = reminded.get(clientId);
    const [first] = own;
    return {
      clientId,
      name: first?.clientName ?? "",
      total: money(
        own.reduce((sum, { amount }) => sum + amount, 0),
        first?.currency ?? "",
      ),
      isSeveral: own.length > 1,
      reminded: last ? dayAndYear(last, clock) : null,
      mayRemind: mayRemind(last, clock.now),
      debts: own.map((debt) => ({
        id: debt.bookingId,
        amount: money(debt.amount, debt.currency),
        at: debt.startsAt.toISOString(),
        day: dayAndYear(debt.startsAt, clock),
        words: [
          debt.isFee ? "A fee for an appointment missed or cancelled late" : "A session",
          clock.isGroup ? ` with ${debt.therapistName}` : "",
          `, ${howLong(debt.startsAt, clock.now)}`,
        ].join(""),
      })),
    };
  });
}

export type OpenDebts = ReturnType<typeof byClient>;
