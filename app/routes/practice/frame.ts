import { href, type RouterContextProvider } from "react-router";
import { heldOpen } from "#app/domain/clients/glass.ts";
import { unreadMessages } from "#app/domain/messaging/lists.ts";
import { unreadCount } from "#app/domain/notifications/notices.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { placesOf } from "#app/domain/practices/standings.ts";
import { asMember } from "#app/http.ts";
import { timeOnALine } from "#app/routes/when.ts";

const inbox = href("/practice/messages");
const notices = href("/practice/notices");

/** What stands around every page of a practice's own side: its name, and the ways a member may go. */
export async function frameOf(context: Readonly<RouterContextProvider>) {
  const ctx = asMember(context, "security.own");
  const [practice, places, unread, messages, open] = await Promise.all([
    ownPractice(ctx),
    placesOf(ctx, ctx.actor.userId),
    unreadCount(ctx),
    unreadMessages(ctx),
    heldOpen(ctx),
  ]);
  // What broken glass opens is reached from its record.
  const sees = (deed: Parameters<typeof reachOf>[1]) =>
    !["none", "opened"].includes(reachOf(ctx.actor, deed));
  return {
    name: practice.name,
    open: open.map(({ clientId, clientName, until }) => ({
      ...{ clientId, clientName },
      until: timeOnALine(until.getTime(), practice),
    })),
    hasOtherPlaces: places.length > 1,
    nav: ways
      .filter(({ deed }) => sees(deed))
      .map(({ deed: _, ...way }) => ({
        ...way,
        ...(way.href === notices && { count: unread, isLive: sees("diary.see") }),
        ...(way.href === inbox && { count: messages }),
      })),
  };
}

export type Frame = Awaited<ReturnType<typeof frameOf>>;

const ways = [
  { label: "Today", href: href("/practice/today"), deed: "diary.see", isFirst: true },
  { label: "Calendar", href: href("/practice/calendar"), deed: "diary.see", isFirst: true },
  { label: "Clients", href: href("/practice/clients"), deed: "client.see", isFirst: true },
  { label: "Messages", href: inbox, deed: "messages.read", isFirst: true },
  { label: "Bookings", href: href("/practice/bookings"), deed: "diary.see" },
  { label: "Waiting list", href: href("/practice/waiting"), deed: "diary.see" },
  { label: "Library", href: href("/practice/library"), deed: "content.change" },
  { label: "Notes", href: href("/practice/notes"), deed: "notes.read" },
  { label: "Forms", href: href("/practice/intakes"), deed: "forms.read" },
  { label: "Money", href: href("/practice/billing"), deed: "money.see" },
  { label: "Availability", href: href("/practice/availability"), deed: "hours.change" },
  { label: "Session types", href: href("/practice/session-types"), deed: "session_types.change" },
  { label: "Notices", href: notices, deed: "security.own" },
  { label: "Settings", href: href("/practice/settings"), deed: "security.own" },
] as const;
