import { href } from "react-router";
import { papersOfPayment } from "#app/domain/invoices/queries.ts";
import { type OwnPayment, ownPayment } from "#app/domain/payments/own-payment.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { orNotFound } from "#app/http.ts";
import { wayOf } from "#app/routes/money-in-words.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import { Time } from "#app/ui/time.tsx";
import { formatMoney } from "#app/values/money.ts";
import { dayOf, formatDate } from "#app/values/zoned.ts";
import { whoIsHere } from "../here.ts";
import type { Route } from "./+types/payment";

export { ErrorBoundary } from "#app/routes/client/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { ctx, zone } = whoIsHere(context);
  const payment = orNotFound(await ownPayment(ctx, params.id));
  const [papers, practice] = await Promise.all([papersOfPayment(ctx, payment.id), ownPractice(ctx)]);
  const { locale } = practice;
  const clock = zone ?? practice.zone;
  const day = (at: Date) => `${formatDate(dayOf(clock, at), { locale })} ${dayOf(clock, at).slice(0, 4)}`;
  const money = (amount: number) => formatMoney({ amount, currency: payment.currency }, locale);
  return {
    amount: money(payment.amount),
    how: wayOf({ kind: "came", ...payment }),
    at: payment.at.toISOString(),
    day: day(payment.at),
    parts: payment.parts.map(({ bookingId, kind, amount, startsAt, therapistName }) => ({
      id: bookingId,
      amount: money(amount),
      words: `${kind === "session" ? "Appointment" : "Fee for a missed appointment"} with ${therapistName}`,
      at: startsAt.toISOString(),
      day: day(startsAt),
    })),
    returned: payment.returned.map((one) => ({
      id: one.id,
      amount: money(one.amount),
      words: backInWords(one),
      at: one.at.toISOString(),
      day: day(one.at),
    })),
    papers: papers.map(({ id, name }) => ({ id, name })),
  };
}

function backInWords({ to, status }: OwnPayment["returned"][number]): string {
  const way = wayOf({ kind: "went", to, id: "", amount: 0, at: new Date(0) });
  return status === "succeeded" ? `Given back ${way}` : `On its way back ${way}`;
}

export function meta() {
  return [{ title: "A payment" }, { name: "robots", content: "noindex" }];
}

export default function Payment({ loaderData: page }: Route.ComponentProps) {
  const { amount, how, at, day, parts, returned, papers } = page;
  return (
    <>
      <PageHeading
        knot
        title={`${amount}, paid`}
        lede={
          <p>
            Paid {how} on <Time at={at}>{day}</Time>.
          </p>
        }
      />
      <Section title="What it was for">
        <Ledger
          rows={parts.map((part) => ({
            id: part.id,
            title: part.amount,
            text: part.words,
            aside: <Time at={part.at}>{part.day}</Time>,
          }))}
        />
      </Section>
      {returned.length > 0 && (
        <Section title="What went back">
          <Ledger
            rows={returned.map((one) => ({
              id: one.id,
              title: one.amount,
              text: one.words,
              aside: <Time at={one.at}>{one.day}</Time>,
            }))}
          />
        </Section>
      )}
      <Section title={papers.length > 1 ? "Its papers" : "Its paper"}>
        {papers.length === 0 && <p>Being written. It will be here in a moment.</p>}
        {papers.length > 0 && (
          <Ledger
            rows={papers.map(({ id, name }) => ({
              title: name,
              href: href("/client/payments/:id/paper", { id }),
              aside: <a href={href("/client/payments/:id/paper.pdf", { id })}>{`${name} as a PDF`}</a>,
            }))}
          />
        )}
      </Section>
      <div className="cluster mt-6">
        <ButtonLink kind="quiet" href={href("/client/payments")}>
          Your payments
        </ButtonLink>
      </div>
    </>
  );
}
