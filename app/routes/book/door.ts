import { href, type RouterContextProvider, redirect } from "react-router";
import { visitor } from "#app/context.ts";
import { isUnlockedFor } from "#app/domain/bookings/asking.ts";
import { type Ctx, isClient } from "#app/domain/ctx.ts";
import { offeredBy, type SessionType } from "#app/domain/session-types/queries.ts";
import { isOneToOne } from "#app/domain/session-types/rules.ts";
import { type Site, siteOf } from "#app/domain/site/queries.ts";
import { findPublished, type Therapist } from "#app/domain/therapists/queries.ts";
import { houseOf, inPractice, orNotFound } from "#app/http.ts";
import { isZone } from "#app/values/zoned.ts";

/** Whom and what somebody came to book, and by which clock they read. */
export type Door = {
  ctx: Ctx;
  site: Site;
  therapist: Therapist;
  type: SessionType;
  /** The zone the times are shown in, and whether anybody said so. */
  zone: string;
  zoneIsKnown: boolean;
};

/** The therapist and the session type of an address; 404 for a name or a type that is not there. */
export async function doorOf(
  context: Readonly<RouterContextProvider>,
  slug: string,
  query: URLSearchParams,
): Promise<Door> {
  const therapist = orNotFound(await findPublished(houseOf(context), slug));
  const ctx = inPractice(context, therapist.practiceId);
  const [site, types] = await Promise.all([siteOf(ctx), offeredBy(ctx, therapist.id)]);
  const asked = query.get("type");
  const bookable = types.filter(isOneToOne);
  const type = orNotFound(
    asked === null
      ? (bookable.find(({ kind }) => kind === "discovery") ?? bookable[0])
      : bookable.find(({ slug }) => slug === asked),
  );

  const told = query.get("tz");
  const chosen = told !== null && isZone(told) ? told : context.get(visitor).zone;
  // A room with an address has one clock, whoever reads it.
  const zone = type.place === "in_person" ? therapist.zone : (chosen ?? therapist.zone);
  return { ctx, site, therapist, type, zone, zoneIsKnown: chosen !== null };
}

/**
 * Whether the door of a type stands open to whoever asks here. A client who is signed in is led to their own page of
 * the same type, where their name and address are known, with the time they had in mind.
 */
export async function entranceOf(
  { ctx, therapist, type }: Door,
  query: URLSearchParams,
): Promise<"open" | "shut"> {
  if (!(await isUnlockedFor(ctx, { therapistId: therapist.id, type }))) return "shut";
  if (!isClient(ctx)) return "open";
  const kept = new URLSearchParams([...query].filter(([name]) => ["at", "from", "tz"].includes(name)));
  const own = href("/client/book/:therapist/:type", { therapist: therapist.slug, type: type.slug });
  throw redirect(kept.size > 0 ? `${own}?${kept}` : own, 303);
}
