import type { z } from "zod";
import { freeUntil, moveRefusal, waysInto } from "#app/domain/bookings/rules.ts";
import type { Route } from "./+types/booking";
import { heldBy } from "./door.ts";
import { takes } from "./methods.ts";
import type { booking as answer } from "./shapes.ts";
import { span } from "./spans.ts";

export const middleware: Route.MiddlewareFunction[] = [takes("GET", "HEAD")];

export async function loader({ params, context }: Route.LoaderArgs): Promise<z.infer<typeof answer>> {
  const { ctx, booking: found } = await heldBy(context, params.token);
  const { booking, appointment, therapist, type } = found;
  const [startsAt, endsAt] = [appointment.startsAt.getTime(), appointment.endsAt.getTime()];
  const now = ctx.now().getTime();
  return {
    id: booking.id,
    status: booking.status,
    ...span(startsAt, endsAt),
    therapist: { name: therapist.name, slug: therapist.slug },
    type: { slug: type.slug, name: type.name, minutes: Math.round((endsAt - startsAt) / 60_000) },
    place: appointment.place,
    timeZone: booking.guestZone,
    freeUntil: new Date(freeUntil({ ...booking, startsAt })).toISOString(),
    canMove: moveRefusal({ ...booking, startsAt }, now) === null,
    canCancel: startsAt > now && waysInto("cancelled").includes(booking.status),
  };
}
