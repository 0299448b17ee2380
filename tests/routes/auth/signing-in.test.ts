import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wrong } from "#tests/domain/identity/a-link.ts";
import { type Door, openDoor, session } from "./a-door.ts";

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

describe("a client", () => {
  test("signs in by the link, sees where they are, and goes", async () => {
    const { email } = await door.practice.aClient();
    const { token, cookie } = await door.asked(email);
    const page = await door.get(`/link/${token}`, cookie);
    expect(page.status).toBe(200);
    expect(page.text).toContain("This is my own device");

    const answer = await door.post(`/link/${token}`, {}, cookie);
    expect([answer.status, answer.location]).toEqual([303, "/client"]);
    expect(answer.cookies.asking).toBe("");
    const own = session(answer);
    expect((await door.get("/client", own)).status).toBe(200);
    expect((await door.get("/sign-in", own)).location).toBe("/client");
    expect((await door.get(`/sign-in?back=/client/sessions`, own)).location).toBe("/client/sessions");
    expect((await door.get("/practice/today", own)).status).toBe(404);

    const out = await door.post("/sign-out", {}, own);
    expect([out.status, out.location, out.cookies.session]).toEqual([303, "/", ""]);
    expect((await door.get("/client", own)).location).toBe("/sign-in?back=%2Fclient");
  });

  test("comes back to the page they wanted, and to none that is not ours or not theirs", async () => {
    const { email } = await door.practice.aClient();
    const ways = [
      ["/client/sessions?from=x", "/client/sessions?from=x"],
      ["/book/somebody", "/book/somebody"],
      ["/practice/today", "/client"],
      ["//evil.example", "/client"],
      ["/\\evil.example", "/client"],
      ["https://evil.example", "/client"],
      ["/sign-in?again", "/client"],
      ["/sign-out", "/client"],
    ] as const;
    for (const [back, leads] of ways) {
      const { email } = await door.practice.aClient();
      const { token, cookie } = await door.asked(email, { back });
      expect((await door.post(`/link/${token}`, {}, cookie)).location, back).toBe(leads);
    }
    expect(await door.sessionsOf(email)).toBe(0);
  });

  test("is kept on a device of their own, and elsewhere until the browser closes", async () => {
    const { email } = await door.practice.aClient();
    const cookies = async (form: Record<string, string>) => {
      const { token, cookie } = await door.asked(email);
      const answer = await door.post(`/link/${token}`, form, cookie);
      return answer.headers.getSetCookie().find((line) => line.startsWith("session="))!;
    };
    expect(await cookies({ device: "own" })).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/);
    expect(await cookies({})).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test("signs in by the code on another device", async () => {
    const { email } = await door.practice.aClient();
    const { token, code, cookie } = await door.asked(email);
    const elsewhere = await door.get(`/link/${token}`);
    expect(elsewhere.status).toBe(200);
    expect(elsewhere.text).toContain("Type the code where you asked");
    expect(elsewhere.text).not.toContain('<form class="stack"');
    expect((await door.post(`/link/${token}`, {})).status).toBe(403);
    expect((await door.post("/sign-in/code", { code })).status).toBe(403);
    expect(await door.sessionsOf(email)).toBe(0);

    const answer = await door.post("/sign-in/code", { code: `${code.slice(0, 3)} ${code.slice(3)}` }, cookie);
    expect([answer.status, answer.location]).toEqual([303, "/client"]);
    session(answer);
  });

  test("is told kindly when a code does not fit, and to ask anew after five", async () => {
    const { email } = await door.practice.aClient();
    const { code, token, cookie } = await door.asked(email);
    for (let tried = 1; tried <= 4; tried += 1) {
      const answer = await door.post("/sign-in/code", { code: wrong(code) }, cookie);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain("That code doesn’t fit");
    }
    const fifth = await door.post("/sign-in/code", { code: wrong(code) }, cookie);
    expect(fifth.status).toBe(410);
    expect(fifth.text).toContain("ask for a new link");
    expect((await door.post("/sign-in/code", { code }, cookie)).status).toBe(410);
    expect((await door.post(`/link/${token}`, {}, cookie)).status).toBe(410);
    expect(await door.sessionsOf(email)).toBe(0);
  });
});

test("a member goes on to the second factor, and to their page once it was shown", async () => {
  const { token, cookie } = await door.asked(`${door.practice.slug}@selvage.test`, {
    back: "/practice/clients",
  });
  const answer = await door.post(`/link/${token}`, { device: "own" }, cookie);
  expect(answer.location).toBe("/practice/clients");
  const own = session(answer);
  expect((await door.get("/practice/clients", own)).location).toBe(
    "/sign-in/second-factor?back=%2Fpractice%2Fclients",
  );
  await door.sql.query("update sessions set proven_at = now() where member_id = $1", [
    door.practice.memberId,
  ]);
  expect((await door.get("/practice/clients", own)).status).toBe(200);
});
