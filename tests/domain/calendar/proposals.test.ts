import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { moveKnowingly } from "#app/domain/bookings/move-knowingly.ts";
import { followGoogle, putBack } from "#app/domain/calendar/answer-proposal.ts";
import { openProposals } from "#app/domain/calendar/proposals.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";
import { expectInOrder } from "#tests/support/at-rest-with-google.ts";
import { colleagues } from "#tests/support/colleagues.ts";

let wall: WallCalendar;
beforeAll(async () => {
  wall = await aWallCalendar();
  await wall.connect();
  await wall.work();
});
afterEach(() => expectInOrder(wall));
afterAll(() => wall.close());

let day = 5;
const hour = 3_600_000;
const span = (startsAt: number) => ({
  start: { dateTime: new Date(startsAt).toISOString() },
  end: { dateTime: new Date(startsAt + 50 * 60_000).toISOString() },
});

/** A session on a day of its own, with its event in the therapist's calendar. */
async function inTheCalendar() {
  const noon = Date.UTC(2027, 1, day++, 12);
  const { id: bookingId, client } = await wall.booked(noon);
  await wall.work();
  const event = () => wall.ours().filter(({ description }) => description?.endsWith(bookingId));
  const [{ id: eventId } = {}] = event();
  const startsThere = () => event().map(({ start }) => Date.parse(start?.dateTime ?? ""));
  const asked = () => openProposals(wall.practice.own, { bookingId });
  const letters = () => wall.letters.filter(({ to }) => to === client.email);
  return { noon, bookingId, eventId: eventId ?? "", startsThere, asked, letters };
}

/** The same, dragged elsewhere on the therapist's phone. */
async function dragged(by = 2 * hour) {
  const session = await inTheCalendar();
  wall.phone.patch(session.eventId, span(session.noon + by));
  await wall.work();
  const [proposal] = await session.asked();
  if (!proposal) throw new Error("Nobody was asked");
  return { ...session, proposal };
}

const standsAt = async (bookingId: string) => {
  const [row] = await wall.rows<{ starts_at: Date }>(
    "select a.starts_at from appointments a join bookings b on b.appointment_id = a.id where b.id = $1",
    bookingId,
  );
  return row?.starts_at.getTime();
};

test("dragged elsewhere it is a question, closes nothing, and accepted it moves and the client is written to once", async () => {
  const { noon, bookingId, startsThere, asked, letters, proposal } = await dragged();
  expect(proposal).toMatchObject({ kind: "moved", startsAt: new Date(noon + 2 * hour) });
  expect(await standsAt(bookingId)).toBe(noon);
  expect(await wall.busy()).toEqual([]);
  await wall.booked(noon - 2 * hour);
  const before = letters().length;
  const answer = { sequence: proposal.booking.sequence };
  const answers = await Promise.all([1, 2].map(() => followGoogle(wall.practice.own, proposal.id, answer)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  await wall.work();
  expect(await standsAt(bookingId)).toBe(noon + 2 * hour);
  expect(startsThere()).toEqual([noon + 2 * hour]);
  expect(letters().length).toBe(before + 1);
  expect(await asked()).toEqual([]);
  expect(await followGoogle(wall.practice.own, proposal.id, answer)).toMatchObject({ ok: false });
});

test("put back, it stands in Google as it stands here, and nobody is written to", async () => {
  const { noon, bookingId, startsThere, asked, letters, proposal } = await dragged();
  const before = letters().length;
  expect(await putBack(wall.practice.own, proposal.id)).toMatchObject({ ok: true });
  await wall.work();
  expect([await standsAt(bookingId), ...startsThere()]).toEqual([noon, noon]);
  expect(letters().length).toBe(before);
  expect(await asked()).toEqual([]);
  expect(await putBack(wall.practice.own, proposal.id)).toEqual({ ok: false, refusal: "answered_already" });
});

test("taken out in Google it is a question too, and put back it has an id of its own", async () => {
  const { noon, bookingId, eventId, startsThere, asked } = await inTheCalendar();
  wall.phone.remove(eventId);
  await wall.work();
  const [proposal] = await asked();
  expect(proposal).toMatchObject({ kind: "deleted", startsAt: null });
  expect(await standsAt(bookingId)).toBe(noon);
  expect(await followGoogle(wall.practice.own, proposal?.id ?? "", { sequence: 0 })).toEqual({
    ok: false,
    refusal: "not_here",
  });
  await putBack(wall.practice.own, proposal?.id ?? "");
  await wall.work();
  expect(startsThere()).toEqual([noon]);
  expect(wall.phone.find(eventId)?.status).toBe("cancelled");
});

test("made longer or shorter it is a question that is only put back", async () => {
  const { noon, eventId, asked, startsThere } = await inTheCalendar();
  wall.phone.patch(eventId, { end: { dateTime: new Date(noon + 90 * 60_000).toISOString() } });
  await wall.work();
  const [proposal] = await asked();
  expect(proposal?.kind).toBe("resized");
  expect(await followGoogle(wall.practice.own, proposal?.id ?? "", { sequence: 0 })).toMatchObject({
    refusal: "not_here",
  });
  await putBack(wall.practice.own, proposal?.id ?? "");
  await wall.work();
  expect(startsThere()).toEqual([noon]);
});

test("dragged back the question is withdrawn, and dragged on it says where to by now", async () => {
  const { noon, eventId, asked } = await dragged();
  wall.phone.patch(eventId, span(noon + 4 * hour));
  await wall.work();
  expect(await asked()).toMatchObject([{ startsAt: new Date(noon + 4 * hour) }]);
  wall.phone.patch(eventId, span(noon));
  await wall.work();
  expect(await asked()).toEqual([]);
  expect(await wall.rows("select outcome from calendar_proposals order by opened_at desc limit 1")).toEqual([
    { outcome: "withdrawn" },
  ]);
});

test("a booking that is moved or called off meanwhile settles the question", async () => {
  const one = await dragged();
  const wish = { bookingId: one.bookingId, sequence: 0, startsAt: one.noon + hour, knowingly: true };
  expect(await moveKnowingly(wall.practice.own, wish)).toMatchObject({ ok: true });
  await wall.work();
  expect(one.startsThere()).toEqual([one.noon + hour]);
  expect(await one.asked()).toEqual([]);
  expect(await putBack(wall.practice.own, one.proposal.id)).toEqual({
    ok: false,
    refusal: "answered_already",
  });

  const other = await dragged();
  expect(await callOff(wall.practice.own, { bookingId: other.bookingId, sequence: 0 })).toMatchObject({
    ok: true,
  });
  await wall.work();
  expect(other.startsThere()).toEqual([]);
  expect(await other.asked()).toEqual([]);
});

test("where another appointment stands it cannot be moved, and the question stays", async () => {
  const { noon, bookingId, asked, proposal } = await dragged();
  await wall.booked(noon + 2 * hour);
  await wall.work();
  const answer = await followGoogle(wall.practice.own, proposal.id, { sequence: 0 });
  expect(answer).toEqual({ ok: false, refusal: "slot_taken" });
  expect(await standsAt(bookingId)).toBe(noon);
  expect(await asked()).toHaveLength(1);
  await putBack(wall.practice.own, proposal.id);
});

test("another therapist's question is nobody else's, and a scheduler of the practice may answer it", async () => {
  const { proposal, bookingId, noon } = await dragged();
  const { other, biller, scheduler } = await colleagues(wall.practice);
  for (const stranger of [other, biller]) {
    expect(await openProposals(stranger, { bookingId })).toEqual([]);
    expect(await followGoogle(stranger, proposal.id, { sequence: 0 })).toEqual({
      ok: false,
      refusal: "not_here",
    });
    expect(await putBack(stranger, proposal.id)).toEqual({ ok: false, refusal: "not_here" });
  }
  expect(await putBack(wall.practice.own, "nonsense")).toEqual({ ok: false, refusal: "not_here" });
  expect(await followGoogle(scheduler, proposal.id, { sequence: 0 })).toMatchObject({ ok: true });
  expect(await standsAt(bookingId)).toBe(noon + 2 * hour);
});
