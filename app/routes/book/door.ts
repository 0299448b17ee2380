import type { RouterContextProvider } from "react-router";
import { visitor } from "#app/context.ts";
import type { Ctx } from "#app/domain/ctx.ts";
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
