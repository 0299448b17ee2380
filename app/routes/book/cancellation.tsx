import { data, href, redirect } from "react-router";
import { z } from "zod";
import { type CancelRefusal, cancel } from "#app/domain/bookings/cancel.ts";
import { isLateCancellation } from "#app/domain/bookings/rules.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { readForm } from "#app/http.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextArea } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/cancellation";
import { BookingFacts } from "./booking-facts.tsx";
import { heldBy, heldPage, privately } from "./held.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

const schema = z.object({ reason: wish.note.optional() });

const saidKindly: Record<CancelRefusal, string> = {
  already_over: "It began already, so there is nothing left to cancel. Write to me if something went wrong.",
  already_cancelled: "It was cancelled before. Nothing more is needed from you.",
};

export async function loader({ context, params }: Route.LoaderArgs) {
  const held = await heldBy(context, params.token);
  const page = await heldPage(held);
  if (page.status !== "confirmed" || page.isOver) throw redirect(href("/book/manage/:token", params));
  const { booking, appointment } = held.booking;
  const { termsWindow, movedLate, lateFeePercent } = booking;
  const terms = { startsAt: appointment.startsAt.getTime(), termsWindow, movedLate };
  const late = isLateCancellation(terms, held.ctx.now().getTime());
  return data(
    { ...page, isLate: late, feePercent: late && booking.price > 0 ? lateFeePercent : 0 },
    privately,
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx, booking: whole } = await heldBy(context, params.token);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { id: bookingId, therapistId } = whole.booking;
  const cancelled = await cancel(ctx, {
    bookingId,
    therapistId,
    by: "client",
    reason: form.value.reason || undefined,
  });
  if (cancelled.ok || cancelled.refusal === "already_cancelled")
    throw redirect(href("/book/manage/:token", params), 303);
  return data(
    { errors: { reason: saidKindly[cancelled.refusal] }, typed: {} as Record<string, string> },
    { status: 422 },
  );
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Cancel your booking", page.frame.name) : "Cancel" },
    { name: "robots", content: "noindex" },
  ];
}

export function headers() {
  return privately.headers;
}

export default function Cancellation({ loaderData: page, actionData }: Route.ComponentProps) {
  const { frame, token, therapist } = page;
  const errors = actionData?.errors ?? {};
  return (
    <Site frame={frame} canLeave>
      <form
        className="stack"
        method="post"
        action={href("/book/manage/:token/cancellation", { token })}
        noValidate
      >
        <PageHeading knot title="Cancel this booking?" lede={<p>{terms(page)}</p>} />
        <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
        <BookingFacts page={page} />
        <TextArea
          name="reason"
          label={`A word to ${therapist.firstName}`}
          required={false}
          hint="You don’t have to give a reason."
          maxLength={2000}
          value={actionData?.typed.reason}
          error={errors.reason}
        />
        <div className="cluster">
          <Button kind="danger" busy="Cancelling…">
            Cancel the booking
          </Button>
          <ButtonLink kind="quiet" href={href("/book/manage/:token/move", { token })}>
            Move it instead
          </ButtonLink>
          <ButtonLink kind="quiet" href={href("/book/manage/:token", { token })}>
            Keep it
          </ButtonLink>
        </div>
      </form>
    </Site>
  );
}

/** The terms, said before the button. */
function terms({
  isLate,
  feePercent,
  freeUntil,
  therapist,
  price,
}: {
  isLate: boolean;
  feePercent: number;
  freeUntil: string;
  therapist: { firstName: string };
  price: string | null;
}): string {
  if (!isLate) return `Cancelling costs nothing until ${freeUntil}. The time goes to somebody else.`;
  if (feePercent === 0)
    return `It’s close now, so ${therapist.firstName} may already be getting ready. Cancelling still costs nothing; thank you for saying so.`;
  return `It’s later than ${freeUntil}. Cancelling now keeps ${feePercent}% of the ${price} fee unless ${therapist.firstName} waives it. You can move it once. Ill or in trouble? Write to ${therapist.firstName}.`;
}
