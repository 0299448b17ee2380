import { clientInReach } from "#app/domain/clients/choices.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import type { Deed } from "#app/domain/practices/rules.ts";
import { findSeries } from "#app/domain/series/queries.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import { orNotFound } from "#app/http.ts";
import { rhythmShown } from "#app/routes/series/series-shown.ts";

/** A series in reach of whoever is at work, as its pages begin with it; 404 for any other. */
export async function seriesOnDesk(ctx: MemberCtx, deed: Deed, id: string) {
  const series = orNotFound(await findSeries(ctx, id, { deed }));
  const [client, therapists, { locale }] = await Promise.all([
    clientInReach(ctx, deed, series.clientId),
    therapistsWithin(ctx, deed),
    ownPractice(ctx),
  ]);
  const therapist = orNotFound(therapists.find((one) => one.id === series.therapistId));
  const isOwn = therapist.id === ctx.actor.therapistId;
  return {
    series,
    therapist,
    locale,
    clientName: client?.name ?? "",
    rhythm: rhythmShown(series, { zone: series.zone, locale }),
    /** Whose diary it is: "your", "Maren’s"; and the name that is away then, none for one's own. */
    whose: isOwn ? "your" : `${therapist.firstName}’s`,
    name: isOwn ? "" : therapist.firstName,
  };
}
