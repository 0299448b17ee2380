import type { z } from "zod";
import { openingsBetween } from "#app/domain/availability/find-openings.ts";
import { isUnlockedFor, whoLooks } from "#app/domain/bookings/asking.ts";
import { orNotFound } from "#app/http.ts";
import { addDays, dayOf, startOfDay } from "#app/values/zoned.ts";
import type { Route } from "./+types/openings";
import { doorOf } from "./door.ts";
import { readByAnyone } from "./methods.ts";
import { readQuery } from "./read.ts";
import { type openings, openingsQuery } from "./shapes.ts";
import { spans } from "./spans.ts";
import { askRefusals, refusal } from "./words.ts";

export const middleware: Route.MiddlewareFunction[] = [readByAnyone];

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const query = readQuery(request, openingsQuery);
  const { ctx, therapist, type } = await doorOf(context, params.slug, query.type);
  // A locked door says nothing about the room.
  if (!(await isUnlockedFor(ctx, { therapistId: therapist.id, type })))
    return refusal("needs_discovery", askRefusals.needs_discovery);

  const { tz = therapist.zone, days: count = 14, from = dayOf(tz, ctx.now()) } = query;
  const until = addDays(from, count);
  const span = { from: startOfDay(tz, from), to: startOfDay(tz, until) };
  const asked = { therapistId: therapist.id, typeSlug: type.slug, visitorZone: tz, ...span };
  const forWhom = await whoLooks(ctx, asked);
  const found = orNotFound(await openingsBetween(ctx, { ...asked, ...forWhom }));
  const byDate = Map.groupBy(found.openings, ({ day }) => day);
  const dates = Array.from({ length: count }, (_, day) => addDays(from, day));
  const days = dates.map((date) => ({
    date,
    openings: spans(
      (byDate.get(date) ?? []).map(({ startsAt }) => startsAt),
      type.minutes,
    ),
  }));
  return { timeZone: tz, days } satisfies z.infer<typeof openings>;
}
