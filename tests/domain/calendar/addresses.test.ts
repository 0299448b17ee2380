import { afterEach, beforeEach, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { addAddress, mostAddresses, ownAddresses, removeAddress } from "#app/domain/calendar/addresses.ts";
import { makeFeed, ownFeed, readFeed } from "#app/domain/calendar/feed.ts";
import { pullCalendar } from "#app/domain/calendar/pull.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { handOver } from "#app/domain/privacy/hand-over.ts";
import type { Read, Reading } from "#app/world/addresses.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { type AddressBook, aFile, anAddressBook } from "./an-address-book.ts";

let book: AddressBook;
beforeEach(async () => {
  book = await anAddressBook();
});
afterEach(() => book.closeAll());

const monday = ["2027-02-08T09:00", "2027-02-08T11:00"] as const;
const tuesday = ["2027-02-09T09:00", "2027-02-09T10:00"] as const;
const at = (time: string) => Date.parse(`${time}:00Z`);

async function asks(startsAt: number) {
  const client = await book.practice.aClient();
  await client.begin();
  return client.book(
    book.practice.wish({ typeSlug: "session", startsAt, name: client.name, email: client.email }),
  );
}

const state = async () => (await ownAddresses(book.own))[0];

test("what is in a calendar closes openings as soon as it is added, and nothing else of it is kept", async () => {
  await book.put("family", { text: aFile([monday]) });
  expect(await book.add("family")).toEqual({ ok: true, value: { isRead: true } });
  expect(await book.busy()).toEqual([[...monday]]);
  expect(await asks(at(monday[0]))).toMatchObject({ ok: false, refusal: "slot_taken" });
  expect(await asks(at(monday[1]))).toMatchObject({ ok: true });
  expect(await state()).toMatchObject({
    name: "family",
    host: "127.0.0.1",
    trouble: null,
    syncedAt: book.clock.now,
  });
  const kept = await book.rows<{ row: string }>(
    "select t::text as row from calendars t union all select b::text from busy_times b",
  );
  const all = JSON.stringify(kept);
  expect(all).not.toContain("Canarydentist");
  expect(all).not.toContain("elsewhere.test");
  expect(all).not.toContain("/ical/");
});

test("it is read again each quarter of an hour: what came, went and moved is seen, and an unchanged one writes no time", async () => {
  await book.put("family", { text: aFile([monday]) });
  await granted(book.add("family"));
  const rows = () => book.rows<{ id: string; xmin: string }>("select id, xmin from busy_times order by id");
  const before = await rows();
  await book.pass(15);
  expect(await rows()).toEqual(before);
  expect(await book.asked("family")).toEqual([200, 304]);
  expect(await state()).toMatchObject({ syncedAt: book.clock.now });
  await book.put("family", { text: aFile([monday, tuesday]), isMarked: false });
  await book.pass(15);
  expect(await rows()).toEqual([...before, expect.anything()]);
  await book.pass(15);
  expect(await book.asked("family")).toEqual([200, 304, 200, 200]);
  expect((await rows()).slice(0, 1)).toEqual(before);
  await book.put("family", { text: aFile([tuesday]) });
  await book.pass(15);
  expect(await book.busy()).toEqual([[...tuesday]]);
});

test("events that overlap or touch are one stretch of time", async () => {
  const times = [
    monday,
    ["2027-02-08T10:30", "2027-02-08T12:00", "b"],
    ["2027-02-08T12:00", "2027-02-08T13:00", "c"],
    tuesday,
  ] as const;
  await book.put("family", { text: aFile(times) });
  await granted(book.add("family"));
  expect(await book.busy()).toEqual([["2027-02-08T09:00", "2027-02-08T13:00"], [...tuesday]]);
});

test("a series without an end goes on being seen, though the file never changes", async () => {
  const weekly = aFile([["2026-01-05T12:00", "2026-01-05T13:00"]]).replace(
    "END:VEVENT",
    "RRULE:FREQ=WEEKLY\r\nEND:VEVENT",
  );
  await book.put("family", { text: weekly });
  await granted(book.add("family"));
  const last = (await book.busy()).at(-1)?.[0] ?? "";
  await book.pass(9 * 24 * 60);
  expect(String((await book.busy()).at(-1)?.[0]) > last).toBe(true);
  expect(await book.asked("family")).toEqual([200, 200]);
});

test("while nobody answers, what was read stays, it is tried soon and ever later, and its owner can read why", async () => {
  await book.put("family", { text: aFile([monday]) });
  await granted(book.add("family"));
  await book.fail("500");
  await book.pass(15);
  const first = await state();
  expect(first).toMatchObject({ trouble: "away" });
  const pause = (one: typeof first) => one!.nextPullAt!.getTime() - book.clock.now.getTime();
  expect(pause(first)).toBeLessThanOrEqual(60_000);
  await book.pass(1);
  expect(pause(await state())).toBeGreaterThan(pause(first));
  expect(await book.busy()).toEqual([[...monday]]);
  await book.mend();
  await book.put("family", { status: 404 });
  await book.pass(15);
  expect(await state()).toMatchObject({ trouble: "missing" });
  expect(await book.busy()).toEqual([[...monday]]);
  await book.put("family", { text: aFile([tuesday]) });
  await book.pass(15);
  expect(await state()).toMatchObject({ trouble: null });
  expect(await book.busy()).toEqual([[...tuesday]]);
});

test("half of a calendar opens nothing", async () => {
  await book.put("family", { text: aFile([monday, tuesday]) });
  await granted(book.add("family"));
  await book.put("family", { text: aFile([monday, tuesday]).slice(0, 200) });
  await book.pass(15);
  expect(await state()).toMatchObject({ trouble: "unfinished" });
  expect(await book.busy()).toHaveLength(2);
});

test("of two readings at once the later to finish is dropped", async () => {
  await book.put("family", { text: aFile([monday]) });
  await granted(book.add("family"));
  await book.put("family", { text: aFile([tuesday]) });
  const [address] = await ownAddresses(book.own);
  const subject = { practiceId: book.own.practiceId, subjectId: address!.id, sequence: 0 };
  await Promise.all([1, 2, 3].map(() => pullCalendar(book.practice.ctx, book.world, subject)));
  expect(await book.busy()).toEqual([[...tuesday]]);
  const [{ revision }] = (await book.rows<{ revision: number }>("select revision from calendars")) as [
    { revision: number },
  ];
  expect(revision).toBeLessThanOrEqual(4);
});

test("one that does not answer when it is added is kept, and read by a job", async () => {
  await book.put("family", { text: aFile([monday]) });
  await book.fail("500", 1);
  expect(await book.add("family")).toEqual({ ok: true, value: { isRead: false } });
  expect(await book.busy()).toEqual([]);
  expect(await book.work(book.world)).toEqual(["pull_calendar"]);
  expect(await book.busy()).toEqual([[...monday]]);
});

test("one that is no calendar, is there already, or is one too many is not added", async () => {
  await book.put("page", { text: "<!doctype html>", type: "text/html" });
  expect(await book.add("page")).toEqual({ ok: false, refusal: "page" });
  expect(await book.add("nothing")).toEqual({ ok: false, refusal: "missing" });
  const reading: Read<Reading> = { outcome: "done", value: { events: [], token: "{}" } };
  const quickly = { ...book.world, addresses: { read: async () => reading } };
  const addQuickly = (name: string) => addAddress(book.own, quickly, { url: book.urlOf(name), name });
  for (let count = 0; count < mostAddresses; count += 1) await granted(addQuickly(`family-${count}`));
  expect(await book.add("family-3")).toEqual({ ok: false, refusal: "there_already" });
  expect(await book.add("family")).toEqual({ ok: false, refusal: "too_many" });
  expect(await ownAddresses(book.own)).toHaveLength(mostAddresses);
});

test("only its therapist sees, adds and removes one; who has no calendar adds none", async () => {
  await book.put("family", { text: aFile([monday]) });
  await granted(book.add("family"));
  const [address] = await ownAddresses(book.own);
  const { other, manager } = await colleagues(book.practice);
  for (const who of [other, manager]) {
    expect(await ownAddresses(who)).toEqual([]);
    expect(await removeAddress(who, address!.id)).toBeNull();
  }
  expect(await book.add("family", manager)).toEqual({ ok: false, refusal: "not_here" });
  expect(await book.busy()).toHaveLength(1);
});

test("a removed one closes nothing any more, and its address is forgotten; a reading under way changes nothing", async () => {
  await book.put("family", { text: aFile([monday]) });
  await granted(book.add("family"));
  const [address] = await ownAddresses(book.own);
  const subject = { practiceId: book.own.practiceId, subjectId: address!.id, sequence: 0 };
  const [, removed] = await Promise.all([
    pullCalendar(book.practice.ctx, book.world, subject),
    removeAddress(book.own, address!.id),
  ]);
  expect(removed).toBe(true);
  expect(await book.busy()).toEqual([]);
  expect(await book.rows("select id from calendars")).toEqual([]);
  expect(await removeAddress(book.own, address!.id)).toBeNull();
  await book.pass(15);
  expect(await book.busy()).toEqual([]);
});

test("a therapist's own appointments that come home in a feed or a letter close nothing twice; a colleague's close", async () => {
  const { other, otherTherapistId } = await colleagues(book.practice);
  const taken = await granted(asks(at(monday[0])));
  const [{ appointment }] = (await book.rows<{ appointment: string }>(
    "select appointment_id as appointment from bookings where id = $1",
    taken.id,
  )) as [{ appointment: string }];
  await makeFeed(book.own);
  const feed = await ownFeed(book.own);
  const text = (await readFeed(book.house, /calendar\/(.+)\.ics/.exec(feed!.url)![1]!))!;
  expect(text).toContain(`appointment-${appointment}@localhost`);
  await book.put("home", { text });
  await book.put("letters", {
    text: aFile([
      [...monday, `booking-${taken.id}-therapist@localhost`],
      [...tuesday, `booking-${taken.id}-therapist@elsewhere.test`],
    ]),
  });
  await granted(book.add("home"));
  await granted(book.add("letters"));
  expect(await book.busy()).toEqual([[...tuesday]]);
  // Called off here, it stands there for hours yet: the time is open all the same.
  await granted(callOff(book.own, { bookingId: taken.id, sequence: taken.sequence }));
  await book.pass(15);
  expect(await asks(at(monday[0]))).toMatchObject({ ok: true });
  await granted(book.add("home", other));
  const [theirs] = await book.rows<{ therapist_id: string }>(
    "select therapist_id from busy_times order by created_at desc limit 1",
  );
  expect(theirs).toEqual({ therapist_id: otherTherapistId });
});

test("what a client takes along holds nothing of it", async () => {
  await book.put("family", { text: aFile([monday]) });
  await granted(book.add("family"));
  await makeFeed(book.own);
  const client = await book.practice.aClient();
  const all = JSON.stringify(await handOver(client.ctx as ClientCtx, "json"));
  expect(all).not.toMatch(/family|\/ical\/|\/calendar\//);
});
