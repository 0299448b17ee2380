import { data, href, redirect } from "react-router";
import { z } from "zod";
import * as wish from "#app/domain/reception/wish.ts";
import { type ByHandRefusal, offerable, offerByHand } from "#app/domain/waiting/offer-by-hand.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { slotDaysOf } from "#app/routes/book/slots.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { SlotPicker } from "#app/ui/slot-picker.tsx";
import { dayOf } from "#app/values/zoned.ts";
import type { Route } from "./+types/offer";
import { onList } from "./on-list.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** So many open times are enough to choose from on one page. */
const shown = 60;

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.change");
  const { page, clock } = await onList(ctx, "diary.change", params.id);
  const starts = await offerable(ctx, params.id);
  const none = !starts ? refusals.not_waiting : page.offer ? refusals.offered_another : nothingOpen;
  const open = page.offer ? [] : (starts ?? []).slice(0, shown);
  return { ...page, none, days: slotDaysOf(open, clock, (at) => dayOf(clock.zone, at)) };
}

const schema = z.object({ at: wish.startsAt });

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  await onList(ctx, "diary.change", params.id);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors }, { status: 422 });
  const offered = await offerByHand(ctx, { waitId: params.id, startsAt: form.value.at });
  if (offered.ok) throw redirect(`${href("/practice/waiting/:id", params)}?news=offered`, 303);
  if (offered.refusal === "not_here") return orNotFound(null);
  const errors: FieldErrors = { at: refusals[offered.refusal] };
  return data({ errors }, { status: 409 });
}

const refusals: Record<Exclude<ByHandRefusal, "not_here">, string> = {
  not_waiting: "They don’t wait any more.",
  offered_another: "They have an offer to answer already. Take it back first.",
  asked_before: "They were asked about this time before.",
  slot_taken: "That time isn’t open any more. Please choose another.",
  too_soon: "That is too soon: they couldn’t answer within their day. Please choose a later time.",
};

const nothingOpen = "There is no open time to offer. Widen your hours, or wait for one to come free.";

export function meta() {
  return [{ title: "Offer a time" }, { name: "robots", content: "noindex" }];
}

export default function OfferATime({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id, name, days } = page;
  const errors = actionData?.errors ?? {};
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <form className="stack" method="post" noValidate action={href("/practice/waiting/:id/offer", { id })}>
      <WorkHeading
        eyebrow="Waiting list"
        title={`Offer ${name} a time`}
        lede={
          <p>
            {page.what}. It is kept for them for four hours of their day, whoever came before them. What suits
            them: {page.suits}.
          </p>
        }
      />
      <ErrorSummary problems={problems} title="Nothing was offered" />
      {days.length > 0 ? (
        <SlotPicker days={days} error={errors.at} />
      ) : (
        <p id="at" className="quiet-line">
          {page.none}
        </p>
      )}
      <div className="cluster">
        {days.length > 0 && <Button busy="Offering…">Offer this time</Button>}
        <ButtonLink kind="quiet" href={href("/practice/waiting/:id", { id })}>
          Not now
        </ButtonLink>
      </div>
    </form>
  );
}
