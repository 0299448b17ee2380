import { data, href, redirect } from "react-router";
import { z } from "zod";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { takeBack } from "#app/domain/bookings/take-back.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { readForm } from "#app/http.ts";
import { CancellationForm, canBeCalledOff, cancelRefusals } from "#app/routes/cancellation-form.tsx";
import { costOfCancelling } from "#app/routes/cancelling.ts";
import { tick } from "#app/routes/form-fields.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import type { Route } from "./+types/cancellation";
import { heldBy, heldPage, privately } from "./held.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const held = await heldBy(context, params.token);
  const page = await heldPage(held);
  if (!canBeCalledOff(page)) throw redirect(href("/book/manage/:token", params));
  const cost = costOfCancelling(held.booking, held.ctx.now().getTime());
  return data({ ...page, cost }, privately);
}

const schema = z.object({
  reason: wish.note.optional(),
  /** Whether it was a request that they saw, and so was promised to cost nothing. */
  asked: tick,
});

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx, booking: whole } = await heldBy(context, params.token);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { id: bookingId, therapistId } = whole.booking;
  const off = { bookingId, therapistId, reason: form.value.reason || undefined };
  const cancelled = form.value.asked ? await takeBack(ctx, off) : await cancel(ctx, { ...off, by: "client" });
  if (cancelled.ok || cancelled.refusal === "already_cancelled")
    throw redirect(href("/book/manage/:token", params), 303);
  return data(
    { errors: { reason: cancelRefusals[cancelled.refusal] }, typed: {} as Record<string, string> },
    { status: cancelled.refusal === "accepted_meanwhile" ? 409 : 422 },
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
  const { frame, token } = page;
  return (
    <Site frame={frame} canLeave>
      <CancellationForm
        page={page}
        title={page.status === "requested" ? "Take your request back?" : "Cancel this booking?"}
        action={href("/book/manage/:token/cancellation", { token })}
        moveHref={href("/book/manage/:token/move", { token })}
        keepHref={href("/book/manage/:token", { token })}
        typed={actionData?.typed ?? {}}
        errors={actionData?.errors ?? {}}
      />
    </Site>
  );
}
