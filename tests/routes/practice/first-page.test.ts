import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "#app/db/schema/practices.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aBuiltHouse } from "./signed-in.ts";

let built: Awaited<ReturnType<typeof aBuiltHouse>>;
let practice: TestPractice;
beforeAll(async () => {
  built = await aBuiltHouse();
  practice = await aPractice(built.house, { isHome: true });
});
afterAll(() => built.close());

const firstPages: [Role, string][] = [
  ["owner", "/practice/today"],
  ["manager", "/practice/today"],
  ["scheduler", "/practice/today"],
  ["supervisor", "/practice/settings"],
  ["biller", "/practice/billing"],
];

test.each(firstPages)("the first page of a %s is %s, and it is there", async (role, path) => {
  const cookie = await built.aColleague(practice.ctx.practiceId, [role]);

  const led = await built.ask("/practice", cookie);
  expect([led.status, led.location]).toEqual([302, path]);
  expect((await built.ask(path, cookie)).status).toBe(200);
  const lost = await built.ask("/practice/nothing-of-ours", cookie);
  expect(lost.status).toBe(404);
  expect(lost.text).toContain(`href="${path}"`);
});

test("the site leads whoever is signed in to their own pages, and everybody else to the door", async () => {
  const cookie = await built.aColleague(practice.ctx.practiceId, ["biller"]);
  const known = await built.ask("/contact", cookie);
  const stranger = await built.ask("/contact", "");

  expect(known.text).toContain('href="/practice">Your page');
  expect(known.text).not.toContain(">Sign in<");
  expect(stranger.text).toContain('href="/sign-in">Sign in');
});

test("another place is offered only to who has one", async () => {
  const { userId, memberId, practiceId } = practice.own.actor;
  const cookie = await built.cookieOf({ userId, memberId, practiceId });
  expect((await built.ask("/practice/settings", cookie)).text).not.toContain("Change place");

  const second = await aPractice(built.house);
  await built.sql.query("update members set user_id = $1 where id = $2", [userId, second.memberId]);
  expect((await built.ask("/practice/settings", cookie)).text).toContain("Change place");
});
