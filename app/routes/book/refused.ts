import { nearestOpenings } from "#app/domain/availability/find-openings.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { AskRefusal } from "#app/domain/reception/ask.ts";
import type { SessionType } from "#app/domain/session-types/queries.ts";
import { licensedIn, type Therapist } from "#app/domain/therapists/queries.ts";
import { timeOnALine } from "#app/routes/when.ts";
import { dayOf } from "#app/values/zoned.ts";
import { kindly } from "./refusals.ts";
import { inASentence, slotDaysOf } from "./slots.ts";

/** What a refused wish was about: whom, what, and whose clock and locale its page is written by. */
export type Refused = {
  ctx: Ctx;
  therapist: Therapist;
  type: SessionType;
  zone: string;
  site: { locale: string };
  isKnown?: boolean;
};

type About = { at: number; refusal: AskRefusal; near?: number[] | undefined; region?: string | undefined };

/** A refusal as a page says it, with the open times nearest to the one wished for (`at`, ms) where it is the time that is wrong. */
export async function refusalOf(door: Refused, { at, refusal, near, region }: About) {
  const { ctx, site, therapist, type, zone, isKnown = false } = door;
  const clock = { zone, locale: site.locale };
  const dayIn = (instant: number) => dayOf(zone, instant);
  const asked = { therapistId: therapist.id, typeSlug: type.slug, visitorZone: zone, isKnown };
  const starts = near ?? (await nearestOpenings(ctx, asked, at));
  const whoCan =
    refusal === "not_licensed_there" && region
      ? await licensedIn(ctx, region, dayOf(therapist.zone, ctx.now()))
      : [];
  const words = kindly(refusal, {
    wished: timeOnALine(at, clock),
    nearest: starts.length > 0 ? inASentence(starts, at, clock, dayIn) : null,
    firstName: therapist.firstName,
    whoCan: whoCan.map(({ name }) => name),
  });
  // Other times are offered when it is the time that is wrong; otherwise the one they chose is kept.
  const isTheTime = words.errors.at !== undefined && starts.length > 0;
  return { ...words, nearest: isTheTime ? slotDaysOf(starts, clock, dayIn) : null };
}
