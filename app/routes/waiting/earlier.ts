import { data } from "react-router";
import { z } from "zod";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { type EarlierRefusal, joinEarlier, waitingFor } from "#app/domain/waiting/join-earlier.ts";
import { waitToken } from "#app/domain/waiting/link.ts";
import { type FieldErrors, readForm } from "#app/http.ts";
import { zoneCity } from "#app/values/zoned.ts";
import { openNow } from "./open-now.ts";
import { tickedFor, windowFields, windowsTicked } from "./windows.ts";

const schema = z.object(windowFields);

/** What the form for an earlier time opens with. */
export async function earlierForm(ctx: Ctx, { booking, practice, therapist }: WholeBooking) {
  const wait = await waitingFor(ctx, booking.id);
  return {
    firstName: therapist.firstName,
    locale: practice.locale,
    zone: zoneCity(booking.guestZone),
    isWaiting: wait !== null,
    typed: tickedFor(wait?.windows ?? []),
  };
}

export type EarlierForm = Awaited<ReturnType<typeof earlierForm>>;

/** Put a booking on the list for an earlier time, as a form asks; what was wrong with it, or the token of its place. */
export async function joinByForm(ctx: Ctx, bookingId: string, request: Request) {
  const form = await readForm(request, schema);
  if (!form.ok)
    return { ok: false as const, answer: data({ errors: form.errors, typed: form.typed }, { status: 422 }) };
  const joined = await joinEarlier(ctx, { bookingId, windows: windowsTicked(form.value) });
  if (joined.ok)
    return { ok: true as const, wait: joined.value.wait, token: waitToken(ctx, joined.value.wait) };
  if (joined.refusal === "not_here") throw data(null, { status: 404 });
  const errors: FieldErrors = { "day-1": refusals[joined.refusal] };
  const status = joined.refusal === "no_address" ? 422 : 409;
  return { ok: false as const, answer: data({ errors, typed: form.typed }, { status }) };
}

const refusals: Record<Exclude<EarlierRefusal, "not_here">, string> = {
  not_booked: "This booking doesn’t lie ahead any more, so there is nothing to move.",
  no_address: "There is no email address to write to when a time opens.",
  open_now: openNow.earlier,
};
