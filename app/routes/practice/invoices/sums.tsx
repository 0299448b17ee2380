import type { PaymentMethod, RefundTo } from "#app/db/schema/payments.ts";
import type { MoneySums } from "#app/domain/reports/money.ts";
import { wayOf } from "#app/routes/money-in-words.ts";
import { Facts } from "#app/ui/facts.tsx";

const nothing = { id: "", amount: 0, at: new Date(0) };

/** The sums of a month in words: what came in and by which way, what was earned, what is open, what went back. */
export function sumsInWords({ came, went, earned, open }: MoneySums, money: (amount: number) => string) {
  const cameBy = (Object.entries(came) as [PaymentMethod, number][]).map(
    ([method, amount]) => `${money(amount)} ${wayOf({ ...nothing, kind: "came", method })}`,
  );
  const wentBy = (Object.entries(went) as [RefundTo, number][]).map(
    ([to, amount]) => `${money(amount)} ${wayOf({ ...nothing, kind: "went", to })}`,
  );
  const total = (amounts: Partial<Record<string, number>>) =>
    Object.values(amounts).reduce((sum: number, amount) => sum + (amount ?? 0), 0);
  return {
    came: money(total(came)),
    cameBy,
    went: total(went) === 0 ? null : money(total(went)),
    wentBy,
    earned: money(earned),
    open: money(open),
  };
}

type Said = ReturnType<typeof sumsInWords>;

/** The sums of a month, each with what it is made of. */
export function Sums({ came, cameBy, went, wentBy, earned, open }: Said) {
  const made = (sum: string, of: readonly string[]) =>
    of.length > 1 ? `${sum} (${of.join(", ")})` : (of[0] ?? sum);
  return (
    <Facts
      facts={[
        { term: "Came in", value: made(came, cameBy) },
        { term: "Given back", value: went && made(went, wentBy) },
        { term: "Earned", value: `${earned}, by the month’s sessions and kept fees` },
        { term: "Still open", value: `${open} of that` },
      ]}
    />
  );
}
