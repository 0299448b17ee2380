import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { findSeries } from "#app/domain/series/queries.ts";
import type { World } from "#app/world.ts";
import type { kinds, NoticeKind } from "./kinds.ts";
import { notify, peopleToTell, therapistToTell } from "./notify.ts";

type SeriesKind = {
  [Kind in NoticeKind]: (typeof kinds)[Kind]["about"] extends "series" ? Kind : never;
}[NoticeKind];

/** The job that tells a series' therapist and its client of a change of several dates, once, inside the house. */
export function tellsOfSeries(kind: SeriesKind) {
  return async (ctx: Ctx, _world: World, subject: Subject): Promise<void> => {
    const found = await findSeries(ctx, subject.subjectId);
    if (!found) return;
    await notify(ctx, kind, subject, await therapistToTell(ctx, found.therapistId));
    await notify(ctx, kind, subject, await peopleToTell(ctx, found.clientId));
  };
}
