import type { ReaderCtx } from "#app/domain/notifications/facts.ts";
import { type Notice, noticesOf, unreadCount } from "#app/domain/notifications/notices.ts";
import { timeOnALine } from "#app/routes/when.ts";
import { addDays, dayOf, formatDay } from "#app/values/zoned.ts";
import { noticeInWords, outOfSight } from "./words.ts";

const pageLength = 25;

/** By whose clock days begin, and which one a client chose for everything, if they did. */
type Reading = { zone: string; chosen: string | null; locale: string };

/** A page of somebody's notices in words, by the days they were told; `until` is the newest of them (ms). */
export async function noticeList(ctx: ReaderCtx, query: URLSearchParams, reading: Reading) {
  const onlyUnread = query.get("show") === "unread";
  const before = query.get("before");
  const [{ notices, more }, unread] = await Promise.all([
    noticesOf(ctx, { count: pageLength, before, onlyUnread }),
    unreadCount(ctx),
  ]);
  const now = ctx.now().getTime();
  const byDay = Map.groupBy(notices, ({ createdAt }) => dayOf(reading.zone, createdAt));
  return {
    days: [...byDay].map(([date, told]) => ({
      title: dayInWords(date, now, reading, told[0]?.createdAt.getTime() ?? now),
      lines: told.map((notice) => lineOf(notice, reading)),
    })),
    more,
    unread,
    onlyUnread,
    isEarlier: before !== null,
    until: Math.max(now, notices[0]?.createdAt.getTime() ?? 0),
  };
}

export type NoticeList = Awaited<ReturnType<typeof noticeList>>;

function dayInWords(date: string, now: number, { zone, locale }: Reading, at: number): string {
  const today = dayOf(zone, now);
  if (date === today) return "Today";
  return date === addDays(today, -1) ? "Yesterday" : formatDay(at, zone, { locale });
}

function lineOf(notice: Notice, { zone, chosen, locale }: Reading) {
  const said = noticeInWords(notice, { zone: chosen, locale });
  return {
    id: notice.id,
    title: said?.title ?? outOfSight,
    about: said?.about ?? null,
    leads: said !== null,
    at: timeOnALine(notice.createdAt.getTime(), { zone, locale }),
    isRead: notice.isRead,
  };
}
