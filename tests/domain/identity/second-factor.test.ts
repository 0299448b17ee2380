import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { offerApp, setUpApp } from "#app/domain/identity/authenticator.ts";
import { proveByApp, proveByRecoveryCode } from "#app/domain/identity/prove-by-code.ts";
import { makeRecoveryCodes } from "#app/domain/identity/recovery-codes.ts";
import { removeApp } from "#app/domain/identity/remove-factor.ts";
import { secondFactorsOf } from "#app/domain/identity/second-factor.ts";
import { actorOf, endAllSessions, findSession } from "#app/domain/identity/session.ts";
import { keyUri, stepOf } from "#app/domain/identity/totp.ts";
import { appSecret, codeAt, giveApp, halfIn, theSession, wholeIn } from "#tests/support/a-session.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let tess: TestPractice;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  tess = await aPractice(house.house);
});

const minutes = (count: number) => house.clock.advance(count * 60_000);
const now = () => house.clock.now;
const rows = async (text: string, values: unknown[] = []) =>
  (await house.database.pool.query(text, values)).rows;

test("the codes are those of RFC 6238, appendix B", () => {
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // "12345678901234567890"
  expect(stepOf(secret, "287082", 59_000)).toBe(1);
  expect(stepOf(secret, "081804", 1_111_111_109_000)).toBe(37_037_036);
  expect(stepOf(secret, "005924", 1_234_567_890_000)).toBe(41_152_263);
});

test("one step either side counts, two do not, and spaces are forgiven", () => {
  const at = now().getTime();
  const verdicts = [-2, -1, 0, 1, 2].map((steps) => stepOf(appSecret, codeAt(now(), steps), at) !== null);
  expect(verdicts).toEqual([false, true, true, true, false]);
  const code = codeAt(now());
  expect(stepOf(appSecret, `${code.slice(0, 3)} ${code.slice(3)}`, at)).not.toBeNull();
});

test("an app is told whose secret it holds, and nothing but what every app can do", () => {
  const uri = new URL(keyUri({ secret: appSecret, issuer: "Maren Holt", account: "maren@demo.test" }));
  expect(decodeURIComponent(uri.pathname)).toContain("Maren Holt:maren@demo.test");
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: "Maren Holt",
    secret: appSecret,
    algorithm: "SHA1",
    digits: "6",
    period: "30",
  });
});

test("a code opens the practice under a new token, and the old one opens nothing", async () => {
  await giveApp(house.house, tess.userId);
  const { session, token } = await halfIn(tess);
  expect(actorOf(session)).toEqual({ kind: "visitor" });

  const proof = await proveByApp(tess.own, session, codeAt(now()));

  expect(proof.ok).toBe(true);
  const proven = await theSession(house.house, proof.ok ? proof.value.token : "");
  expect(proven).toMatchObject({ sessionId: session.sessionId, provenAt: now() });
  expect(actorOf(proven)).toMatchObject({ kind: "member", memberId: tess.memberId });
  expect(await findSession(house.house, token)).toBeNull();
});

test("a code counts once, and the one before it never after it", async () => {
  await giveApp(house.house, tess.userId);
  const tried = async (steps: number) =>
    proveByApp(tess.own, (await halfIn(tess)).session, codeAt(now(), steps));

  expect(await tried(0)).toMatchObject({ ok: true });
  expect(await tried(0)).toEqual({ ok: false, refusal: "used_code" });
  expect(await tried(-1)).toEqual({ ok: false, refusal: "used_code" });
  expect(await tried(1)).toMatchObject({ ok: true });
});

test("fifty at once with one code give one proof", async () => {
  await giveApp(house.house, tess.userId);
  const { session } = await halfIn(tess);
  const code = codeAt(now());

  const proofs = await Promise.all(Array.from({ length: 50 }, () => proveByApp(tess.own, session, code)));

  expect(proofs.filter(({ ok }) => ok)).toHaveLength(1);
  expect(proofs.filter((proof) => !proof.ok && proof.refusal === "used_code")).toHaveLength(49);
  expect(
    await rows("select 1 from events where name = 'second_factor.shown' and subject_id = $1", [tess.userId]),
  ).toHaveLength(1);
});

test("somebody else's code, and anybody's without an app, is wrong", async () => {
  const other = await aPractice(house.house);
  await giveApp(house.house, other.userId);
  const { session } = await halfIn(tess);
  expect(await proveByApp(tess.own, session, codeAt(now()))).toEqual({ ok: false, refusal: "wrong_code" });
});

test("each failure is written down: whose, by what and why, and nothing that was typed", async () => {
  await giveApp(house.house, tess.userId);
  const tried = async (code: string) => proveByApp(tess.own, (await halfIn(tess)).session, code);
  await tried("000000");
  await tried(codeAt(now()));
  await tried(codeAt(now()));
  await proveByRecoveryCode(tess.own, (await halfIn(tess)).session, "quetzal-quetzal");

  const failures = await rows(
    "select actor, detail from events where name = 'second_factor.failed' and subject_id = $1 order by at, id",
    [tess.userId],
  );
  const by = `member:${tess.userId}`;
  expect(failures).toEqual([
    { actor: by, detail: { by: "app", why: "wrong_code" } },
    { actor: by, detail: { by: "app", why: "used_code" } },
    { actor: by, detail: { by: "recovery_code", why: "wrong_code" } },
  ]);
});

test("a session that ended while its person was typing shows nothing", async () => {
  await giveApp(house.house, tess.userId);
  const { session } = await halfIn(tess);
  await endAllSessions(house.house, tess.userId);
  expect(await proveByApp(tess.own, session, codeAt(now()))).toEqual({ ok: false, refusal: "signed_out" });
});

test("a secret is in force from its first code, which then counts no more", async () => {
  const { session } = await halfIn(tess);
  const { secret, offer } = offerApp(house.house, tess.userId);
  const wrong = codeAt(now(), 5, secret);
  expect(await setUpApp(tess.own, session, { offer, code: wrong })).toEqual({
    ok: false,
    refusal: "wrong_code",
  });
  expect((await secondFactorsOf(house.house, tess.userId)).app).toBeNull();

  const code = codeAt(now(), 0, secret);
  const proof = await setUpApp(tess.own, session, { offer, code });

  expect(proof).toMatchObject({ ok: true, value: { token: expect.any(String) } });
  expect((await secondFactorsOf(house.house, tess.userId)).app).toEqual(now());
  expect(await proveByApp(tess.own, (await halfIn(tess)).session, code)).toMatchObject({
    refusal: "used_code",
  });
  const [kept] = await rows("select sealed from totp_secrets where user_id = $1", [tess.userId]);
  expect(kept.sealed.includes(secret)).toBe(false);
});

test("an offer made for somebody else, or altered, is none", async () => {
  const { session } = await halfIn(tess);
  const { secret, offer } = offerApp(house.house, (await aPractice(house.house)).userId);
  const code = codeAt(now(), 0, secret);
  for (const given of [offer, "", "test~~", `${offer}x`, "nobody~AAAA~AAAA"])
    expect(await setUpApp(tess.own, session, { offer: given, code })).toEqual({
      ok: false,
      refusal: "altered_offer",
    });
});

test("who has a second step adds no other before showing it, however fresh the mailed link", async () => {
  await giveApp(house.house, tess.userId);
  const { session } = await halfIn(tess);
  const { secret, offer } = offerApp(house.house, tess.userId);
  expect(await setUpApp(tess.own, session, { offer, code: codeAt(now(), 0, secret) })).toEqual({
    ok: false,
    refusal: "not_proven",
  });
});

test("of two first set-ups at once the second has to show what the first one made", async () => {
  const sessions = [await halfIn(tess), await halfIn(tess)];
  const tried = await Promise.all(
    sessions.map(({ session }) => {
      const { secret, offer } = offerApp(house.house, tess.userId);
      return setUpApp(tess.own, session, { offer, code: codeAt(now(), 0, secret) });
    }),
  );
  expect(tried.filter(({ ok }) => ok)).toHaveLength(1);
  expect(tried).toContainEqual({ ok: false, refusal: "not_proven" });
});

test("ten minutes after signing in nothing about it can be changed", async () => {
  await giveApp(house.house, tess.userId);
  const { session } = await wholeIn(tess);
  minutes(10);
  expect(await makeRecoveryCodes(tess.own, session)).toMatchObject({ ok: true });
  minutes(0.01);
  const refused = { ok: false, refusal: "not_fresh" };
  const { secret, offer } = offerApp(house.house, tess.userId);
  expect(await makeRecoveryCodes(tess.own, session)).toEqual(refused);
  expect(await setUpApp(tess.own, session, { offer, code: codeAt(now(), 0, secret) })).toEqual(refused);
  expect(await removeApp(tess.own, session)).toEqual(refused);
});

test("each recovery code opens once, however it is typed and whoever is first", async () => {
  await giveApp(house.house, tess.userId);
  const made = await makeRecoveryCodes(tess.own, (await wholeIn(tess)).session);
  const [first = "", second = ""] = made.ok ? made.value : [];
  expect(made.ok && new Set(made.value).size).toBe(10);
  expect(first).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);

  const { session } = await halfIn(tess);
  const typed = first.toUpperCase().replaceAll("-", " ");
  const tries = await Promise.all(
    Array.from({ length: 20 }, () => proveByRecoveryCode(tess.own, session, typed)),
  );

  expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await secondFactorsOf(house.house, tess.userId)).recoveryCodesLeft).toBe(9);
  expect(await proveByRecoveryCode(tess.own, session, first)).toEqual({ ok: false, refusal: "wrong_code" });
  const other = await aPractice(house.house);
  expect(await proveByRecoveryCode(other.own, (await halfIn(other)).session, second)).toMatchObject({
    ok: false,
  });
  expect(JSON.stringify(await rows("select encode(hash, 'escape') from recovery_codes"))).not.toContain(
    second,
  );
});

test("new recovery codes end the old ones, and take a second step that was shown", async () => {
  const { session } = await wholeIn(tess);
  const old = await makeRecoveryCodes(tess.own, session);
  await makeRecoveryCodes(tess.own, session);
  const half = await halfIn(tess);
  expect(await proveByRecoveryCode(tess.own, half.session, old.ok ? old.value[0]! : "")).toMatchObject({
    ok: false,
  });
  expect((await secondFactorsOf(house.house, tess.userId)).recoveryCodesLeft).toBe(10);
  expect(await makeRecoveryCodes(tess.own, half.session)).toEqual({ ok: false, refusal: "not_proven" });
});
