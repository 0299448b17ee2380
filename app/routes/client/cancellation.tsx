import { data, href, redirect } from "react-router";
import { z } from "zod";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { ownBooking } from "#app/domain/bookings/queries.ts";
import { takeBack } from "#app/domain/bookings/take-back.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { orNotFound, readForm } from "#app/http.ts";
import { CancellationForm, canBeCalledOff, cancelRefusals } from "#app/routes/cancellation-form.tsx";
import { costOfCancelling } from "#app/routes/cancelling.ts";
import { tick } from "#app/routes/form-fields.ts";
import { shownBooking } from "#app/routes/shown-booking.ts";
import type { Route } from "./+types/cancellation";
import type { ClientHandle } from "./client.tsx";
import { clockOf, whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export async function loader({ context, params }: Route.LoaderArgs) {
  const here = whoIsHere(context);
  const whole = orNotFound(await ownBooking(here.ctx, params.id, mayAct));
  const now = here.ctx.now().getTime();
  const page = shownBooking(whole, { zone: clockOf(here, whole), now });
  if (!canBeCalledOff(page)) throw redirect(href("/client/sessions/:id", params));
  return { id: params.id, ...page, cost: costOfCancelling(whole, now) };
}

const schema = z.object({
  reason: wish.note.optional(),
  /** Whether it was a request that they saw, and so was promised to cost nothing. */
  asked: tick,
});

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  const { booking } = orNotFound(await ownBooking(ctx, params.id, mayAct));
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { id: bookingId, therapistId } = booking;
  const off = { bookingId, therapistId, reason: form.value.reason || undefined };
  const cancelled = form.value.asked ? await takeBack(ctx, off) : await cancel(ctx, { ...off, by: "client" });
  const page = href("/client/sessions/:id", params);
  // Of a request taken back the page says itself what became of it.
  if (cancelled.ok) throw redirect(form.value.asked ? page : `${page}?news=cancelled`, 303);
  if (cancelled.refusal === "already_cancelled") throw redirect(page, 303);
  return data(
    { errors: { reason: cancelRefusals[cancelled.refusal] }, typed: {} as Record<string, string> },
    { status: cancelled.refusal === "accepted_meanwhile" ? 409 : 422 },
  );
}

export function meta() {
  return [{ title: "Cancel your session" }, { name: "robots", content: "noindex" }];
}

export default function Cancellation({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id } = page;
  return (
    <CancellationForm
      page={page}
      title={page.status === "requested" ? "Take your request back?" : "Cancel this session?"}
      action={href("/client/sessions/:id/cancellation", { id })}
      moveHref={href("/client/sessions/:id/move", { id })}
      keepHref={href("/client/sessions/:id", { id })}
      where={page.place === "online" ? "By video" : undefined}
      typed={actionData?.typed ?? {}}
      errors={actionData?.errors ?? {}}
    />
  );
}
