import { afterAll, beforeAll, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { move } from "#app/domain/bookings/move.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { kinds } from "#app/domain/notifications/kinds.ts";
import { findNotice, noticesOf, unreadCount } from "#app/domain/notifications/notices.ts";
import { keepChoices } from "#app/domain/notifications/preferences.ts";
import { readNotice, readNotices } from "#app/domain/notifications/read-notices.ts";
import { openUnsubscribe, unsubscribe, unsubscribeUrl } from "#app/domain/notifications/unsubscribe.ts";
import { wants } from "#app/domain/notifications/wants.ts";
import { perform } from "#app/perform.ts";
import type { Letter, World } from "#app/world.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aCouplesSession } from "#tests/domain/joining/at-a-door.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

/** Do every job about a booking, twice; gives the letters that were handed over. */
async function live(bookingId: string, practiceId: string): Promise<{ key: string; letter: Letter }[]> {
  const sent: { key: string; letter: Letter }[] = [];
  const hand = async (letter: Letter, key: string) => {
    sent.push({ key: key.split(":").slice(0, 2).join(":"), letter });
    return { outcome: "sent" as const, id: key };
  };
  const world: World = { mail: { from: "hello@selvage.test", resend: { hand } } };
  for (const work of await house.waiting())
    if (work.subjectId === bookingId)
      for (let twice = 0; twice < 2; twice += 1) await perform(house.house, world, { ...work, practiceId });
  return sent;
}

/** A couple's session, moved by its partner and then called off by the practice; the clock has gone on between. */
async function aLivelySession() {
  const made = await aCouplesSession(house);
  const { client, practice, bookingId, startsAt } = made;
  const { therapistId } = practice;
  house.clock.advance(60_000);
  await granted(
    move(client.as("partner"), { bookingId, therapistId, sequence: 0, startsAt: startsAt + 86_400_000 }),
  );
  await live(bookingId, practice.ctx.practiceId);
  house.clock.advance(60_000);
  await granted(callOff(practice.own, { bookingId, sequence: 1 }));
  await live(bookingId, practice.ctx.practiceId);
  return made;
}

const told = async (ctx: ClientCtx | Parameters<typeof noticesOf>[0]) =>
  (await noticesOf(ctx, { count: 20 })).notices.map(({ kind, side }) => `${side} ${kind}`);

test("everybody is told once of what somebody else did, the newest first, and nobody of what they did themselves", async () => {
  const { client, practice } = await aLivelySession();

  expect(await told(client.as("self"))).toEqual(["client booking.cancelled", "client booking.moved"]);
  expect(await told(client.as("partner"))).toEqual(["client booking.cancelled", "client booking.confirmed"]);
  expect(await told(practice.own)).toEqual(["practice booking.moved", "practice booking.confirmed"]);
});

test("they are read one by one or all up to a moment, each by their own reader on their own side", async () => {
  const { client, practice } = await aLivelySession();
  const self = client.as("self");
  const [newest, oldest] = (await noticesOf(self, { count: 20 })).notices;
  expect(await unreadCount(self)).toBe(2);
  await readNotice(client.as("partner"), newest!.id);
  await readNotices(client.as("partner"), oldest!.createdAt.getTime());
  expect(await unreadCount(self)).toBe(2);
  expect(await findNotice(client.as("partner"), newest!.id)).toBeNull();
  expect(await findNotice(practice.own, newest!.id)).toBeNull();

  await readNotices(self, oldest!.createdAt.getTime());
  expect((await noticesOf(self, { count: 20, onlyUnread: true })).notices.map(({ id }) => id)).toEqual([
    newest!.id,
  ]);
  await readNotice(self, newest!.id);
  expect([await unreadCount(self), await unreadCount(practice.own)]).toEqual([0, 2]);
});

test("a page goes on from a notice, so that none is missed or shown twice", async () => {
  const { client } = await aLivelySession();
  const self = client.as("self");
  const first = await noticesOf(self, { count: 1 });
  const second = await noticesOf(self, { count: 1, before: first.more });
  expect(first.more).toBe(first.notices[0]!.id);
  expect([first, second].map(({ notices }) => notices[0]!.kind)).toEqual([
    "booking.cancelled",
    "booking.moved",
  ]);
  expect(second.more).toBeNull();
  expect((await noticesOf(self, { count: 1, before: "no-id" })).notices).toHaveLength(1);
});

test("what went out of somebody's reach says nothing any more, and counts as it did", async () => {
  const { client, practice } = await aLivelySession();
  const self = client.as("self");
  await house.database.pool.query(
    "update participants set role = 'payer' where client_id = $1 and role = 'self'",
    [client.clientId],
  );
  expect((await noticesOf(self, { count: 20 })).notices.map(({ facts }) => facts)).toEqual([null, null]);
  expect(await unreadCount(self)).toBe(2);
  const gone = {
    ...practice.ctx,
    actor: aMember(practice.ctx.practiceId, { userId: practice.userId, roles: ["biller"] }),
  };
  expect((await noticesOf(gone, { count: 20 })).notices.map(({ facts }) => facts)).toEqual([null, null]);
});

test("who wants no notice of a topic gets none, and what cannot be switched off comes all the same", async () => {
  const made = await aCouplesSession(house);
  const { client, practice, bookingId } = made;
  await keepChoices(practice.own, { diary: { email: false, inPlace: false } });
  await keepChoices(client.as("partner"), {
    changes: { email: false, inPlace: false },
    diary: { email: false, inPlace: false },
  });
  const sent = await live(bookingId, practice.ctx.practiceId);

  expect(sent.map(({ key }) => key)).toEqual(["client:confirmed"]);
  expect(await told(practice.own)).toEqual([]);
  expect(await told(client.as("partner"))).toEqual(["client booking.confirmed"]);
  const partner = client.people[1]!.userId;
  expect(await wants(practice.ctx, partner, "changes", "email")).toBe(true);
  expect(await wants(practice.ctx, practice.userId, "diary", "email")).toBe(false);
});

test("a letter of what somebody did themselves can be stopped from the letter, the same way each time; others cannot", async () => {
  const { client, practice, bookingId, startsAt } = await aCouplesSession(house);
  const { practiceId } = practice.ctx;
  const confirmed = (await live(bookingId, practiceId)).find(({ key }) => key === "client:confirmed");
  const [, token] = /\/unsubscribe\/([\w-]{43})/.exec(confirmed!.letter.text)!;
  expect(confirmed!.letter.html).toContain(token);
  const { userId } = client.people[0]!;
  expect(await unsubscribeUrl(practice.ctx, userId, "own_bookings")).toContain(token);

  expect(await openUnsubscribe(house.house, token!)).toMatchObject({
    topic: "own_bookings",
    isStopped: false,
  });
  expect(await wants(practice.ctx, userId, "own_bookings", "email")).toBe(true);
  expect([await unsubscribe(house.house, token!), await unsubscribe(house.house, token!)]).toEqual([
    "own_bookings",
    "own_bookings",
  ]);
  expect(await openUnsubscribe(house.house, token!)).toMatchObject({ isStopped: true });
  expect(await unsubscribe(house.house, `${token!.slice(1)}x`)).toBeNull();

  const { therapistId } = practice;
  const ids = { bookingId, therapistId };
  await granted(move(client.as("self"), { ...ids, sequence: 0, startsAt: startsAt + 86_400_000 }));
  expect((await live(bookingId, practiceId)).map(({ key }) => key)).toEqual(["therapist:moved"]);
  await granted(move(client.as("partner"), { ...ids, sequence: 1, startsAt: startsAt + 2 * 86_400_000 }));
  const moved = (await live(bookingId, practiceId)).find(({ key }) => key === "client:moved");
  expect(moved!.letter.text).not.toContain("/unsubscribe/");
});

test("every kind of notice has a topic on each side that hears of it", () => {
  for (const [kind, { about, ...sides }] of Object.entries(kinds))
    expect(Object.keys(sides).length, `${kind} about a ${about} is told to somebody`).toBeGreaterThan(0);
});
