import { href } from "react-router";
import { ownPapers } from "#app/domain/invoices/queries.ts";
import { ownDebts, ownMovements } from "#app/domain/payments/own.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { wayOf } from "#app/routes/money-in-words.ts";
import { Ledger, type LedgerRow } from "#app/ui/ledger.tsx";
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
  const [debts, movements, papers, practice] = await Promise.all([
    ownDebts(ctx),
    ownMovements(ctx),
    ownPapers(ctx),
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
    years: [...new Set(papers.map(({ year }) => String(year)))].toSorted().toReversed(),
    papers: papers.map((paper) => ({
      id: paper.id,
      name: paper.name,
      amount: money(paper.total, paper.currency),
      at: paper.issuedAt.toISOString(),
      day: day(paper.issuedAt),
    })),
    movements: movements.map((one) => ({
      key: `${one.id} ${one.startsAt.getTime()}`,
      paymentId: one.paymentId,
      at: one.at.toISOString(),
      day: day(one.at),
      amount: money(one.amount, one.currency),
      words: `${one.kind === "came" ? "Paid" : "Given back to you"} ${wayOf(one)}, for the appointment of ${day(one.startsAt)}`,
    })),
  };
}

export function meta() {
  return [{ title: "Your payments" }, { name: "robots", content: "noindex" }];
}

export default function Payments({ loaderData: page }: Route.ComponentProps) {
  const { owed, debts, movements, papers, years } = page;
  return (
    <>
      <PageHeading
        knot
        title="Your payments"
        lede={<p>{owed ? `${owed} is to be paid.` : "Nothing is to be paid just now."}</p>}
      />
      {debts.length > 0 && (
        <Section title="To be paid">
          <Ledger rows={debts.map(debtRow)} />
          <p className="hint mt-6">
            Pay in the way you agreed on. It is written down here once it has arrived.
          </p>
        </Section>
      )}
      <Section title="Paid">
        {movements.length === 0 && <p>Nothing yet. What you pay will be kept here.</p>}
        {movements.length > 0 && <Ledger rows={movements.map(movementRow)} />}
      </Section>
      {papers.length > 0 && (
        <Section title="Papers">
          <Ledger rows={papers.map(paperRow)} />
        </Section>
      )}
      {years.length > 0 && (
        <Section title="A whole year">
          <p>All papers of a year on one sheet, for your tax or your insurer.</p>
          <p className="cluster">
            {years.map((year) => (
              <a key={year} href={href("/client/payments/statement/:year", { year })}>
                {`Statement ${year}`}
              </a>
            ))}
          </p>
        </Section>
      )}
    </>
  );
}

type Page = Route.ComponentProps["loaderData"];

function debtRow({ id, amount, at, day, isFee }: Page["debts"][number]): LedgerRow {
  const text = isFee ? "For an appointment missed or cancelled late" : "For the appointment";
  return { id, title: amount, text, aside: <Time at={at}>{day}</Time> };
}

function paperRow({ id, name, at, day, amount }: Page["papers"][number]): LedgerRow {
  const page = href("/client/payments/:id/paper", { id });
  const file = <a href={href("/client/payments/:id/paper.pdf", { id })}>{`${name} as a PDF`}</a>;
  const text = (
    <>
      {amount}. {file}
    </>
  );
  return { id, title: name, href: page, text, aside: <Time at={at}>{day}</Time> };
}

function movementRow({ key, paymentId, at, day, amount, words }: Page["movements"][number]): LedgerRow {
  const page = paymentId ? href("/client/payments/:id", { id: paymentId }) : undefined;
  return { id: key, title: amount, href: page, text: words, aside: <Time at={at}>{day}</Time> };
}
