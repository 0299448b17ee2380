import { daysOfTimes } from "#app/domain/availability/find-openings.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { offeredBy } from "#app/domain/session-types/queries.ts";
import { isOneToOne } from "#app/domain/session-types/rules.ts";
import { takesNewPeople } from "#app/domain/therapists/has-room.ts";
import type { Therapist } from "#app/domain/therapists/queries.ts";
import { slotDays } from "#app/routes/book/slots.ts";
import type { SlotDay } from "#app/ui/slot-picker.tsx";
import { dayOf } from "#app/values/zoned.ts";

/** What clients are shown of a therapist now, or why it is nothing. */
export type Preview = {
  types: { slug: string; name: string }[];
  current: string | null;
  days: SlotDay[];
  why: "hidden" | "full" | "no_types" | "no_times" | null;
};

const daysShown = 6;

/** The next days with times for a type, asked of the same rules as the booking page, in the therapist's own clock. */
export async function previewOf(
  ctx: MemberCtx,
  therapist: Therapist,
  { typeSlug, locale }: { typeSlug: string | null; locale: string },
): Promise<Preview> {
  const offered = (await offeredBy(ctx, therapist.id)).filter(isOneToOne);
  const type = offered.find(({ slug }) => slug === typeSlug) ?? offered[0];
  const types = offered.map(({ slug, name }) => ({ slug, name }));
  const nothing = { types, current: type?.slug ?? null, days: [] };
  if (!therapist.isPublished) return { ...nothing, why: "hidden" };
  if (!type) return { ...nothing, why: "no_types" };
  const isForNew = type.kind === "discovery";
  if (isForNew && !(await takesNewPeople(ctx, therapist.id))) return { ...nothing, why: "full" };
  const found = await daysOfTimes(ctx, {
    therapistId: therapist.id,
    typeSlug: type.slug,
    visitorZone: therapist.zone,
    isKnown: !isForNew,
    from: dayOf(therapist.zone, ctx.now()),
    count: daysShown,
  });
  const days = slotDays(found?.days ?? [], { zone: therapist.zone, locale });
  return { ...nothing, days, why: days.length > 0 ? null : "no_times" };
}
