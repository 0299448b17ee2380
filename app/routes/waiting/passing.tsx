import { data, href, redirect } from "react-router";
import { passOffer } from "#app/domain/waiting/answer.ts";
import { orNotFound } from "#app/http.ts";
import { privately } from "#app/routes/book/held.ts";
import { Site } from "#app/routes/site.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/passing";
import { heldWait, offerInWords, offerOf } from "./held.ts";
import { OfferFacts } from "./offered-time.tsx";
import { OfferOver } from "./over.tsx";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const held = await heldWait(context, params.token);
  const offer = await offerOf(held, params.offer);
  if (offer.status === "taken") throw redirect(href("/waitlist/:token", { token: params.token }));
  return data({ ...held.page, offer: await offerInWords(held, offer) }, privately);
}

export async function action({ context, params }: Route.ActionArgs) {
  const { ctx, wait } = await heldWait(context, params.token);
  const passed = await passOffer(ctx, { wait, offerId: params.offer });
  if (passed.ok) throw redirect(`${href("/waitlist/:token", { token: params.token })}?news=passed`, 303);
  return passed.refusal === "not_here" ? orNotFound(null) : data({ over: passed.refusal }, { status: 409 });
}

export function meta() {
  return [{ title: "Not this one" }, { name: "robots", content: "noindex" }];
}

export function headers() {
  return privately.headers;
}

export default function Passing({ loaderData: page, actionData }: Route.ComponentProps) {
  const { token, frame, offer, therapist, has } = page;
  const over = actionData?.over ?? offer.over;
  const params = { token, offer: offer.id };
  return (
    <Site frame={frame} canLeave bookHref={href("/book/:therapist", { therapist: therapist.slug })}>
      {over ? (
        <div className="stack">
          <OfferOver because={over} token={token} isWaiting={page.status === "waiting"} />
        </div>
      ) : (
        <form className="stack" method="post" action={href("/waitlist/:token/offers/:offer/passing", params)}>
          <PageHeading
            knot
            eyebrow="The waiting list"
            title="Not this one?"
            lede={<p>The next person is asked, and you keep your place for another time.</p>}
          />
          <OfferFacts offer={offer} has={has} />
          <div className="cluster">
            <Button busy="Passing it on…">Not this one</Button>
            <ButtonLink kind="quiet" href={href("/waitlist/:token/offers/:offer/taking", params)}>
              I’d like it after all
            </ButtonLink>
          </div>
        </form>
      )}
    </Site>
  );
}
