import { data, href, redirect } from "react-router";
import { openDebtLink, openSum } from "#app/domain/payments/debt-link.ts";
import { type OwedRefusal, payOwed } from "#app/domain/payments/pay-owed.ts";
import { frameOf, siteOf } from "#app/domain/site/queries.ts";
import { houseOf, orNotFound, worldOf } from "#app/http.ts";
import { privately } from "#app/routes/book/held.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Button } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { formatMoney } from "#app/values/money.ts";
import type { Route } from "./+types/debt";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

/** What is open, to whom, and nothing else: whoever holds the link need not be whose appointment it was. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { ctx, found } = orNotFound(await openDebtLink(houseOf(context), params.token));
  const { booking, practice } = found;
  const [{ amount, refusal }, site] = await Promise.all([openSum(ctx, found), siteOf(ctx)]);
  return data(
    {
      token: params.token,
      frame: frameOf(site),
      practice: practice.name,
      sum: amount > 0 ? formatMoney({ amount, currency: booking.currency }, practice.locale) : null,
      byCard: refusal === null,
    },
    privately,
  );
}

export async function action({ context, params }: Route.ActionArgs) {
  const { ctx, found } = orNotFound(await openDebtLink(houseOf(context), params.token));
  const paying = await payOwed(ctx, worldOf(context), { bookingIds: [found.booking.id] });
  if (paying.ok) throw redirect(paying.value.url, 303);
  if (paying.refusal === "nothing_due") throw redirect(href("/pay/:token", params), 303);
  const status = paying.refusal === "away" ? 503 : 409;
  return data({ refused: saidKindly[paying.refusal] }, { status });
}

const saidKindly: Record<Exclude<OwedRefusal, "nothing_due">, string> = {
  away: "The payment page doesn’t answer just now, and nothing was taken. Please press again in a minute.",
  too_little: "This sum is too small for a card. Please pay in the way you agreed on.",
  not_here: "This can’t be paid by card here. Please pay in the way you agreed on.",
};

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("A payment", page.practice) : "A payment" },
    { name: "robots", content: "noindex" },
  ];
}

export function headers() {
  return privately.headers;
}

export default function Debt({ loaderData: page, actionData }: Route.ComponentProps) {
  const { token, frame, practice, sum, byCard } = page;
  return (
    <Site frame={frame}>
      <div className="stack">
        {actionData && (
          <Notice kind="danger" flash>
            <p>{actionData.refused}</p>
          </Notice>
        )}
        {sum === null ? (
          <PageHeading
            knot
            title="Nothing is open here"
            lede={<p>It is paid, or has been settled with {practice} in another way. Thank you.</p>}
          />
        ) : (
          <>
            <PageHeading knot eyebrow="Appointment" title={sum} lede={<p>To be paid to {practice}.</p>} />
            {byCard ? (
              <form method="post" action={href("/pay/:token", { token })} className="stack">
                <Button busy="One moment…">Pay {sum} by card</Button>
                <p className="hint">
                  You pay on a page of Stripe’s, which tells us only whether it went through.
                </p>
              </form>
            ) : (
              <p>It can’t be paid by card here. Please pay in the way you agreed on.</p>
            )}
          </>
        )}
      </div>
    </Site>
  );
}
