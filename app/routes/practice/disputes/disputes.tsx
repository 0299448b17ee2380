import { href } from "react-router";
import { disputesWithin } from "#app/domain/payments/dispute-queries.ts";
import { failedRefundsWithin } from "#app/domain/payments/failed-refunds.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { MoneyShelves } from "#app/routes/practice/billing/money-shelves.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/disputes";
import { refundNews, shownRefund } from "./refund-shown.ts";
import { shown } from "./shown.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "money.take");
  const [disputes, refunds, practice] = await Promise.all([
    disputesWithin(ctx, "money.take"),
    failedRefundsWithin(ctx, "money.take"),
    ownPractice(ctx),
  ]);
  return {
    disputes: disputes.map((one) => shown(one, practice, ctx.now())),
    refunds: refunds.map((one) => shownRefund(one, practice)),
    news: newsFor(new URL(request.url).searchParams, refundNews),
  };
}

export function meta() {
  return [{ title: "Asked back, and come back" }, { name: "robots", content: "noindex" }];
}

export default function Disputes({ loaderData: { disputes, refunds, news } }: Route.ComponentProps) {
  const waiting = disputes.filter(({ mayAnswer }) => mayAnswer).length + refunds.length;
  return (
    <>
      <WorkHeading
        title="Asked back, and come back"
        lede={<p>{waiting === 0 ? "Nothing waits for you here." : ledeOf(waiting)}</p>}
      />
      <MoneyShelves current={href("/practice/billing/disputes")} />
      {news && (
        <Notice kind="ok" flash>
          <p>{news}</p>
        </Notice>
      )}
      {refunds.length > 0 && (
        <Section title="Refunds that came back">
          <Ledger
            rows={refunds.map(({ id, sum, clientName, cameBack }) => ({
              id,
              title: `${sum}, ${clientName}`,
              href: href("/practice/billing/refunds/:id", { id }),
              text: cameBack,
            }))}
          />
        </Section>
      )}
      <Section title="Asked back by a bank">
        {disputes.length === 0 && (
          <p>Nothing. When a client’s bank asks a payment back, it stands here with the day to answer by.</p>
        )}
        {disputes.length > 0 && (
          <Ledger
            rows={disputes.map(({ id, sum, clientName, standing }) => ({
              id,
              title: `${sum}, ${clientName}`,
              href: href("/practice/billing/disputes/:id", { id }),
              text: standing,
            }))}
          />
        )}
      </Section>
    </>
  );
}

function ledeOf(waiting: number): string {
  return waiting === 1 ? "One thing waits for you." : `${waiting} things wait for you.`;
}
