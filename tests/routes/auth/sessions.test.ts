import { afterAll, beforeAll, expect, test } from "vitest";
import { aPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { type Door, openDoor, session } from "./a-door.ts";

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

test("somebody with several places chooses one, and the token changes with it", async () => {
  const { userId, memberId, ctx } = await aPractice(door.house);
  await door.sql.query(
    "insert into members (id, practice_id, user_id, roles) values (gen_random_uuid(), $1, $2, '{scheduler}')",
    [door.practice.ctx.practiceId, userId],
  );
  const { rows } = await door.sql.query("select email from users where id = $1", [userId]);
  const { token, cookie } = await door.asked(rows[0].email, { back: "/practice/calendar" });
  const answer = await door.post(`/link/${token}`, {}, cookie);
  expect(answer.location).toBe("/sign-in/standing?back=%2Fpractice%2Fcalendar");
  const unchosen = session(answer);
  expect((await door.get("/client", unchosen)).status).toBe(404);
  expect((await door.get("/practice/today", unchosen)).location).toContain("/sign-in/standing");
  expect((await door.get("/sign-in/standing", unchosen)).text).toContain("Where are you going?");
  expect((await door.post("/sign-in/standing", {}, unchosen)).status).toBe(422);
  expect((await door.post("/sign-in/standing", { place: door.practice.memberId }, unchosen)).status).toBe(
    422,
  );

  const form = { place: memberId, back: "/practice/calendar" };
  const chosen = await door.post("/sign-in/standing", form, unchosen);
  expect(chosen.location).toBe("/practice/calendar");
  const own = session(chosen);
  expect(own).not.toBe(unchosen);
  expect((await door.get("/sign-in/standing", unchosen)).location).toContain("/sign-in");
  const { rows: standing } = await door.sql.query(
    "select practice_id, proven_at from sessions where member_id = $1 and ended_at is null",
    [memberId],
  );
  expect(standing).toEqual([{ practice_id: ctx.practiceId, proven_at: null }]);
});

test("signing out everywhere ends the other browsers too", async () => {
  const { email, ctx } = await door.practice.aClient();
  const { userId } = ctx.actor as { userId: string };
  const place = { practiceId: door.practice.ctx.practiceId, memberId: null };
  const here = await signIn(door.house, { userId, place });
  const there = await signIn(door.house, { userId, place, isOwnDevice: true });
  expect((await door.get("/client", there.cookie)).status).toBe(200);
  expect((await door.get("/sign-out", here.cookie)).text).toContain("Sign out on every device");
  await door.post("/sign-out", { everywhere: "yes" }, here.cookie);
  for (const { cookie } of [here, there])
    expect((await door.get("/client", cookie)).location).toContain("/sign-in");
  expect(await door.sessionsOf(email)).toBe(2);
});

test("what asks by itself keeps nobody signed in; a page does", async () => {
  const { ctx } = await door.practice.aClient();
  const { userId } = ctx.actor as { userId: string };
  const place = { practiceId: door.practice.ctx.practiceId, memberId: null };
  const { cookie, sessionId } = await signIn(door.house, { userId, place });
  await door.sql.query("update sessions set last_seen_at = now() - interval '20 minutes' where id = $1", [
    sessionId,
  ]);
  const seen = async () =>
    (
      await door.sql.query(
        "select last_seen_at > now() - interval '1 minute' as now from sessions where id = $1",
        [sessionId],
      )
    ).rows[0].now;
  for (const path of ["/practice/stream", "/client/stream", "/client/sessions/draft"])
    await door.get(path, cookie);
  expect(await seen()).toBe(false);
  await door.get("/client", cookie);
  expect(await seen()).toBe(true);
});
