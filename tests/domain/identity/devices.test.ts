import { afterAll, beforeAll, expect, test } from "vitest";
import { listSessions } from "#app/domain/identity/devices.ts";
import { endAllSessions, endSession } from "#app/domain/identity/session.ts";
import { signOut, signOutEverywhere } from "#app/domain/identity/sign-out.ts";
import { halfIn } from "#tests/support/a-session.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const ids = async (userId: string) => (await listSessions(house.house, userId)).map(({ id }) => id);

test("somebody sees where they are signed in, the last seen first, and nobody else's", async () => {
  const [tess, other] = [await aPractice(house.house), await aPractice(house.house)];
  const first = await halfIn(tess);
  await halfIn(other);
  house.clock.advance(60_000);
  const second = await halfIn(tess);

  const devices = await listSessions(house.house, tess.userId);

  expect(devices.map(({ id }) => id)).toEqual([second.session.sessionId, first.session.sessionId]);
  expect(devices[0]).toEqual({
    id: second.session.sessionId,
    device: "Firefox on Linux",
    signedInAt: house.clock.now,
    lastSeenAt: house.clock.now,
  });
});

test("what ended, ran out or lay idle is not among them", async () => {
  const tess = await aPractice(house.house);
  const ended = await halfIn(tess);
  await endSession(house.house, ended.session);
  await halfIn(tess);
  house.clock.advance(30 * 60_000);
  const here = await halfIn(tess);
  expect(await ids(tess.userId)).toEqual([here.session.sessionId]);
});

test("one is ended, all others are, and somebody else's never", async () => {
  const [tess, other] = [await aPractice(house.house), await aPractice(house.house)];
  const [here, there, elsewhere] = [await halfIn(tess), await halfIn(tess), await halfIn(tess)];
  const theirs = await halfIn(other);
  const { userId } = tess;

  expect(await endSession(house.house, { userId, sessionId: theirs.session.sessionId })).toBe(false);
  expect(await endSession(house.house, { userId, sessionId: there.session.sessionId })).toBe(true);
  expect(await endSession(house.house, { userId, sessionId: there.session.sessionId })).toBe(false);
  expect(await ids(userId)).toContain(elsewhere.session.sessionId);
  await endAllSessions(house.house, userId, here.session.sessionId);
  expect(await ids(userId)).toEqual([here.session.sessionId]);
  expect(await ids(other.userId)).toEqual([theirs.session.sessionId]);
});

test("a sign-out is written down in its practice, once, and those everywhere else each for itself", async () => {
  const tess = await aPractice(house.house);
  const { userId } = tess;
  const [here, there, elsewhere, old] = [
    await halfIn(tess),
    await halfIn(tess),
    await halfIn(tess),
    await halfIn(tess),
  ];
  await house.database.pool.query("update sessions set ends_at = $1 where id = $2", [
    house.clock.now,
    old.session.sessionId,
  ]);
  const sessionId = there.session.sessionId;
  expect(await signOut(tess.own, { userId, sessionId })).toBe(true);
  expect(await signOut(tess.own, { userId, sessionId })).toBe(false);
  expect(await signOut(tess.own, { userId: crypto.randomUUID(), sessionId: here.session.sessionId })).toBe(
    false,
  );
  await signOutEverywhere(tess.own, userId, here.session.sessionId);
  expect(await ids(userId)).toEqual([here.session.sessionId]);
  const { rows } = await house.database.pool.query(
    `select subject_id, actor, practice_id, detail from events where name = 'session.ended'
     and detail->>'userId' = $1 order by at, id`,
    [userId],
  );
  const noted = { actor: `member:${userId}`, practice_id: tess.ctx.practiceId, detail: { userId } };
  expect(rows).toEqual([
    { subject_id: sessionId, ...noted },
    { subject_id: elsewhere.session.sessionId, ...noted },
  ]);
});
