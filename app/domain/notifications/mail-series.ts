import { eventAt } from "#app/domain/audit/queries.ts";
import { isInvented, safeContactAt } from "#app/domain/clients/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { accountOf } from "#app/domain/therapists/queries.ts";
import type { SeriesChange } from "#app/emails/letter/series.ts";
import { seriesLetters } from "#app/emails/series.tsx";
import { therapistSeries } from "#app/emails/therapist-series.tsx";
import type { World } from "#app/world.ts";
import { enveloped } from "./compose.ts";
import { bookingEventOf, type ComposedSeries, seriesLetter } from "./compose-series.ts";
import { deliver, supersede } from "./deliver.ts";
import { ownDeed } from "./own-deed.ts";
import { unsubscribeUrl } from "./unsubscribe.ts";
import { wants } from "./wants.ts";

/** The job that tells a client, in one letter, what became of several dates of their series. */
export function tellsClientOfSeries(change: SeriesChange) {
  return async (ctx: Ctx, world: World, subject: Subject): Promise<void> => {
    const key = `client:series_${change}:${subject.subjectId}:${subject.sequence}`;
    const composed = await seriesLetter(ctx, subject, change);
    if (!composed || (await wasNeverTold(ctx, composed))) return supersede(ctx, key);
    const { letter, one } = composed;
    const { guestEmail: to, clientId } = one.booking;
    if (!to || (await isInvented(ctx, clientId))) return;
    const own = await ownDeed(ctx, one, bookingEventOf[change]);
    if (own?.isUnwanted) return supersede(ctx, key);
    const first = { ...letter.first, ...own?.stop };
    const { mayEmail, isDiscreet } = await safeContactAt(ctx, clientId, to);
    if (!mayEmail) return;
    const sender = isDiscreet ? { ...one.practice, name: "Appointments" } : one.practice;
    await deliver(ctx, world, {
      key,
      letter: `client_series_${change}`,
      subjectId: subject.subjectId,
      write: () => enveloped(world, seriesLetters[change]({ ...letter, first }), { to, practice: sender }),
    });
  };
}

/** The job that tells the therapist the same, unless she does without letters about her diary. */
export function tellsTherapistOfSeries(change: SeriesChange) {
  return async (ctx: Ctx, world: World, subject: Subject): Promise<void> => {
    const key = `therapist:series_${change}:${subject.subjectId}:${subject.sequence}`;
    const composed = await seriesLetter(ctx, subject, change);
    if (!composed) return supersede(ctx, key);
    const { letter, one } = composed;
    const { email: to, userId } = await accountOf(ctx, one.therapist.id);
    if (!(await wants(ctx, userId, "diary", "email"))) return supersede(ctx, key);
    const first = { ...letter.first, unsubscribeUrl: await unsubscribeUrl(ctx, userId, "diary") };
    const deskUrl = `${ctx.appUrl}/practice/series/${subject.subjectId}`;
    await deliver(ctx, world, {
      key,
      letter: `therapist_series_${change}`,
      subjectId: subject.subjectId,
      write: () =>
        enveloped(world, therapistSeries({ ...letter, first, deskUrl }, change), {
          to,
          practice: one.practice,
        }),
    });
  };
}

/**
 * A client who took their new series back within the minutes its letter waits was never told of it: then there is nothing
 * to take back.
 */
async function wasNeverTold(ctx: Ctx, { all, isUndone }: ComposedSeries): Promise<boolean> {
  if (!isUndone || !all.every(({ booking }) => booking.sequence === 1)) return false;
  const made = await Promise.all(
    all.map(({ booking }) => eventAt(ctx, "booking.confirmed", { id: booking.id, sequence: 0 })),
  );
  return made.every((event) => event?.actor.startsWith("client:") === true);
}
