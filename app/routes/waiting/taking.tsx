import { data, href, redirect } from "react-router";
import { takeOffer } from "#app/domain/waiting/answer.ts";
import { orNotFound } from "#app/http.ts";
import { privately } from "#app/routes/book/held.ts";
import { policyHref, Site } from "#app/routes/site.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/taking";
import { bookingPage, heldWait, offerInWords, offerOf } from "./held.ts";
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
  const taken = await takeOffer(ctx, { wait, offerId: params.offer });
  if (taken.ok) throw redirect(`${await bookingPage(ctx, taken.value.bookingId)}?news=taken`, 303);
  return taken.refusal === "not_here" ? orNotFound(null) : data({ over: taken.refusal }, { status: 409 });
}

export function meta() {
  return [{ title: "Take this time" }, { name: "robots", content: "noindex" }];
}

export function headers() {
  return privately.headers;
}

export default function Taking({ loaderData: page, actionData }: Route.ComponentProps) {
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
        <form className="stack" method="post" action={href("/waitlist/:token/offers/:offer/taking", params)}>
          <PageHeading
            knot
            eyebrow="The waiting list"
            title="Take this time?"
            lede={
              <p>
                {has
                  ? "Your booking moves here. It costs you nothing, and your terms stay as they are."
                  : `A first call with ${therapist.firstName}. It’s yours as soon as you press.`}
              </p>
            }
          />
          <OfferFacts offer={offer} has={has} />
          <div className="cluster">
            <Button busy="Taking it…">Take it</Button>
            <ButtonLink kind="quiet" href={href("/waitlist/:token/offers/:offer/passing", params)}>
              Not this one
            </ButtonLink>
          </div>
          {!has && (
            <p className="hint">
              By booking you accept the <a href={policyHref(frame, "terms")}>terms</a> and what{" "}
              <a href={policyHref(frame, "privacy")}>privacy</a> says is kept.
            </p>
          )}
        </form>
      )}
    </Site>
  );
}
