import { whenAndWhere } from "#app/routes/when.ts";

type Event = {
  name: string;
  actor: string;
  detail: Record<string, string | number | boolean | null>;
  at: Date;
};
type Reading = { zone: string; locale: string; client: string; names: ReadonlyMap<string, string> };

export type Line = { at: string; when: string; what: string };

/** What happened to a booking, in words, oldest first. That its words were read is kept, but belongs to another page. */
export function historyInWords(events: readonly Event[], reading: Reading): Line[] {
  return events.flatMap((event) => {
    const what = happened[event.name]?.(event, reading);
    if (!what) return [];
    const by = whoDid(event.actor, reading);
    const when = whenAndWhere(event.at.getTime(), reading).when;
    return [{ at: event.at.toISOString(), when, what: by ? `${what}, by ${by}` : what }];
  });
}

/** The people in these events, by their user id. */
export function peopleIn(events: readonly Event[]): string[] {
  return [...new Set(events.flatMap(({ actor }) => /^member:(.+)$/.exec(actor)?.[1] ?? []))];
}

const happened: Record<string, ((event: Event, reading: Reading) => string) | undefined> = {
  "booking.held": () => "Kept while it is paid for",
  "booking.accepted": () => "Accepted, and kept until it is paid",
  "booking.let_go": () => "Given back before it was paid",
  "payment.came_too_late": () => "Paid too late: the money goes back",
  "card.came_too_late": () => "A card left too late: nothing is charged",
  "booking.confirmed": ({ detail }) => (Number(detail.sequence) > 0 ? "Confirmed" : "Booked"),
  "booking.moved": ({ detail }, reading) => {
    const [from, to] = [detail.from, detail.to].map((at) => whenAndWhere(Number(at), reading).when);
    return `Moved from ${from} to ${to}`;
  },
  "booking.cancelled": ({ detail }) =>
    detail.undone ? "Taken back" : detail.late ? "Cancelled late" : "Cancelled",
  "booking.declined": () => "Declined",
  "booking.expired": ({ detail }) =>
    detail.asked ? "Let go, because nobody answered in time" : "Let go, because it wasn’t paid in time",
  "booking.squeezed": () => "Squeezed in: pauses beside it were trimmed",
  "booking.attended": () => "Marked: they came",
  "booking.missed": () => "Marked: they didn’t come",
  "lines.sent": () => "A few lines sent before it",
  "joining.passed": () => "Joined",
  "joining.stopped": () => "Stopped at the door, outside the licences",
  "joining.let_in": () => "Let in from outside the licences",
  "booking.fee_decided": ({ detail }) => (detail.decision === "kept" ? "Fee kept" : "Fee waived"),
};

function whoDid(actor: string, { client, names }: Reading): string | null {
  const [kind, id = ""] = actor.split(":");
  if (kind === "member") return names.get(id) ?? "somebody who worked here";
  if (kind === "system") return null;
  return client;
}
