import { data, href, redirect } from "react-router";
import { keepLateCard, type LateCardRefusal, lateCardOf } from "#app/domain/payments/keep-late-card.ts";
import { frameOf, siteOf } from "#app/domain/site/queries.ts";
import { orNotFound, worldOf } from "#app/http.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/card";
import { heldBy, privately } from "./held.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

/** A card that came too late is not kept, unless whoever left it says here that they want it kept. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { ctx, booking: whole, token } = await heldBy(context, params.token);
  const late = await lateCardOf(ctx, whole.booking);
  if (!late) throw redirect(href("/book/manage/:token", params));
  const { is, agreedTo } = late;
  const againHref = href("/book/:therapist", { therapist: whole.therapist.slug });
  return data({ token, frame: frameOf(await siteOf(ctx)), is, agreedTo, againHref }, privately);
}

export async function action({ context, params }: Route.ActionArgs) {
  const { ctx, booking: whole } = await heldBy(context, params.token);
  const kept = await keepLateCard(ctx, worldOf(context), { bookingId: whole.booking.id });
  if (!kept.ok && kept.refusal === "not_here") orNotFound(null);
  if (!kept.ok && kept.refusal === "away") return data({ refused: saidKindly.away }, { status: 503 });
  throw redirect(href("/book/manage/:token/card", params), 303);
}

const saidKindly: Record<Extract<LateCardRefusal, "away">, string> = {
  away: "The payment service doesn’t answer just now, and nothing was kept or taken. Please press again in a minute.",
};

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Your card", page.frame.name) : "Your card" },
    { name: "robots", content: "noindex" },
  ];
}

export function headers() {
  return privately.headers;
}

const said = {
  open: {
    title: "Keep your card for next time?",
    words:
      "It reached us when the time was no longer kept for you. Nothing is booked, nothing was charged, and the card isn’t kept unless you say so here.",
  },
  kept: {
    title: "Your card is kept",
    words:
      "Nothing was charged. It is used for what you book from now on, as you agreed when you left it; on your payments page you can take that back.",
  },
  over: {
    title: "This card isn’t kept",
    words: "Nothing was charged, and there is nothing you need to do.",
  },
};

export default function Card({ loaderData: page, actionData }: Route.ComponentProps) {
  const { token, frame, is, agreedTo, againHref } = page;
  const { title, words } = said[is];
  return (
    <Site frame={frame} canLeave>
      <div className="stack">
        {actionData && (
          <Notice kind="danger" flash>
            <p>{actionData.refused}</p>
          </Notice>
        )}
        <PageHeading knot title={title} lede={<p>{words}</p>} />
        {is === "open" && (
          <form method="post" action={href("/book/manage/:token/card", { token })} className="stack">
            <p>When you left it you agreed to this: “{agreedTo}”</p>
            <div className="cluster">
              <Button busy="Keeping it…">Keep the card, as agreed</Button>
            </div>
          </form>
        )}
        <div className="cluster">
          <ButtonLink kind={is === "open" ? "quiet" : "primary"} href={againHref}>
            See open times
          </ButtonLink>
        </div>
      </div>
    </Site>
  );
}
