import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { joinUrl } from "#app/domain/identity/join-link.ts";
import { findLink, secretsOf } from "#app/domain/identity/link.ts";
import { wrong } from "#tests/domain/identity/a-link.ts";
import { type Answer, anAddress, ask } from "#tests/support/asks.ts";
import { openBuiltHouse } from "#tests/support/built-house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";

let open: Awaited<ReturnType<typeof openBuiltHouse>>;
let practice: TestPractice;
beforeAll(async () => {
  open = await openBuiltHouse();
  practice = await aPractice(open.house, { isHome: true });
});
afterAll(() => open.close());

const get = (path: string, cookie?: string) => ask(open.built, path, cookie ? { cookie } : {});
const post = (path: string, form: Record<string, string> = {}, cookie?: string) =>
  ask(open.built, path, { form, ...(cookie && { cookie }) });

/** Ask for a link as a browser does; gives what its letter would tell, and the cookie that browser now has. */
async function asked(email: string, form: Record<string, string> = {}) {
  const answer = await post("/sign-in", { email, ...form });
  expect(answer.location).toBe("/sign-in/sent");
  const { rows } = await open.sql.query(
    "select id from sign_in_links where email = $1 order by created_at desc",
    [email],
  );
  const link = await findLink(open.house, rows[0].id);
  return { ...secretsOf(open.house, link!), id: link!.id, cookie: `asking=${answer.cookies.asking}` };
}

/** The cookie of a browser that was let in. */
function session({ cookies }: Answer): string {
  expect(cookies.session).toMatch(/^[\w-]{43}$/);
  return `session=${cookies.session}`;
}

async function sessionsOf(email: string): Promise<number> {
  const { rows } = await open.sql.query(
    "select count(*)::int from sessions s join users u on u.id = s.user_id where u.email = $1",
    [email],
  );
  return rows[0].count;
}

describe("a client", () => {
  test("signs in by the link, sees where they are, and goes", async () => {
    const { email } = await practice.aClient();
    const { token, cookie } = await asked(email);
    const page = await get(`/link/${token}`, cookie);
    expect(page.status).toBe(200);
    expect(page.text).toContain("This is my own device");

    const answer = await post(`/link/${token}`, {}, cookie);
    expect([answer.status, answer.location]).toEqual([303, "/client"]);
    expect(answer.cookies.asking).toBe("");
    const own = session(answer);
    expect((await get("/client", own)).status).toBe(200);
    expect((await get("/sign-in", own)).location).toBe("/client");
    expect((await get(`/sign-in?back=/client/sessions`, own)).location).toBe("/client/sessions");
    expect((await get("/practice/today", own)).status).toBe(404);

    const out = await post("/sign-out", {}, own);
    expect([out.status, out.location, out.cookies.session]).toEqual([303, "/", ""]);
    expect((await get("/client", own)).location).toBe("/sign-in?back=%2Fclient");
  });

  test("comes back to the page they wanted, and to none that is not ours or not theirs", async () => {
    const { email } = await practice.aClient();
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
      const { email } = await practice.aClient();
      const { token, cookie } = await asked(email, { back });
      expect((await post(`/link/${token}`, {}, cookie)).location, back).toBe(leads);
    }
    expect(await sessionsOf(email)).toBe(0);
  });

  test("is kept on a device of their own, and elsewhere until the browser closes", async () => {
    const { email } = await practice.aClient();
    const cookies = async (form: Record<string, string>) => {
      const { token, cookie } = await asked(email);
      const answer = await post(`/link/${token}`, form, cookie);
      return answer.headers.getSetCookie().find((line) => line.startsWith("session="))!;
    };
    expect(await cookies({ device: "own" })).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/);
    expect(await cookies({})).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test("signs in by the code on another device", async () => {
    const { email } = await practice.aClient();
    const { token, code, cookie } = await asked(email);
    const elsewhere = await get(`/link/${token}`);
    expect(elsewhere.status).toBe(200);
    expect(elsewhere.text).toContain("Type the code where you asked");
    expect(elsewhere.text).not.toContain('<form class="stack"');
    expect((await post(`/link/${token}`, {})).status).toBe(403);
    expect((await post("/sign-in/code", { code })).status).toBe(403);
    expect(await sessionsOf(email)).toBe(0);

    const answer = await post("/sign-in/code", { code: `${code.slice(0, 3)} ${code.slice(3)}` }, cookie);
    expect([answer.status, answer.location]).toEqual([303, "/client"]);
    session(answer);
  });

  test("is told kindly when a code does not fit, and to ask anew after five", async () => {
    const { email } = await practice.aClient();
    const { code, token, cookie } = await asked(email);
    for (let tried = 1; tried <= 4; tried += 1) {
      const answer = await post("/sign-in/code", { code: wrong(code) }, cookie);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain("That code doesn’t fit");
    }
    const fifth = await post("/sign-in/code", { code: wrong(code) }, cookie);
    expect(fifth.status).toBe(410);
    expect(fifth.text).toContain("ask for a new link");
    expect((await post("/sign-in/code", { code }, cookie)).status).toBe(410);
    expect((await post(`/link/${token}`, {}, cookie)).status).toBe(410);
    expect(await sessionsOf(email)).toBe(0);
  });
});

describe("a link", () => {
  test("fetched a hundred times ahead of its reader still lets them in", async () => {
    const { email } = await practice.aClient();
    const { token, cookie } = await asked(email);
    for (let n = 0; n < 100; n += 1) {
      const method = n % 2 === 0 ? "GET" : "HEAD";
      const answer = await ask(open.built, `/link/${token}`, { method, ...(n % 4 < 2 && { cookie }) });
      expect(answer.status).toBe(200);
      expect(answer.cookies).toEqual({});
    }
    expect(await sessionsOf(email)).toBe(0);
    session(await post(`/link/${token}`, {}, cookie));
  });

  test("pressed fifty times at once begins one session", async () => {
    const { email } = await practice.aClient();
    const { token, cookie } = await asked(email);
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(`/link/${token}`, {}, cookie)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(49);
    expect(await sessionsOf(email)).toBe(1);
  });

  test("works at 9:59 and not at 10:01, and is refused when it was used", async () => {
    const { email } = await practice.aClient();
    const young = await asked(email);
    const age = (id: string, seconds: number) =>
      open.sql.query(
        "update sign_in_links set expires_at = now() + interval '10 minutes' - make_interval(secs => $2) where id = $1",
        [id, seconds],
      );
    await age(young.id, 599);
    session(await post(`/link/${young.token}`, {}, young.cookie));
    expect((await get(`/link/${young.token}`, young.cookie)).status).toBe(410);
    expect((await post(`/link/${young.token}`, {}, young.cookie)).status).toBe(410);
    const old = await asked(email);
    await age(old.id, 601);
    const answer = await post(`/link/${old.token}`, {}, old.cookie);
    expect(answer.status).toBe(410);
    expect(answer.text).toContain("This link has had its day");
    expect((await get(`/link/${old.token}`)).status).toBe(410);
  });

  test("that never was is a 404 in the same words", async () => {
    for (const token of ["x".repeat(43), "nonsense", "%00", "..%2f.."]) {
      expect((await get(`/link/${token}`)).status).toBe(404);
      expect((await post(`/link/${token}`, {}, `asking=${"y".repeat(43)}`)).status).toBe(404);
    }
    expect((await get(`/link/${"x".repeat(43)}`)).text).toContain("This link has had its day");
  });

  test("rotates whatever session was there before", async () => {
    const { email } = await practice.aClient();
    const first = await asked(email);
    const before = session(await post(`/link/${first.token}`, {}, first.cookie));
    const second = await asked(email);
    const after = session(await post(`/link/${second.token}`, {}, `${second.cookie}; ${before}`));
    expect(after).not.toBe(before);
    expect((await get("/client", before)).location).toContain("/sign-in");
    expect((await get("/client", after)).status).toBe(200);
  });

  test("lets in nobody whose account closed, or who left, after it was asked for", async () => {
    const closed = await practice.aClient();
    const one = await asked(closed.email);
    await open.sql.query("update users set closed_at = now() where email = $1", [closed.email]);
    expect((await post(`/link/${one.token}`, {}, one.cookie)).status).toBe(410);
    const leaver = await aPractice(open.house);
    const two = await asked(`${leaver.slug}@selvage.test`);
    await open.sql.query("update members set ended_at = now() where id = $1", [leaver.memberId]);
    const answer = await post(`/link/${two.token}`, {}, two.cookie);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("There is no place for you here");
    expect(answer.cookies.session).toBeUndefined();
  });
});

describe("asking", () => {
  test("answers an address nobody has in the same bytes", async () => {
    const { email } = await practice.aClient();
    const cookie = `asking=${"z".repeat(43)}`;
    const bytes = async (email: string) => {
      const { headers, ...answer } = await post("/sign-in", { email }, cookie);
      const told = [...headers].filter(([name]) => name !== "x-request-id");
      return JSON.stringify([answer, told]);
    };
    expect(await bytes("nobody.at.all@selvage.test")).toBe(await bytes(email));
    const page = async () => (await get("/sign-in/sent", cookie)).text;
    expect(await page()).toContain(
      "If that address is on our list, a link is on its way. It works once, for 10 minutes.",
    );
  });

  test("takes the same time for an address nobody has: within 5 ms in the mean of 500", async () => {
    const spent = { known: 0, unknown: 0 };
    const known = await Promise.all(Array.from({ length: 5 }, () => practice.aClient()));
    const one = async (kind: keyof typeof spent, n: number) => {
      const email = kind === "known" ? known[n % 5]!.email : `nobody-${n % 5}@selvage.test`;
      const address = anAddress();
      const began = performance.now();
      const { status } = await ask(open.built, "/sign-in", { form: { email }, address });
      const took = performance.now() - began;
      expect(status).toBe(303);
      return took;
    };
    for (let n = 0; n < 20; n += 1) await one(n % 2 ? "known" : "unknown", n);
    for (let n = 0; n < 500; n += 1) {
      const order = n % 2 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
      for (const kind of order) spent[kind] += await one(kind, n);
    }
    const [a, b] = [spent.known / 500, spent.unknown / 500];
    console.info(
      `asking for a link: known ${a.toFixed(2)} ms, unknown ${b.toFixed(2)} ms in the mean of 500`,
    );
    expect(Math.abs(a - b)).toBeLessThan(5);
  }, 120_000);

  test("is limited for one address from one network, and from there only", async () => {
    const { email } = await practice.aClient();
    const address = anAddress();
    for (let n = 0; n < 10; n += 1)
      expect((await ask(open.built, "/sign-in", { form: { email }, address })).status).toBe(303);
    const more = await ask(open.built, "/sign-in", { form: { email }, address });
    expect(more.status).toBe(429);
    expect(Number(more.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(more.text).toContain(email);
    expect((await post("/sign-in", { email })).status).toBe(303);
    const another = { form: { email: "somebody.else@selvage.test" }, address };
    expect((await ask(open.built, "/sign-in", another)).status).toBe(303);
  });

  test("is limited for one network, whatever the addresses", async () => {
    const address = anAddress();
    const statuses: number[] = [];
    for (let n = 0; n < 41; n += 1) {
      const form = { email: `crowd-${n}@selvage.test` };
      statuses.push((await ask(open.built, "/sign-in", { form, address })).status);
    }
    expect(statuses.slice(0, 40).every((status) => status === 303)).toBe(true);
    expect(statuses[40]).toBe(429);
  });

  test("builds the link from APP_URL, whatever the Host header says", async () => {
    const { email } = await practice.aClient();
    const headers = {
      host: "evil.example",
      "x-forwarded-host": "evil.example",
      origin: "http://evil.example",
    };
    const answer = await ask(open.built, "/sign-in", { form: { email }, headers });
    expect(answer.location ?? "").not.toContain("evil");
    const plain = await ask(open.built, "/sign-in", { form: { email }, headers: { host: "evil.example" } });
    expect(plain.location).toBe("/sign-in/sent");
    const { rows } = await open.sql.query("select * from sign_in_links where email = $1", [email]);
    expect(JSON.stringify(rows)).not.toContain("evil");
  });

  test("with what is no address is answered in words, and keeps what was typed", async () => {
    for (const email of ["", "ann", "ann@", "a\0b@x.example", `${"a".repeat(300)}@x.example`]) {
      const answer = await post("/sign-in", { email });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain("Please type your email address");
    }
    expect((await post("/sign-in", { email: "half-an-address" })).text).toContain('value="half-an-address"');
  });
});

test("a member goes on to the second factor, and to their page once it was shown", async () => {
  const { token, cookie } = await asked(`${practice.slug}@selvage.test`, { back: "/practice/clients" });
  const answer = await post(`/link/${token}`, { device: "own" }, cookie);
  expect(answer.location).toBe("/practice/clients");
  const own = session(answer);
  expect((await get("/practice/clients", own)).location).toBe(
    "/sign-in/second-factor?back=%2Fpractice%2Fclients",
  );
  await open.sql.query("update sessions set proven_at = now() where member_id = $1", [practice.memberId]);
  expect((await get("/practice/clients", own)).status).toBe(200);
});

test("somebody with several places chooses one, and the token changes with it", async () => {
  const { userId, memberId, ctx } = await aPractice(open.house);
  await open.sql.query(
    "insert into members (id, practice_id, user_id, roles) values (gen_random_uuid(), $1, $2, '{scheduler}')",
    [practice.ctx.practiceId, userId],
  );
  const { rows } = await open.sql.query("select email from users where id = $1", [userId]);
  const { token, cookie } = await asked(rows[0].email, { back: "/practice/calendar" });
  const answer = await post(`/link/${token}`, {}, cookie);
  expect(answer.location).toBe("/sign-in/standing?back=%2Fpractice%2Fcalendar");
  const unchosen = session(answer);
  expect((await get("/client", unchosen)).status).toBe(404);
  expect((await get("/practice/today", unchosen)).location).toContain("/sign-in/standing");
  expect((await get("/sign-in/standing", unchosen)).text).toContain("Where are you going?");
  expect((await post("/sign-in/standing", {}, unchosen)).status).toBe(422);
  expect((await post("/sign-in/standing", { place: practice.memberId }, unchosen)).status).toBe(422);

  const form = { place: memberId, back: "/practice/calendar" };
  const chosen = await post("/sign-in/standing", form, unchosen);
  expect(chosen.location).toBe("/practice/calendar");
  const own = session(chosen);
  expect(own).not.toBe(unchosen);
  expect((await get("/sign-in/standing", unchosen)).location).toContain("/sign-in");
  const { rows: standing } = await open.sql.query(
    "select practice_id, proven_at from sessions where member_id = $1 and ended_at is null",
    [memberId],
  );
  expect(standing).toEqual([{ practice_id: ctx.practiceId, proven_at: null }]);
});

test("signing out everywhere ends the other browsers too", async () => {
  const { email, ctx } = await practice.aClient();
  const { userId } = ctx.actor as { userId: string };
  const place = { practiceId: practice.ctx.practiceId, memberId: null };
  const here = await signIn(open.house, { userId, place });
  const there = await signIn(open.house, { userId, place, isOwnDevice: true });
  expect((await get("/client", there.cookie)).status).toBe(200);
  expect((await get("/sign-out", here.cookie)).text).toContain("Sign out on every device");
  await post("/sign-out", { everywhere: "yes" }, here.cookie);
  for (const { cookie } of [here, there])
    expect((await get("/client", cookie)).location).toContain("/sign-in");
  expect(await sessionsOf(email)).toBe(2);
});

test("what asks by itself keeps nobody signed in; a page does", async () => {
  const { ctx } = await practice.aClient();
  const { userId } = ctx.actor as { userId: string };
  const place = { practiceId: practice.ctx.practiceId, memberId: null };
  const { cookie, sessionId } = await signIn(open.house, { userId, place });
  await open.sql.query("update sessions set last_seen_at = now() - interval '20 minutes' where id = $1", [
    sessionId,
  ]);
  const seen = async () =>
    (
      await open.sql.query(
        "select last_seen_at > now() - interval '1 minute' as now from sessions where id = $1",
        [sessionId],
      )
    ).rows[0].now;
  for (const path of ["/practice/stream", "/client/stream", "/client/sessions/draft"])
    await get(path, cookie);
  expect(await seen()).toBe(false);
  await get("/client", cookie);
  expect(await seen()).toBe(true);
});

describe("an invitation", () => {
  test("fills in the address and is no credential", async () => {
    const { email, ctx } = await practice.aClient();
    const { userId } = ctx.actor as { userId: string };
    const path = new URL(joinUrl(open.house, userId)).pathname;
    const page = await get(path);
    expect(page.status).toBe(200);
    expect(page.text).toContain(`value="${email}"`);
    expect(page.cookies).toEqual({});
    expect(await sessionsOf(email)).toBe(0);
  });

  test("that was forged, or whose person moved on, opens the empty form", async () => {
    const { email, ctx } = await practice.aClient();
    const { userId } = ctx.actor as { userId: string };
    const path = new URL(joinUrl(open.house, userId)).pathname;
    for (const forged of [`${path}A`, `${path.slice(0, -4)}AAAA`, "/join/x", "/join/%20"]) {
      const page = await get(forged);
      expect(page.status).toBe(200);
      expect(page.text).not.toContain('@selvage.test"');
    }
    await open.sql.query(
      `insert into email_changes (id, user_id, new_email, ring, old_hash, new_hash, old_confirmed_at, new_confirmed_at, created_at, expires_at)
       values (gen_random_uuid(), $1, 'new@selvage.test', 'test', '\\x01', '\\x02', now(), now(), now(), now())`,
      [userId],
    );
    await open.sql.query("update users set email = 'new@selvage.test' where id = $1", [userId]);
    const page = await get(path);
    expect(page.text).not.toContain("new@selvage.test");
    expect(page.text).not.toContain(email);
  });
});

test("the pages at the door are in nobody's cache, and take nothing by GET", async () => {
  const { token, cookie } = await asked("somebody@selvage.test");
  for (const path of ["/sign-in", "/sign-in/sent", `/link/${token}`, "/join/x"]) {
    const { headers } = await get(path, cookie);
    expect(headers.get("cache-control"), path).toBe("private, no-store");
    expect(headers.get("x-robots-tag"), path).toBe("noindex");
  }
  expect((await get("/sign-in/code", cookie)).location).toBe("/sign-in/sent");
  expect((await get("/sign-in/sent")).location).toBe("/sign-in");
  expect((await get("/sign-out")).location).toBe("/");
  expect((await get("/sign-in/standing")).location).toBe("/sign-in");
});
