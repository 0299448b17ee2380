import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeRecoveryCodes } from "#app/domain/identity/recovery-codes.ts";
import { codeAt, giveApp, theSession } from "#tests/support/a-session.ts";
import { anAuthenticator } from "#tests/support/an-authenticator.ts";
import { anAddress, ask } from "#tests/support/asks.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { type Door, openDoor, session } from "./a-door.ts";

let door: Door;
let tess: TestPractice;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  tess = await aPractice(door.house);
});

const here = "/sign-in/second-factor";
const setUp = "/sign-in/second-factor/set-up";
const security = "/practice/settings/security";

async function come({ proven = false, practice = tess } = {}): Promise<string> {
  const { userId, memberId, ctx } = practice;
  return (await signIn(door.house, { userId, place: { memberId, practiceId: ctx.practiceId }, proven }))
    .cookie;
}

/** The same, longer ago than a change may be. */
async function comeLongAgo(): Promise<string> {
  const cookie = await come({ proven: true });
  await door.sql.query(
    "update sessions set signed_in_at = now() - interval '11 minutes' where user_id = $1",
    [tess.userId],
  );
  return cookie;
}

/** The secret and the sealed offer a page shows. */
function offered(html: string): { secret: string; offer: string } {
  const [, secret = ""] = /class="copied">([A-Z2-7 ]+)</.exec(html) ?? [];
  const [, offer = ""] = /name="offer" value="([^"]+)"/.exec(html) ?? [];
  return { secret: secret.replaceAll(" ", ""), offer };
}

describe("before the second step", () => {
  test("every page of the practice leads to it, and back to where one was going", async () => {
    await giveApp(door.house, tess.userId);
    const cookie = await come();
    for (const path of ["/practice/today", security, "/practice/settings/security/recovery-codes"]) {
      const answer = await door.get(path, cookie);
      expect(answer).toMatchObject({
        status: 303,
        location: `${here}?${new URLSearchParams({ back: path })}`,
      });
    }
    const shown = await door.post(`${here}?back=${security}`, { code: codeAt(new Date()) }, cookie);
    expect(shown.location).toBe(security);
    expect((await door.get(security, session(shown))).status).toBe(200);
    expect((await door.get(security, cookie)).location).toMatch(/^\/sign-in\?/);
  });

  test("nothing is changed by a post to the practice either", async () => {
    await giveApp(door.house, tess.userId);
    const cookie = await come();
    for (const path of [`${security}/recovery-codes`, `${security}/devices`, `${security}/app/removal`]) {
      const answer = await door.post(path, { session: "others" }, cookie);
      expect(answer.status, path).toBe(303);
      expect(answer.location).toMatch(/^\/sign-in\/second-factor/);
    }
    const { rows } = await door.sql.query("select 1 from recovery_codes where user_id = $1", [tess.userId]);
    expect(rows).toEqual([]);
  });

  test("it never leads to another site", async () => {
    await giveApp(door.house, tess.userId);
    const back = encodeURIComponent("//evil.example");
    const shown = await door.post(`${here}?back=${back}`, { code: codeAt(new Date()) }, await come());
    expect(shown.location).toMatch(/^\/practice/);
  });

  test("nobody, and a client, is led to their own door", async () => {
    const { ctx } = await tess.aClient();
    const { userId } = ctx.actor as { userId: string };
    const { cookie } = await signIn(door.house, {
      userId,
      place: { practiceId: tess.ctx.practiceId, memberId: null },
    });
    for (const path of [here, setUp, "/sign-in/recovery-code"]) {
      expect((await door.get(path)).location).toBe("/sign-in");
      expect((await door.get(path, cookie)).location).toBe("/client");
    }
    for (const wish of [undefined, cookie])
      expect((await door.post("/sign-in/passkey/challenge", { purpose: "register" }, wish)).status).toBe(404);
  });

  test("a wrong code is said kindly, and so is one that was used", async () => {
    await giveApp(door.house, tess.userId);
    for (const code of ["", "12345", "abcdef", "000 000 0"])
      expect(await door.post(here, { code }, await come())).toMatchObject({ status: 422, cookies: {} });
    const code = codeAt(new Date());
    await door.post(here, { code }, await come());
    const again = await door.post(here, { code }, await come());
    expect(again.status).toBe(422);
    expect(again.text).toContain("That code was used a moment ago");
  });

  test("the eleventh try in a quarter of an hour waits, whichever way it is tried, and only from there", async () => {
    await giveApp(door.house, tess.userId);

    const [mine, other] = [anAddress(), anAddress()];
    const cookie = await come();
    const tried = (path: string, address: string) =>
      ask(door.built, path, { form: { code: "000000" }, cookie, address });
    for (let n = 0; n < 10; n++)
      expect((await tried(n % 2 ? here : "/sign-in/recovery-code", mine)).status).toBe(422);
    const waits = await tried(here, mine);
    expect(waits.status).toBe(429);
    expect(waits.text).toContain("Please try again in 15 minutes");
    expect(Number(waits.headers.get("retry-after"))).toBeGreaterThan(800);
    expect((await tried("/sign-in/recovery-code", mine)).status).toBe(429);
    expect((await tried(here, other)).status).toBe(422);
  });

  test("a recovery code opens the page that says how many are left", async () => {
    await giveApp(door.house, tess.userId);
    const proven = (await come({ proven: true })).replace("session=", "");
    const made = await makeRecoveryCodes(tess.own, await theSession(door.house, proven));
    const code = made.ok ? made.value[0]! : "";
    const shown = await door.post("/sign-in/recovery-code", { code }, await come());
    expect(shown.location).toBe(`${security}?news=recovery-code`);
    expect((await door.get(`${security}?news=recovery-code`, session(shown))).text).toContain(
      "you have 9 left",
    );
  });
});

describe("setting it up", () => {
  test("whoever has none is led there, and through the codes to where they were going", async () => {
    const cookie = await come();
    expect((await door.get(here, cookie)).location).toBe(setUp);
    const { secret, offer } = offered((await door.get(`${setUp}?back=/practice/today`, cookie)).text);

    const wrong = await door.post(setUp, { offer, code: "000000" }, cookie);
    expect(wrong.status).toBe(422);
    expect(offered(wrong.text), "the same secret again").toEqual({ secret, offer });
    const done = await door.post(
      `${setUp}?back=/practice/today`,
      { offer, code: codeAt(new Date(), 0, secret) },
      cookie,
    );

    expect(done.location).toBe(`${security}/recovery-codes?back=%2Fpractice%2Ftoday`);
    const codes = await door.post(done.location ?? "", {}, session(done));
    expect(codes.text.match(/[a-z2-9]{4}(-[a-z2-9]{4}){3}/g)?.length).toBe(10);
    expect(codes.text).toContain('href="/practice/today"');
    expect(codes.headers.get("cache-control")).toContain("no-store");
    expect((await door.get(setUp, await come())).location).toBe(here);
  });

  test("a look at the page changes nothing", async () => {
    const cookie = await come();
    for (let n = 0; n < 3; n++) await door.get(setUp, cookie);
    const { rows } = await door.sql.query("select 1 from totp_secrets where user_id = $1", [tess.userId]);
    expect(rows).toEqual([]);
  });

  test("takes a fresh sign-in, first and later", async () => {
    const cookie = await come();
    await comeLongAgo();
    const page = await door.get(setUp, cookie);
    expect(page.text).toContain("Sign in again");
    expect(page.text).not.toContain('class="qr"');
    await giveApp(door.house, tess.userId);
    const old = await comeLongAgo();
    for (const path of ["app", "passkeys", "recovery-codes", "address", "app/removal"]) {
      const answer = await door.get(`${security}/${path}`, old);
      expect(answer.text, path).toContain("Please sign in once more");
      expect(answer.text, path).toContain("/sign-in?again=yes&amp;back=");
    }
    expect((await door.post(`${security}/recovery-codes`, {}, old)).status).toBe(403);
    expect((await door.post(`${security}/app/removal`, {}, old)).status).toBe(403);
    expect((await door.post("/sign-in/passkey/challenge", { purpose: "register" }, old)).status).toBe(403);
  });

  test("a passkey can be the first way, and the only one", async () => {
    const key = anAuthenticator();
    const cookie = await come();
    const asked = JSON.parse(
      (await door.post("/sign-in/passkey/challenge", { purpose: "register" }, cookie)).text,
    );
    const credential = JSON.stringify(key.register(asked));
    const done = await door.post(`${setUp}/passkey`, { name: "Laptop", credential }, cookie);
    expect(done.location).toBe(`${security}/recovery-codes`);

    const later = await come();
    expect((await door.get(here, later)).text).not.toContain('name="code"');
    const again = JSON.parse(
      (await door.post("/sign-in/passkey/challenge", { purpose: "prove" }, later)).text,
    );
    const shown = await door.post(
      "/sign-in/passkey",
      { credential: JSON.stringify(key.prove(again)) },
      later,
    );
    expect(shown).toMatchObject({ status: 303, location: "/practice" });
    const { rows } = await door.sql.query("select id from passkeys where user_id = $1", [tess.userId]);
    const kept = await door.post(`${security}/passkeys/${rows[0].id}`, {}, session(shown));
    expect(kept.status).toBe(409);
    expect(kept.text).toContain("This is your only second step, so it stays");
  });

  test("a passkey that is none, or answers no question, is said kindly", async () => {
    const cookie = await come();
    const answer = JSON.stringify(
      anAuthenticator().register({ challenge: "AAAA", rp: { id: "localhost" } } as never),
    );
    for (const credential of ["", "{}", "null", "[1]", "x".repeat(40_000), answer]) {
      const refused = await door.post(`${setUp}/passkey`, { credential }, cookie);
      expect(refused.status).toBe(422);
      expect(refused.text).toContain("That passkey couldn’t be checked");
    }
  });
});
