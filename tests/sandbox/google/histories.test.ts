import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { Calendar } from "#sandbox/google/calendar.ts";
import { aConnectedGoogle, type Event, refusalOf } from "./a-google.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const numRuns = Number(process.env.HISTORIES ?? 40);
const calendarId = "primary";
const window = { timeMin: "2026-10-01T00:00:00Z", timeMax: "2027-02-01T00:00:00Z" };

const zones = fc.constantFrom("Europe/Lisbon", "America/New_York", "Pacific/Auckland", "UTC");
const day = fc.integer({ min: -60, max: 120 }).map((n) => new Date(Date.UTC(2026, 10, 1 + n)));
const timed = fc
  .record({
    day,
    hour: fc.integer({ min: 0, max: 23 }),
    length: fc.integer({ min: 0, max: 30 }),
    zone: zones,
  })
  .map(({ day: at, hour, length, zone }): Event => {
    const start = new Date(at.getTime() + hour * 3_600_000);
    const end = new Date(start.getTime() + length * 3_600_000);
    return {
      start: { dateTime: start.toISOString(), timeZone: zone },
      end: { dateTime: end.toISOString(), timeZone: zone },
    };
  });
const whole = fc.record({ day, days: fc.integer({ min: 1, max: 4 }) }).map(({ day: at, days }): Event => {
  const date = (n: number) => new Date(at.getTime() + n * 86_400_000).toISOString().slice(0, 10);
  return { start: { date: date(0) }, end: { date: date(days) } };
});
const rule = fc.constantFrom(
  "FREQ=WEEKLY",
  "FREQ=DAILY;COUNT=9",
  "FREQ=MONTHLY",
  "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
);
const aSeries = fc
  .tuple(fc.oneof(timed, whole), rule)
  .map(([event, said]): Event => ({ ...event, recurrence: [`RRULE:${said}`] }));
const which = fc.nat(1_000);

/** What can happen to a calendar between two looks at it. */
const deed = fc.oneof(
  fc.record({ do: fc.constant("add" as const), event: fc.oneof(timed, whole, aSeries) }),
  fc.record({ do: fc.constant("move" as const), which, event: fc.oneof(timed, whole) }),
  fc.record({ do: fc.constant("rewrite" as const), which, event: fc.oneof(timed, whole, aSeries) }),
  fc.record({ do: fc.constant("remove" as const), which }),
  fc.record({ do: fc.constant("bring back" as const), which }),
  fc.record({ do: fc.constant("move one" as const), which, nth: fc.nat(12), event: timed }),
  fc.record({ do: fc.constant("cancel one" as const), which, nth: fc.nat(12) }),
  fc.record({ do: fc.constant("expire" as const) }),
  fc.record({ do: fc.constant("look" as const), size: fc.integer({ min: 1, max: 40 }) }),
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

type Scene = Awaited<ReturnType<typeof aConnectedGoogle>>;

/** A client that follows sync tokens as Google's guide says, and lets things happen between two pages. */
function aFollower({ google }: Scene, singleEvents: boolean) {
  const kept = new Map<string, Event>();
  let syncToken: string | null = null;

  async function look(size: number, between: () => void): Promise<void> {
    const isFresh = syncToken === null;
    if (isFresh) kept.clear();
    let pageToken: string | undefined;
    do {
      const asked = google.events.list({
        calendarId,
        singleEvents,
        maxResults: size,
        ...(syncToken !== null ? { syncToken } : singleEvents && window),
        ...(pageToken && { pageToken }),
      });
      const { data } = await asked.catch(async (error) => {
        expect(await refusalOf(Promise.reject(error))).toMatchObject({
          status: 410,
          reason: "fullSyncRequired",
        });
        return { data: null };
      });
      if (data === null) {
        syncToken = null;
        return look(size, between);
      }
      for (const event of data.items ?? []) take(event);
      between();
      pageToken = data.nextPageToken ?? undefined;
      expect(pageToken === undefined).toBe(data.nextSyncToken !== undefined);
      if (pageToken === undefined) syncToken = data.nextSyncToken ?? null;
    } while (pageToken !== undefined);
  }

  function take(event: Event): void {
    if (event.status !== "cancelled") kept.set(event.id!, event);
    else for (const { id } of [event, ...ofSeries(event.id!)]) kept.delete(id!);
  }
  function ofSeries(id: string): Event[] {
    return [...kept.values()].filter(({ recurringEventId }) => recurringEventId === id);
  }
  return { look, kept };
}

/** Taken apart, what is not in the window is no business of a bounded list; a sync tells of it all the same. */
function said(events: Iterable<Event>, isApart: boolean, zone: string) {
  const known = [...events].filter(
    (event) => event.status !== "cancelled" && (!isApart || isInside(event, zone)),
  );
  return known
    .map(({ id, etag, start, end }) => ({ id, etag, start, end }))
    .toSorted((a, b) => (a.id! < b.id! ? -1 : 1));
}

function isInside({ start, end }: Event, zone: string): boolean {
  const at = (when: Event["start"]) =>
    when?.date
      ? Temporal.PlainDate.from(when.date).toZonedDateTime(zone).epochMilliseconds
      : Date.parse(when?.dateTime ?? "");
  const [from, to] = [Date.parse(window.timeMin), Date.parse(window.timeMax)];
  return at(start) < to && (at(end) > from || (at(start) === at(end) && at(end) >= from));
}

function happen(calendar: Calendar, one: Deed): void {
  if (one.do === "add") calendar.add(one.event);
  if (one.do === "expire") calendar.expireSyncTokens();
  const all = calendar.everything();
  if (!("which" in one) || all.length === 0) return;
  const { id, status, recurrence } = all[one.which % all.length]!;
  if (one.do === "bring back") calendar.patch(id!, { status: "confirmed" });
  if (status === "cancelled") return;
  const clean = { date: null, dateTime: null, timeZone: null };
  const whole = (event: Event) => ({
    ...event,
    start: { ...clean, ...event.start },
    end: { ...clean, ...event.end },
  });
  if (one.do === "remove") calendar.remove(id!);
  if (one.do === "move")
    calendar.patch(id!, whole({ ...one.event, ...(recurrence && { recurrence: null as never }) }));
  if (one.do === "rewrite") calendar.patch(id!, whole({ recurrence: null as never, ...one.event }));
  if (one.do !== "move one" && one.do !== "cancel one") return;
  const instance = nthOf(calendar, id!, one.nth);
  if (instance === null || calendar.find(instance)?.status === "cancelled") return;
  if (one.do === "cancel one") calendar.remove(instance);
  else calendar.patch(instance, whole(one.event));
}

function nthOf(calendar: Calendar, id: string, nth: number): string | null {
  const { start, recurrence } = calendar.find(id)!;
  if (!recurrence) return null;
  const from = start!.date ? Date.parse(start!.date) : Date.parse(start!.dateTime!);
  const stamp = (at: number) => new Date(at).toISOString();
  for (let day = 0, found = 0; day < 200; day++) {
    const at = stamp(from + day * 86_400_000);
    const key = start!.date
      ? at.slice(0, 10).replaceAll("-", "")
      : `${at.slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
    if (calendar.item(`${id}_${key}`) && found++ === nth) return `${id}_${key}`;
  }
  return null;
}

test.each([true, false])(
  `who follows sync tokens ends with what a full list tells (singleEvents=%s, SEED=${seed})`,
  async (singleEvents) => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 30 }), async (deeds) => {
        const scene = await aConnectedGoogle();
        const follower = aFollower(scene, singleEvents);
        const late = [...deeds];
        for (const one of deeds) {
          scene.pass(1);
          if (one.do === "look")
            await follower.look(one.size, () => happen(scene.primary, late.pop() ?? one));
          else happen(scene.primary, one);
        }
        await follower.look(7, () => undefined);

        const query = { calendarId, singleEvents, maxResults: 2_500, ...(singleEvents && window) };
        const { data } = await scene.google.events.list(query);
        const zone = scene.primary.timeZone;
        const kept = said(follower.kept.values(), singleEvents, zone);
        expect(kept).toEqual(said(data.items ?? [], singleEvents, zone));
      }),
      { seed, numRuns },
    );
  },
);
