import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { giveApp } from "#tests/support/a-session.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { type Door, openDoor } from "./a-door.ts";

let door: Door;
let tess: TestPractice;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  tess = await aPractice(door.house);
});

const security = "/practice/settings/security";

async function comeProven(): Promise<string> {
  const { userId, memberId, ctx } = tess;
  return (await signIn(door.house, { userId, place: { memberId, practiceId: ctx.practiceId } })).cookie;
}

test("a device and a passkey that are not theirs are the same 404 as one that is none", async () => {
  await giveApp(door.house, tess.userId);
  const other = await aPractice(door.house);
  const theirs = await signIn(door.house, {
    userId: other.userId,
    place: { memberId: other.memberId, practiceId: other.ctx.practiceId },
  });
  const cookie = await comeProven();
  for (const id of [theirs.sessionId, "00000000-0000-7000-8000-000000000000", "nonsense", ""])
    expect((await door.post(`${security}/devices`, { session: id }, cookie)).status, id).toBe(404);
  for (const id of ["00000000-0000-7000-8000-000000000000", "nonsense"]) {
    expect((await door.get(`${security}/passkeys/${id}`, cookie)).status).toBe(404);
    expect((await door.post(`${security}/passkeys/${id}`, {}, cookie)).status).toBe(404);
  }
  expect((await door.get(security, theirs.cookie)).status).toBe(200);
});

test("a client ends their own devices from their own page, and nobody else's", async () => {
  const { ctx } = await tess.aClient();
  const { userId } = ctx.actor as { userId: string };
  const place = { practiceId: tess.ctx.practiceId, memberId: null };
  const [here, there] = [
    await signIn(door.house, { userId, place }),
    await signIn(door.house, { userId, place }),
  ];
  const page = "/client/account/devices";
  const stranger = (await tess.aClient()).ctx.actor as { userId: string };
  const theirs = await signIn(door.house, { userId: stranger.userId, place });

  expect((await door.post(page, { session: theirs.sessionId }, here.cookie)).status).toBe(404);
  expect((await door.get(page, here.cookie)).text).toContain("Sign out everywhere else");
  expect((await door.post(page, { session: there.sessionId }, here.cookie)).location).toBe(page);
  expect((await door.get(page, there.cookie)).status).toBe(303);
  expect((await door.get(page, here.cookie)).text).toContain("This is the only place you are signed in");
  expect((await door.post(page, { session: here.sessionId }, here.cookie)).location).toBe("/sign-in");
});
