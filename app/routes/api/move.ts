import { nearestOpenings } from "#app/domain/availability/find-openings.ts";
import type { Held } from "#app/domain/bookings/queries.ts";
import { isClient } from "#app/domain/ctx.ts";
import { moveAfterLook } from "#app/domain/reception/move-after-look.ts";
import { worldOf } from "#app/http.ts";
import { MINUTE } from "#app/values/zoned.ts";
import type { Route } from "./+types/move";
import { heldBy } from "./door.ts";
import { manageable } from "./manageable.ts";
import { takes } from "./methods.ts";
import { readJson } from "./read.ts";
import { newTime } from "./shapes.ts";
import { spans } from "./spans.ts";
import { moveRefusals, refusal } from "./words.ts";

export const middleware: Route.MiddlewareFunction[] = [takes("POST")];

export async function action({ request, params, context }: Route.ActionArgs) {
  const { startsAt } = await readJson(request, newTime);
  const held = await heldBy(context, params.token);
  const { id } = held.booking.booking;
  const minutes = minutesOf(held);
  const moved = await moveAfterLook(held.ctx, worldOf(context), held.booking, startsAt);
  if (moved.ok) {
    const endsAt = startsAt + minutes * MINUTE;
    return manageable(held.ctx, { id, status: "confirmed", startsAt, endsAt, token: moved.value.token });
  }
  const nearest = moved.refusal === "slot_taken" ? await nearTo(held, startsAt) : [];
  return refusal(moved.refusal, moveRefusals[moved.refusal], spans(nearest, minutes));
}

function nearTo({ ctx, booking: { booking, type } }: Held, startsAt: number): Promise<number[]> {
  const { therapistId, appointmentId: except, guestZone: visitorZone } = booking;
  // Whoever holds a booking is known to its therapist, and moves it by the same rules as the pages.
  const forWhom = { isKnown: true, clientId: isClient(ctx) ? booking.clientId : undefined };
  const asked = { therapistId, typeSlug: type.slug, visitorZone, except, ...forWhom };
  return nearestOpenings(ctx, asked, startsAt);
}

function minutesOf({ booking: { appointment } }: Held): number {
  return (appointment.endsAt.getTime() - appointment.startsAt.getTime()) / MINUTE;
}
