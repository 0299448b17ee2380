import { href } from "react-router";
import type { News } from "#app/domain/notifications/unread-news.ts";
import { ago } from "#app/routes/practice/in-words.ts";
import { whenAndWhere } from "#app/routes/when.ts";

type Clock = { zone: string; locale: string };

const happened: Record<string, string | undefined> = {
  "booking.confirmed": "Booked",
  "booking.moved": "Moved",
  "booking.cancelled": "Cancelled",
};

/** What a member was told and has not read, in words; `until` is the newest of it, epoch milliseconds. */
export function newsInWords({ lines, count }: { lines: News[]; count: number }, clock: Clock, now: number) {
  return {
    lines: lines.map((news) => ({ ...inWords(news, clock, ago(news.createdAt.getTime(), now)) })),
    more: count - lines.length,
    until: lines[0]?.createdAt.getTime() ?? 0,
  };
}

function inWords({ id, kind, bookingId, clientId, clientName, startsAt }: News, clock: Clock, since: string) {
  if (kind === "account.closed" && clientId)
    return {
      id,
      title: `${clientName} closed their account`,
      aside: since,
      href: href("/practice/clients/:id", { id: clientId }),
    };
  if (!bookingId || !startsAt) return { id, title: "Something changed", aside: since };
  return {
    id,
    title: `${happened[kind] ?? "Changed"}: ${clientName}`,
    aside: `${whenAndWhere(startsAt.getTime(), clock).when} · ${since}`,
    href: href("/practice/bookings/:id", { id: bookingId }),
  };
}
