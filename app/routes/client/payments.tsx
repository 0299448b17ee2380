import { data, href, redirect } from "react-router";
import { z } from "zod";
import { ownPapers } from "#app/domain/invoices/queries.ts";
import { forgetCard, ownCards } from "#app/domain/payments/arrangement.ts";
import { ownFailedRefunds } from "#app/domain/payments/failed-refunds.ts";
import {
  type Owed,
  type OwnMovement,
  ownDebts,
  ownMovements,
  ownUnpaidAhead,
} from "#app/domain/payments/own.ts";
import { payOwed } from "#app/domain/payments/pay-owed.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { takesCards } from "#app/domain/practices/takes-cards.ts";
import { orNotFound, readForm, worldOf } from "#app/http.ts";
import { isUnderway, wayOf } from "#app/routes/money-in-words.ts";
import { newsFor } from "#app/routes/news.ts";
import { Ledger, type LedgerRow } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import { Time } from "#app/ui/time.tsx";
import { isId } from "#app/values/ids.ts";
import { formatMoney } from "#app/values/money.ts";
import { dayOf, formatDate } from "#app/values/zoned.ts";
import type { Route } from "./+types/payments";
import { whoIsHere } from "./here.ts";
import { Cards, ToPay } from "./payments/to-pay.tsx";

export { ErrorBoundary } from "./trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const { ctx, zone } = whoIsHere(context);
  const [debts, ahead, cards, canPay, movements, cameBack, papers, practice] = await Promise.all([
    ownDebts(ctx),
    ownUnpaidAhead(ctx),
    ownCards(ctx),
    takesCards(ctx),
    ownMovements(ctx),
    ownFailedRefunds(ctx),
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
    ahead: ahead.map((one) => ({
      id: one.bookingId,
      amount: money(one.amount, one.currency),
      at: one.startsAt.toISOString(),
      day: day(one.startsAt),
    })),
    bills: canPay
      ? billsOf(debts).map((bill) => ({ ...bill, amount: money(bill.amount, bill.currency) }))
      : [],
    canPay,
    cards: cards.map(({ clientId, arrangement: { card, consent, credit } }) => ({
      clientId,
      card,
      mostOnce: consent && money(consent.upTo, currency),
      credit: credit > 0 ? money(credit, currency) : null,
    })),
    news: newsFor(new URL(request.url).searchParams, said),
    years: [...new Set(papers.map(({ year }) => String(year)))].toSorted().toReversed(),
    papers: papers.map((paper) => ({
      id: paper.id,
      name: paper.name,
      amount: money(paper.total, paper.currency),
      at: paper.issuedAt.toISOString(),
      day: day(paper.issuedAt),
    })),
    cameBack: cameBack.map(({ id, amount, currency, startsAt }) => ({
      id,
      words: `${money(amount, currency)} for the appointment of ${day(startsAt)} could not go back to your card. We’ll be in touch about another way.`,
    })),
    movements: movements.map((one) => ({
      key: `${one.id} ${one.startsAt.getTime()}`,
      paymentId: one.paymentId,
      at: one.at.toISOString(),
      day: day(one.at),
      amount: money(one.amount, one.currency),
      words: `${movedInWords(one)} ${wayOf(one)}, for the appointment of ${day(one.startsAt)}`,
    })),
  };
}

function movedInWords(one: OwnMovement): string {
  if (one.kind === "came") return "Paid";
  return isUnderway(one) ? "On its way back to you," : "Given back to you";
}

const said = {
  paid: "Thank you. It’s paid.",
  forgotten: "The card is forgotten. Nothing is charged to it any more.",
};

/** What can be paid at once: one payment is of one client, in one currency. */
function billsOf(debts: readonly Owed[]) {
  const groups = Map.groupBy(debts, ({ clientId, currency }) => `${clientId} ${currency}`);
  return [...groups.values()].map((group) => ({
    ids: group.map(({ bookingId }) => bookingId).join(" "),
    amount: group.reduce((sum, { amount }) => sum + amount, 0),
    currency: group[0]?.currency ?? "",
  }));
}

const schema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("pay"), bookings: z.string().max(4_000) }),
  z.object({ do: z.literal("forget_card"), client: z.string().max(40) }),
]);

export async function action({ context, request }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  const form = await readForm(request, schema);
  if (!form.ok) throw data(null, { status: 422 });
  const page = href("/client/payments");
  if (form.value.do === "forget_card") {
    if (!isId(form.value.client) || !(await forgetCard(ctx, form.value.client))) orNotFound(null);
    throw redirect(`${page}?news=forgotten`, 303);
  }
  const paying = await payOwed(ctx, worldOf(context), { bookingIds: form.value.bookings.split(" ") });
  if (paying.ok) throw redirect(paying.value.url, 303);
  if (paying.refusal === "not_here") orNotFound(null);
  const isAway = paying.refusal === "away";
  const why = isAway ? awayNow : paying.refusal === "too_little" ? tooLittle : nothingDue;
  return data({ why }, { status: isAway ? 503 : 422 });
}

const awayNow =
  "The payment page doesn’t answer just now. Nothing was taken, and nothing is lost. Please press again in a minute.";
const nothingDue = "It was paid in the meantime. Nothing is left to pay.";
const tooLittle = "That is less than a card can be charged. Please pay it together with the next one.";

export function meta() {
  return [{ title: "Your payments" }, { name: "robots", content: "noindex" }];
}

export default function Payments({ loaderData: page, actionData }: Route.ComponentProps) {
  const { owed, movements, cameBack, papers, years, news } = page;
  return (
    <>
      {(actionData || news) && (
        <Notice kind={actionData ? "danger" : "ok"} flash>
          <p>{actionData?.why ?? news}</p>
        </Notice>
      )}
      <PageHeading
        knot
        title="Your payments"
        lede={<p>{owed ? `${owed} is to be paid.` : "Nothing is to be paid just now."}</p>}
      />
      {cameBack.map(({ id, words }) => (
        <Notice key={id}>
          <p>{words}</p>
        </Notice>
      ))}
      <ToPay page={page} />
      <Cards cards={page.cards} />
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

export type Page = Route.ComponentProps["loaderData"];

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
