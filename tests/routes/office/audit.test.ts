import { afterAll, beforeAll, expect, test } from "vitest";
import { giveApp } from "#tests/support/a-session.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { type Desk, openDesk } from "../practice/a-desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const see = (query = "", cookie = desk.cookies.owner) => desk.ask(cookie, `/office/audit${query}`);

test("the owner reads who did what, narrows it and saves it; nothing that looks like a formula is one", async () => {
  const { clientId: id } = await desk.practice.aClient();
  await desk.sql.query("update clients set name = '=HYPERLINK(1)' where id = $1", [id]);
  await desk.ask(desk.cookies.owner, `/practice/clients/${id}`);
  const all = await see();
  expect(all.status).toBe(200);
  expect(all.text).toContain("Opened a client’s record");
  const readings = await see("?kind=readings");
  expect(readings.text).toContain("Opened a client’s record");
  expect(readings.text).not.toContain("Opened the practice");
  expect((await see(`?client=${id}&kind=exports`)).text).toContain("Nothing fits");
  const file = await desk.ask(desk.cookies.owner, `/office/audit/log.csv?client=${id}`);
  expect(file.text).toContain("'=HYPERLINK(1)");
  expect(file.text).toContain("client.viewed");
});

test("an address that asks for nonsense shows all of it", async () => {
  for (const query of ["?kind=x", "?person=x&client=%00", "?from=2026-13-40&to=x", "?before=x"])
    expect((await see(query)).status, query).toBe(200);
});

test("under sign-ins stand sign-outs and second steps that failed, each by name, and no code", async () => {
  const { practice } = desk;
  const { userId, memberId } = practice;
  const place = { practiceId: practice.ctx.practiceId, memberId };
  const half = await signIn(practice.ctx, { userId, place, proven: false });
  await giveApp(practice.ctx, userId);
  const form = "application/x-www-form-urlencoded";
  expect((await desk.ask(half.cookie, "/sign-in/second-factor", "code=000001", form)).status).toBe(422);
  const whole = await signIn(practice.ctx, { userId, place });
  expect((await desk.ask(whole.cookie, "/sign-out", "", form)).status).toBe(303);
  const shown = (await see("?kind=sign_ins")).text;
  expect(shown).toContain("Failed the second step");
  expect(shown).toContain("Signed out");
  expect(shown).not.toContain("000001");
  expect((await see(`?kind=sign_ins&person=${userId}`)).text).toContain("Signed out");
});
