import { availabilityOf, type Shape } from "#app/domain/availability/find-openings.ts";
import { openings } from "#app/domain/availability/openings.ts";
import { type OpenDiary, readDiary } from "#app/domain/availability/queries.ts";
import { shapeOf } from "#app/domain/bookings/move.ts";
import { findBooking, type WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { typeOf } from "#app/domain/session-types/queries.ts";
import { DAY } from "#app/values/zoned.ts";
import type { Wait } from "./link.ts";
import { fits } from "./rules.ts";

/** How far ahead an opening is looked for. */
const reach = 62 * DAY;

/** What somebody waits for: openings of a type, in a shape, before a moment; and the booking that would be moved. */
export type Sought = {
  therapistId: string;
  typeSlug: string;
  shape: Shape | null;
  before: number;
  isNew: boolean;
  region: string | null;
  found: WholeBooking | null;
};

/** What a place in line stands for now, or null when there is nothing left to wait for. */
export async function soughtBy(
  ctx: Ctx,
  wait: Pick<Wait, "kind" | "therapistId" | "sessionTypeId" | "bookingId" | "region">,
): Promise<Sought | null> {
  const { therapistId, region } = wait;
  const now = ctx.now().getTime();
  if (wait.bookingId) {
    const found = await findBooking(ctx, wait.bookingId);
    if (found?.booking.status !== "confirmed" || found.appointment.startsAt.getTime() <= now) return null;
    const before = found.appointment.startsAt.getTime();
    return {
      therapistId,
      typeSlug: found.type.slug,
      shape: shapeOf(found),
      before,
      isNew: false,
      region,
      found,
    };
  }
  const type = await typeOf(ctx, wait.sessionTypeId);
  if (type?.kind !== "discovery") return null; // The gate: a stranger is offered nothing but a first call.
  return {
    therapistId,
    typeSlug: type.slug,
    shape: null,
    before: now + reach,
    isNew: true,
    region,
    found: null,
  };
}

export type Fitting = { open: OpenDiary; shape: Shape; starts: number[] };
export type Look = (sought: Sought) => Promise<Fitting | null>;

/**
 * A way to look for openings again and again under the therapist's lock: each type and shape is laid out once, until
 * `changed` says that time was given away. Null where the type is not offered, or to nobody new.
 */
export function lookingIn(ctx: Ctx): { look: Look; changed: () => void } {
  const seen = new Map<string, Promise<Fitting | null>>();
  const look = (sought: Sought) => {
    const key = JSON.stringify([sought.therapistId, sought.typeSlug, sought.shape, sought.isNew]);
    const known = seen.get(key) ?? layOut(ctx, sought);
    seen.set(key, known);
    return known;
  };
  return { look, changed: () => seen.clear() };
}

async function layOut(ctx: Ctx, sought: Sought): Promise<Fitting | null> {
  const now = ctx.now().getTime();
  const span = { from: now, to: now + reach };
  const open = await readDiary(ctx, { ...sought, ...span });
  if (!open || (sought.isNew && !open.takesNew)) return null;
  const { minutes, bufferBefore, bufferAfter } = sought.shape ?? open.type;
  const shape = { minutes, bufferBefore, bufferAfter };
  const found = openings(availabilityOf(open, now, shape), { ...span, visitorZone: open.therapist.zone });
  return { open, shape, starts: found.map(({ startsAt }) => startsAt) };
}

/** Whether somebody may be seen where they said they are: online, whoever is new only as far as the licences reach. */
export function isWithinLicences(
  { open: { type, regions } }: Pick<Fitting, "open">,
  { isNew, region }: Pick<Sought, "isNew" | "region">,
): boolean {
  if (!isNew || type.place !== "online" || regions.length === 0) return true;
  return region !== null && regions.includes(region);
}

/** The starts (ms) that would suit somebody, in order of time. */
export function suiting(
  { open, starts }: Fitting,
  { before, region, isNew }: Sought,
  { windows, guestZone }: Pick<Wait, "windows" | "guestZone">,
): number[] {
  if (!isWithinLicences({ open }, { isNew, region })) return [];
  return starts.filter((at) => at < before && fits(windows, guestZone, at));
}
