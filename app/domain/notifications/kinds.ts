import type { Side } from "#app/db/schema/notifications.ts";
import type { EventName } from "#app/domain/reactions.ts";

/** A way somebody hears of a thing: `choice`: as they like; `always`: it cannot be switched off; null: not that way. */
type Way = "choice" | "always" | null;

/**
 * What people can say they want to hear about, or not. Whatever changes somebody's session without their doing is
 * told always (decisions, 19).
 */
export const topics = {
  own_bookings: { side: "client", email: "choice", inPlace: null },
  changes: { side: "client", email: "always", inPlace: "always" },
  care: { side: "client", email: "always", inPlace: null },
  forms: { side: "client", email: "choice", inPlace: "choice" },
  filled_forms: { side: "practice", email: null, inPlace: "choice" },
  papers: { side: "client", email: "choice", inPlace: null },
  offers: { side: "client", email: "always", inPlace: "always" },
  content: { side: "client", email: "choice", inPlace: "choice" },
  messages: { side: "client", email: "choice", inPlace: "choice" },
  inbox: { side: "practice", email: "choice", inPlace: "choice" },
  diary: { side: "practice", email: "choice", inPlace: "choice" },
  requests: { side: "practice", email: "choice", inPlace: "always" },
  waiting_list: { side: "practice", email: null, inPlace: "choice" },
  lines: { side: "practice", email: null, inPlace: "choice" },
  joining: { side: "practice", email: null, inPlace: "always" },
  people: { side: "practice", email: null, inPlace: "always" },
  glass: { side: "practice", email: "always", inPlace: "always" },
  money: { side: "practice", email: "always", inPlace: "always" },
  letters: { side: "practice", email: null, inPlace: "always" },
} as const satisfies Record<string, { side: Side; email: Way; inPlace: Way }>;

export type Topic = keyof typeof topics;

/** The topics of a side about which there is something to choose. */
export function topicsOf(side: Side): Topic[] {
  return (Object.keys(topics) as Topic[]).filter((topic) => {
    const { email, inPlace, ...of }: { side: Side; email: Way; inPlace: Way } = topics[topic];
    return of.side === side && (email === "choice" || inPlace === "choice");
  });
}

type TopicOf<S extends Side> = { [T in Topic]: (typeof topics)[T]["side"] extends S ? T : never }[Topic];

/** What a notice's subject id names: the page finds its words by it (queries/facts.ts). */
export type About =
  | "booking"
  | "client"
  | "series"
  | "wait"
  | "sick_day"
  | "dispute"
  | "refund"
  | "share"
  | "form"
  | "thread"
  | "glass";

type Kind = { about: About; client?: TopicOf<"client">; practice?: TopicOf<"practice"> };

/**
 * Every kind of notice, by the event it tells of: what it is about, and under which topic each side hears of it. A
 * kind added here does not compile until routes/notices/words.ts has words for it on each of its sides.
 */
export const kinds = {
  "booking.confirmed": { about: "booking", client: "changes", practice: "diary" },
  "booking.moved": { about: "booking", client: "changes", practice: "diary" },
  "booking.cancelled": { about: "booking", client: "changes", practice: "diary" },
  "booking.accepted": { about: "booking", client: "changes" },
  "booking.declined": { about: "booking", client: "changes" },
  "series.made": { about: "series", client: "changes", practice: "diary" },
  "series.moved": { about: "series", client: "changes", practice: "diary" },
  "series.cancelled": { about: "series", client: "changes", practice: "diary" },
  "booking.requested": { about: "booking", practice: "requests" },
  "booking.expired": { about: "booking", client: "changes" },
  "wait.joined": { about: "wait", practice: "waiting_list" },
  "wait.offered": { about: "wait", client: "offers" },
  "content.given": { about: "share", client: "content" },
  "lines.sent": { about: "booking", practice: "lines" },
  "message.written": { about: "thread", client: "messages", practice: "inbox" },
  "joining.stopped": { about: "booking", practice: "joining" },
  "dispute.opened": { about: "dispute", practice: "money" },
  "dispute.closed": { about: "dispute", practice: "money" },
  "refund.failed": { about: "refund", practice: "money" },
  "form.asked": { about: "form", client: "forms" },
  "form.signed": { about: "form", practice: "filled_forms" },
  "consent.withdrawn": { about: "form", practice: "filled_forms" },
  "account.closed": { about: "client", practice: "people" },
  "glass.broken": { about: "glass", practice: "glass" },
  "erasure.asked": { about: "client", practice: "people" },
} as const satisfies Partial<Record<EventName, Kind>>;

export type NoticeKind = keyof typeof kinds;

/** The topic of a kind on a side; null when that side does not hear of it. */
export function topicOf(kind: NoticeKind, side: Side): Topic | null {
  const known: Kind = kinds[kind];
  return known[side] ?? null;
}

/** Whether a text is a kind of notice: rows outlive the release that wrote them. */
export function isNoticeKind(text: string): text is NoticeKind {
  return Object.hasOwn(kinds, text);
}
