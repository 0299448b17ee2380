import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forgetLinks, forgetSessions } from "#app/domain/identity/forget-sign-ins.ts";
import { endAllSessions, endSession, findSession, touchSession } from "#app/domain/identity/session.ts";
import { changePlace, enter, keyOf } from "#app/domain/practices/enter.ts";
import { placesOf } from "#app/domain/practices/standings.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { aLink } from "./a-link.ts";

let house: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house, { isHome: true });
});
afterAll(() => house.close());

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const tokenOf = (cookie: string) => cookie.replace("session=", "");
const holds = async (cookie: string) => (await findSession(house.house, tokenOf(cookie))) !== null;

/** Somebody who comes back every `step` for so long. */
async function isUsedFor(cookie: string, ms: number, step: number): Promise<boolean> {
  for (let passed = 0; passed < ms; passed += step) {
    house.clock.advance(step);
    const session = await findSession(house.house, tokenOf(cookie));
    if (!session) return false;
    await touchSession(house.house, session);
  }
  return true;
}

const kinds = [
  { who: "a member", isMember: true, isOwnDevice: false, idle: 30 * minute, whole: 12 * hour },
  {
    who: "a member on a device of their own",
    isMember: true,
    isOwnDevice: true,
    idle: 30 * minute,
    whole: 12 * hour,
  },
  { who: "a client", isMember: false, isOwnDevice: false, idle: 30 * minute, whole: 12 * hour },
  {
    who: "a client on a device of their own",
    isMember: false,
    isOwnDevice: true,
    idle: 14 * day,
    whole: 30 * day,
  },
];

describe.each(kinds)("the session of $who", ({ isMember, isOwnDevice, idle, whole }) => {
  const begun = async () => {
    const { practiceId } = practice.ctx;
    if (isMember) {
      const { userId, memberId } = practice;
      return signIn(house.house, { userId, place: { practiceId, memberId }, isOwnDevice });
    }
    const { ctx } = await practice.aClient();
    if (ctx.actor.kind !== "client") throw new Error("A client is a client");
    return signIn(house.house, {
      userId: ctx.actor.userId,
      place: { practiceId, memberId: null },
      isOwnDevice,
    });
  };

  test("ends when it is left alone", async () => {
    const { cookie } = await begun();
    house.clock.advance(idle - 1_000);
    expect(await holds(cookie)).toBe(true);
    house.clock.advance(1_000);
    expect(await holds(cookie)).toBe(false);
  });

  test("ends in any case, however busy", async () => {
    const { cookie } = await begun();
    const step = idle / 2;
    expect(await isUsedFor(cookie, whole - step, step)).toBe(true);
    house.clock.advance(step);
    expect(await holds(cookie)).toBe(false);
  });
});

describe("coming in", () => {
  const arrival = (userId: string) => ({
    userId,
    isOwnDevice: false,
    device: "Firefox on Mac",
    before: null,
  });

  test("leads to the one place somebody has", async () => {
    const entered = await enter(practice.ctx, arrival(practice.userId));
    if (!entered.ok) throw new Error(entered.refusal);
    expect(entered.value.place).toMatchObject({ memberId: practice.memberId });
    const session = await findSession(house.house, entered.value.token);
    expect(session).toMatchObject({ userId: practice.userId, provenAt: null, standing: { kind: "member" } });
  });

  test("with several places chooses none, and choosing rotates the token and asks for the second factor again", async () => {
    const other = await aPractice(house.house);
    const { userId } = other;
    await house.database.pool.query(
      `insert into members (id, practice_id, user_id, roles) values (gen_random_uuid(), $1, $2, '{scheduler}')`,
      [practice.ctx.practiceId, userId],
    );
    const entered = await enter(practice.ctx, arrival(userId));
    if (!entered.ok) throw new Error(entered.refusal);
    expect(entered.value.place).toBeNull();
    const chosen = await findSession(house.house, entered.value.token);
    expect(chosen?.standing).toBeNull();

    house.clock.advance(5 * minute);
    const [first, second] = await placesOf(house.house, userId);
    const there = await changePlace(house.house, chosen!, { place: keyOf(first!), device: "Firefox" });
    if (!there.ok) throw new Error(there.refusal);
    expect(there.value.token).not.toBe(entered.value.token);
    expect(await findSession(house.house, entered.value.token)).toBeNull();
    const session = await findSession(house.house, there.value.token);
    expect(session).toMatchObject({ signedInAt: chosen!.signedInAt, provenAt: null });

    await house.database.pool.query("update sessions set proven_at = now() where id = $1", [
      session!.sessionId,
    ]);
    const onward = await changePlace(house.house, session!, { place: keyOf(second!), device: "Firefox" });
    if (!onward.ok) throw new Error(onward.refusal);
    expect(await findSession(house.house, onward.value.token)).toMatchObject({ provenAt: null });
  });

  test("changing places over and over does not outlive the sign-in", async () => {
    const { userId, memberId } = practice;
    const place = { practiceId: practice.ctx.practiceId, memberId };
    let { cookie } = await signIn(house.house, { userId, place });
    for (let hours = 0; hours < 48; hours += 1) {
      for (let half = 0; half < 2; half += 1) {
        house.clock.advance(29 * minute);
        const session = await findSession(house.house, tokenOf(cookie));
        if (!session) {
          expect(hours).toBe(12);
          return;
        }
        const moved = await changePlace(house.house, session, { place: memberId, device: "x" });
        if (!moved.ok) throw new Error(moved.refusal);
        cookie = `session=${moved.value.token}`;
      }
    }
    throw new Error("The session never ended");
  });

  test("goes to no place that is somebody else's", async () => {
    const other = await aPractice(house.house);
    const { cookie } = await signIn(house.house, { userId: practice.userId });
    const session = await findSession(house.house, tokenOf(cookie));
    for (const place of [other.memberId, other.ctx.practiceId, practice.ctx.practiceId, "", "\0"])
      expect(await changePlace(house.house, session!, { place, device: "x" })).toEqual({
        ok: false,
        refusal: "not_theirs",
      });
    expect(await holds(cookie)).toBe(true);
  });

  test("two changes at once are one", async () => {
    const { userId, memberId } = practice;
    const { cookie } = await signIn(house.house, { userId });
    const session = await findSession(house.house, tokenOf(cookie));
    const both = await Promise.all(
      Array.from({ length: 20 }, () => changePlace(house.house, session!, { place: memberId, device: "x" })),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("ends the session this browser had, whoever's it was", async () => {
    const { userId } = await aPractice(house.house);
    const { cookie } = await signIn(house.house, { userId });
    const before = await findSession(house.house, tokenOf(cookie));
    await enter(practice.ctx, { ...arrival(practice.userId), before });
    expect(await holds(cookie)).toBe(false);
  });

  test("is closed to who has no place here", async () => {
    const leaver = await aPractice(house.house);
    await house.database.pool.query("update members set ended_at = now() where id = $1", [leaver.memberId]);
    const refused = { ok: false, refusal: "nowhere" };
    expect(await enter(practice.ctx, arrival(leaver.userId))).toEqual(refused);
    const { rows } = await house.database.pool.query("select 1 from sessions where user_id = $1", [
      leaver.userId,
    ]);
    expect(rows).toEqual([]);
  });
});

describe("going", () => {
  test("everywhere ends every session of one person and nobody else's", async () => {
    const { userId } = await aPractice(house.house);
    const mine = [await signIn(house.house, { userId }), await signIn(house.house, { userId })];
    const other = await signIn(house.house, { userId: practice.userId });
    await endAllSessions(house.house, userId);
    for (const { cookie } of mine) expect(await holds(cookie)).toBe(false);
    expect(await holds(other.cookie)).toBe(true);
  });

  test("ends nobody else's session by its id", async () => {
    const { sessionId, cookie } = await signIn(house.house, { userId: practice.userId });
    const { userId } = await aPractice(house.house);
    expect(await endSession(house.house, { userId, sessionId })).toBe(false);
    expect(await holds(cookie)).toBe(true);
  });

  test("from a practice, or by closing the account, ends what is open", async () => {
    const { userId, memberId, ctx } = await aPractice(house.house);
    const { cookie } = await signIn(house.house, { userId, place: { practiceId: ctx.practiceId, memberId } });
    await house.database.pool.query("update members set ended_at = now() where id = $1", [memberId]);
    expect(await holds(cookie)).toBe(false);
    const again = await signIn(house.house, { userId });
    await house.database.pool.query("update users set closed_at = now() where id = $1", [userId]);
    expect(await holds(again.cookie)).toBe(false);
  });
});

test("asked sign-ins are forgotten after a day, and sessions a month after they ended", async () => {
  const rowsOf = async (table: string, id: string) =>
    (await house.database.pool.query(`select 1 from ${table} where id = $1`, [id])).rows.length;
  const { id } = await aLink(house, practice.ctx, { email: "nobody@selvage.test" });
  const { sessionId } = await signIn(house.house, { userId: practice.userId });
  house.clock.advance(day - 1);
  await forgetLinks(house.house);
  expect(await rowsOf("sign_in_links", id)).toBe(1);
  house.clock.advance(2);
  await forgetLinks(house.house);
  expect(await rowsOf("sign_in_links", id)).toBe(0);

  house.clock.advance(29 * day);
  await forgetSessions(house.house);
  expect(await rowsOf("sessions", sessionId)).toBe(1);
  house.clock.advance(day);
  await forgetSessions(house.house);
  expect(await rowsOf("sessions", sessionId)).toBe(0);
});
