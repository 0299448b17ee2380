import { diaryLines } from "#app/domain/bookings/diary.ts";
import { clientsToGive, holdersOf, itemWithin, othersWhoSaw } from "#app/domain/content/reach.ts";
import { isHeard } from "#app/domain/content/rules.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { proseOf } from "#app/domain/site/prose.ts";
import { therapistById } from "#app/domain/therapists/queries.ts";
import { orNotFound } from "#app/http.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { DAY, dayOf } from "#app/values/zoned.ts";

/** Everything the page of an item shows. */
export async function itemOf(ctx: MemberCtx, itemId: string) {
  const item = orNotFound(await itemWithin(ctx, itemId));
  const { zone, firstName } = orNotFound(await therapistById(ctx, item.therapistId));
  const { locale } = await ownPractice(ctx);
  const now = ctx.now();
  const when = (at: Date) => whenAndWhere(at.getTime(), { zone, locale }).when;
  const [holders, others, clients, sessions] = await Promise.all([
    holdersOf(ctx, item),
    othersWhoSaw(ctx, item),
    clientsToGive(ctx, item),
    diaryLines(ctx, "diary.see", {
      therapistId: item.therapistId,
      from: new Date(now.getTime() - 30 * DAY),
      until: new Date(now.getTime() + 60 * DAY),
      statuses: ["confirmed", "attended"],
    }),
  ]);
  const canHave = new Set(clients.filter(({ hasIt }) => !hasIt).map(({ clientId }) => clientId));
  const sessionOf = new Map(sessions.map((one) => [one.id, when(one.startsAt)]));
  return {
    id: item.id,
    kind: item.kind,
    title: item.title,
    words: item.words,
    html: proseOf(item.words),
    transcript: item.transcript,
    duration: item.duration,
    isHeard: isHeard(item.kind),
    fileId: item.fileId,
    url: item.url,
    therapistName: firstName,
    isPutAway: item.putAwayAt !== null,
    everybody: item.isForEverybody
      ? { since: when(item.availableFrom), isAhead: item.availableFrom > now }
      : null,
    today: dayOf(zone, now),
    holders: holders.map((one) => ({
      clientId: one.clientId,
      name: one.name,
      given: one.from > now ? `From ${when(one.from)}` : `Since ${when(one.from)}`,
      session: one.bookingId && (sessionOf.get(one.bookingId) ?? null),
      seen: one.seenAt && when(one.seenAt),
      isFinished: one.isFinished,
    })),
    others: others.map(({ clientId, name, seenAt }) => ({ clientId, name, seen: when(seenAt) })),
    clients: clients.filter(({ hasIt }) => !hasIt).map(({ clientId, name }) => ({ clientId, name })),
    sessions: sessions
      .filter(({ clientId }) => canHave.has(clientId))
      .map(({ id, clientName, startsAt }) => ({ value: id, label: `${clientName}, ${when(startsAt)}` })),
  };
}

export type ItemPage = Awaited<ReturnType<typeof itemOf>>;
