import { ownDebts, ownMovements } from "#app/domain/payments/own.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { wayOf } from "#app/routes/money-in-words.ts";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import { Time } from "#app/ui/time.tsx";
import { formatMoney } from "#app/values/money.ts";
import { dayOf, formatDate } from "#app/values/zoned.ts";
import type { Route } from "./+types/payments";
import { whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const { ctx, zone } = whoIsHere(context);
  const [debts, movements, practice] = await Promise.all([
    ownDebts(ctx),
    ownMovements(ctx),
    ownPractice(ctx),
  ]);
  const { locale, currency } = practice;
  const clock = zone ?? practice.zone;
  const day = (at: Date) => `${formatDate(dayOf(clock, at), { locale })} ${dayOf(clock, at).slice(0, 4)}`;
  const money = (amount: number, currency: string) => formatMoney({ amount, currency }, locale);
  const owed = debts.reduce((sum, { amount }) => sum + amount, 0);
  return {
    owed: owed > 0 ? money(owed, currency) : null,
    debts: debts.map((debt) => ({
      id: debt.bookingId,
      amount: money(debt.amount, debt.currency),
      at: debt.startsAt.toISOString(),
      day: day(debt.startsAt),
      isFee: debt.isFee,
    })),
    movements: movements.map((one) => ({
      key: `${one.id} ${one.startsAt.getTime()}`,
      at: one.at.toISOString(),
      day: day(one.at),
      words: `${money(one.amount, one.currency)} ${one.kind === "came" ? "paid" : "given back to you"} ${wayOf(one)}`,
      session: day(one.startsAt),
    })),
  };
}

export function meta() {
  return [{ title: "Your payments" }, { name: "robots", content: "noindex" }];
}

export default function Payments({ loaderData: page }: Route.ComponentProps) {
  const { owed, debts, movements } = page;
  return (
    <>
      <PageHeading
        knot
        title="Your payments"
        lede={<p>{owed ? `${owed} is to be paid.` : "Nothing is to be paid just now."}</p>}
      />
      {debts.length > 0 && (
        <Section title="To be paid">
          <ul className="loose happened">
            {debts.map(({ id, amount, at, day, isFee }) => (
              <li key={id}>
                <span>
                  {amount} for {isFee ? "an appointment missed or cancelled late" : "the appointment"}
                </span>
                <Time at={at}>{day}</Time>
              </li>
            ))}
          </ul>
          <p className="hint">Pay in the way you agreed on. It is written down here once it has arrived.</p>
        </Section>
      )}
      <Section title="Paid">
        {movements.length === 0 && <p>Nothing yet. What you pay will be kept here.</p>}
        {movements.length > 0 && (
          <ul className="loose happened">
            {movements.map(({ key, at, day, words, session }) => (
              <li key={key}>
                <span>
                  {words}, for the appointment of {session}
                </span>
                <Time at={at}>{day}</Time>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}
