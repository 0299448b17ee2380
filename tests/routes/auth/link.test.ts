import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { joinUrl } from "#app/domain/identity/join-link.ts";
import { ask } from "#tests/support/asks.ts";
import { aPractice } from "#tests/support/practice.ts";
import { type Door, openDoor, session } from "./a-door.ts";

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

describe("a link", () => {
  test("fetched a hundred times ahead of its reader still lets them in", async () => {
    const { email } = await door.practice.aClient();
    const { token, cookie } = await door.asked(email);
    for (let n = 0; n < 100; n += 1) {
      const method = n % 2 === 0 ? "GET" : "HEAD";
      const answer = await ask(door.built, `/link/${token}`, { method, ...(n % 4 < 2 && { cookie }) });
      expect(answer.status).toBe(200);
      expect(answer.cookies).toEqual({});
    }
    expect(await door.sessionsOf(email)).toBe(0);
    session(await door.post(`/link/${token}`, {}, cookie));
  });

  test("pressed fifty times at once begins one session", async () => {
    const { email } = await door.practice.aClient();
    const { token, cookie } = await door.asked(email);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => door.post(`/link/${token}`, {}, cookie)),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(49);
    expect(await door.sessionsOf(email)).toBe(1);
  });

  test("works at 9:59 and not at 10:01, and is refused when it was used", async () => {
    const { email } = await door.practice.aClient();
    const young = await door.asked(email);
    const age = (id: string, seconds: number) =>
      door.sql.query(
        "update sign_in_links set expires_at = now() + interval '10 minutes' - make_interval(secs => $2) where id = $1",
        [id, seconds],
      );
    await age(young.id, 599);
    session(await door.post(`/link/${young.token}`, {}, young.cookie));
    expect((await door.get(`/link/${young.token}`, young.cookie)).status).toBe(410);
    expect((await door.post(`/link/${young.token}`, {}, young.cookie)).status).toBe(410);
    const old = await door.asked(email);
    await age(old.id, 601);
    const answer = await door.post(`/link/${old.token}`, {}, old.cookie);
    expect(answer.status).toBe(410);
    expect(answer.text).toContain("This link has had its day");
    expect((await door.get(`/link/${old.token}`)).status).toBe(410);
  });

  test("that never was is a 404 in the same words", async () => {
    for (const token of ["x".repeat(43), "nonsense", "%00", "..%2f.."]) {
      expect((await door.get(`/link/${token}`)).status).toBe(404);
      expect((await door.post(`/link/${token}`, {}, `asking=${"y".repeat(43)}`)).status).toBe(404);
    }
    expect((await door.get(`/link/${"x".repeat(43)}`)).text).toContain("This link has had its day");
  });

  test("rotates whatever session was there before", async () => {
    const { email } = await door.practice.aClient();
    const first = await door.asked(email);
    const before = session(await door.post(`/link/${first.token}`, {}, first.cookie));
    const second = await door.asked(email);
    const after = session(await door.post(`/link/${second.token}`, {}, `${second.cookie}; ${before}`));
    expect(after).not.toBe(before);
    expect((await door.get("/client", before)).location).toContain("/sign-in");
    expect((await door.get("/client", after)).status).toBe(200);
  });

  test("lets in nobody whose account closed, or who left, after it was asked for", async () => {
    const closed = await door.practice.aClient();
    const one = await door.asked(closed.email);
    await door.closeAccount(closed.email);
    expect((await door.post(`/link/${one.token}`, {}, one.cookie)).status).toBe(410);
    const leaver = await aPractice(door.house);
    const two = await door.asked(`${leaver.slug}@selvage.test`);
    await door.sql.query("update members set ended_at = now() where id = $1", [leaver.memberId]);
    const answer = await door.post(`/link/${two.token}`, {}, two.cookie);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("There is no place for you here");
    expect(answer.cookies.session).toBeUndefined();
  });
});

describe("an invitation", () => {
  test("fills in the address and is no credential", async () => {
    const { email, ctx } = await door.practice.aClient();
    const { userId } = ctx.actor as { userId: string };
    const path = new URL(joinUrl(door.house, userId)).pathname;
    const page = await door.get(path);
    expect(page.status).toBe(200);
    expect(page.text).toContain(`value="${email}"`);
    expect(page.cookies).toEqual({});
    expect(await door.sessionsOf(email)).toBe(0);
  });

  test("that was forged, or whose person moved on, opens the empty form", async () => {
    const { email, ctx } = await door.practice.aClient();
    const { userId } = ctx.actor as { userId: string };
    const path = new URL(joinUrl(door.house, userId)).pathname;
    for (const forged of [`${path}A`, `${path.slice(0, -4)}AAAA`, "/join/x", "/join/%20"]) {
      const page = await door.get(forged);
      expect(page.status).toBe(200);
      expect(page.text).not.toContain('@selvage.test"');
    }
    await door.sql.query(
      `insert into email_changes (id, user_id, new_email, ring, old_hash, new_hash, old_confirmed_at, new_confirmed_at, created_at, expires_at)
       values (gen_random_uuid(), $1, 'new@selvage.test', 'test', '\\x01', '\\x02', now(), now(), now(), now())`,
      [userId],
    );
    await door.sql.query("update users set email = 'new@selvage.test' where id = $1", [userId]);
    const page = await door.get(path);
    expect(page.text).not.toContain("new@selvage.test");
    expect(page.text).not.toContain(email);
  });
});

test("the pages at the door are in nobody's cache, and take nothing by GET", async () => {
  const { token, cookie } = await door.asked("somebody@selvage.test");
  for (const path of ["/sign-in", "/sign-in/sent", `/link/${token}`, "/join/x"]) {
    const { headers } = await door.get(path, cookie);
    expect(headers.get("cache-control"), path).toBe("private, no-store");
    expect(headers.get("x-robots-tag"), path).toBe("noindex");
  }
  expect((await door.get("/sign-in/code", cookie)).location).toBe("/sign-in/sent");
  expect((await door.get("/sign-in/sent")).location).toBe("/sign-in");
  expect((await door.get("/sign-out")).location).toBe("/");
  expect((await door.get("/sign-in/standing")).location).toBe("/sign-in");
});
