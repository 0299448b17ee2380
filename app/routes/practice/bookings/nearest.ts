import { nearestOpenings } from "#app/domain/availability/find-openings.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { whenAndWhere } from "#app/routes/when.ts";

type Asked = { therapistId: string; typeSlug: string; except?: string; zone: string; locale: string };

/** The open times nearest to one that could not be had, as a sentence; empty where there are none. */
export async function nearestInWords(
  ctx: Ctx,
  { zone, locale, ...asked }: Asked,
  startsAt: number,
): Promise<string> {
  const nearest = await nearestOpenings(ctx, { ...asked, visitorZone: zone }, startsAt);
  if (nearest.length === 0) return "";
  const said = nearest.map((at) => whenAndWhere(at, { zone, locale }).when);
  return ` The nearest open times are ${new Intl.ListFormat(locale).format(said)}.`;
}
