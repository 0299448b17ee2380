import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { askToProve, askToRegister } from "#app/domain/identity/passkey-challenge.ts";
import { addPasskey, proveByPasskey } from "#app/domain/identity/passkeys.ts";
import { removeApp, removePasskey } from "#app/domain/identity/remove-factor.ts";
import { secondFactorsOf } from "#app/domain/identity/second-factor.ts";
import type { SignedIn } from "#app/domain/identity/session.ts";
import { newId } from "#app/values/ids.ts";
import type { Result } from "#app/values/result.ts";
import { giveApp, halfIn, theSession, wholeIn } from "#tests/support/a-session.ts";
import { anAuthenticator } from "#tests/support/an-authenticator.ts";
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

const notVerified = { ok: false, refusal: "not_verified" };

function given<T>(answer: Result<T, string>): T {
  if (!answer.ok) throw new Error(answer.refusal);
  return answer.value;
}

type Key = ReturnType<typeof anAuthenticator>;

async function register(session: SignedIn, key: Key, manner?: Parameters<Key["register"]>[1]) {
  const asked = given(await askToRegister(house.house, session, "Test Practice"));
  return addPasskey(tess.own, session, { name: "Laptop", answer: key.register(asked, manner) });
}

async function show(session: SignedIn, key: Key, manner?: Parameters<Key["prove"]>[1]) {
  const asked = given(await askToProve(house.house, session));
  return proveByPasskey(tess.own, session, key.prove(asked, manner));
}

test("a first passkey lets in who made it, and opens the practice from then on", async () => {
  const key = anAuthenticator();
  const first = given(await register((await halfIn(tess)).session, key));
  expect(await theSession(house.house, first?.token ?? "")).toMatchObject({ provenAt: house.clock.now });

  const proof = await show((await halfIn(tess)).session, key);

  expect(proof.ok).toBe(true);
  const { passkeys } = await secondFactorsOf(house.house, tess.userId);
  expect(passkeys).toMatchObject([{ name: "Laptop", lastUsedAt: house.clock.now }]);
});

test("we are the host of APP_URL, and a passkey must check who holds it", async () => {
  const asked = given(await askToRegister(house.house, (await halfIn(tess)).session, "Test Practice"));
  expect(asked).toMatchObject({
    rp: { id: "localhost", name: "Test Practice" },
    attestation: "none",
    authenticatorSelection: { userVerification: "required" },
  });
});

test("an answer from elsewhere, or of a passkey that checked nobody, is refused", async () => {
  const { session } = await halfIn(tess);
  expect(await register(session, anAuthenticator(), { origin: "https://evil.example" })).toEqual(notVerified);
  expect(await register(session, anAuthenticator(), { isVerified: false })).toEqual(notVerified);
  const key = anAuthenticator();
  given(await register(session, key));
  const half = await halfIn(tess);
  expect(await show(half.session, key, { origin: "https://evil.example" })).toEqual(notVerified);
  expect(await show(half.session, key, { isVerified: false })).toEqual(notVerified);
  expect(await show(half.session, key)).toMatchObject({ ok: true });
});

test("a challenge answers once, for its own session and purpose, for five minutes", async () => {
  const key = anAuthenticator();
  given(await register((await halfIn(tess)).session, key));
  const { session } = await halfIn(tess);
  const answer = key.prove(given(await askToProve(house.house, session)));

  expect(await proveByPasskey(tess.own, (await halfIn(tess)).session, answer)).toEqual(notVerified);
  expect(await proveByPasskey(tess.own, session, answer)).toMatchObject({ ok: true });
  expect(await proveByPasskey(tess.own, session, answer)).toEqual(notVerified);

  const late = await halfIn(tess);
  const slow = key.prove(given(await askToProve(house.house, late.session)));
  house.clock.advance(5 * 60_000);
  expect(await proveByPasskey(tess.own, late.session, slow)).toEqual(notVerified);
});

test("fifty answers to one challenge give one proof", async () => {
  const key = anAuthenticator();
  given(await register((await halfIn(tess)).session, key));
  const { session } = await halfIn(tess);
  const answer = key.prove(given(await askToProve(house.house, session)));
  const proofs = await Promise.all(
    Array.from({ length: 50 }, () => proveByPasskey(tess.own, session, answer)),
  );
  expect(proofs.filter(({ ok }) => ok)).toHaveLength(1);
});

test("a counter that falls back is a copy's", async () => {
  const key = anAuthenticator();
  given(await register((await halfIn(tess)).session, key));
  expect(await show((await halfIn(tess)).session, key, { counter: 7 })).toMatchObject({ ok: true });
  expect(await show((await halfIn(tess)).session, key, { counter: 7 })).toEqual(notVerified);
  expect(await show((await halfIn(tess)).session, key, { counter: 8 })).toMatchObject({ ok: true });
  const { rows } = await house.database.pool.query(
    "select detail from events where name = 'second_factor.failed' and subject_id = $1",
    [tess.userId],
  );
  expect(rows).toEqual([{ detail: { by: "passkey", why: "not_verified" } }]);
});

test("a passkey that keeps no counter opens again and again", async () => {
  const key = anAuthenticator();
  given(await register((await halfIn(tess)).session, key));
  for (let time = 0; time < 3; time++)
    expect(await show((await halfIn(tess)).session, key, { counter: 0 })).toMatchObject({ ok: true });
});

test("somebody else's passkey opens nothing here, and is not theirs to remove", async () => {
  const key = anAuthenticator();
  given(await register((await halfIn(tess)).session, key));
  const other = await aPractice(house.house);
  const otherKey = anAuthenticator();
  const theirs = await halfIn(other);
  const asked = given(await askToRegister(house.house, theirs.session, "Other"));
  given(await addPasskey(other.own, theirs.session, { name: "Phone", answer: otherKey.register(asked) }));

  expect(await show((await halfIn(tess)).session, otherKey)).toEqual(notVerified);
  const [passkey] = (await secondFactorsOf(house.house, other.userId)).passkeys;
  const { session } = await wholeIn(tess);
  for (const id of [passkey!.id, newId(), "nonsense"])
    expect(await removePasskey(tess.own, session, id)).toBeNull();
});

test("a passkey is registered once, even by two people", async () => {
  const key = anAuthenticator();
  const { session } = await wholeIn(tess);
  given(await register(session, key));
  expect(await register(session, key)).toEqual({ ok: false, refusal: "known_already" });
});

test("before the second step was shown nobody is even asked for another passkey", async () => {
  await giveApp(house.house, tess.userId);
  const { session } = await halfIn(tess);
  expect(await askToRegister(house.house, session, "Test Practice")).toEqual({
    ok: false,
    refusal: "not_proven",
  });
  expect(await askToProve(house.house, session)).toEqual({ ok: false, refusal: "no_passkey" });
});

test("the last way to show it stays, whichever of two goes first", async () => {
  await giveApp(house.house, tess.userId);
  const { session } = await wholeIn(tess);
  expect(await removeApp(tess.own, session)).toEqual({ ok: false, refusal: "last_one" });
  given(await register(session, anAuthenticator()));
  const [passkey] = (await secondFactorsOf(house.house, tess.userId)).passkeys;

  const removed = await Promise.all([
    removeApp(tess.own, session),
    removePasskey(tess.own, session, passkey!.id),
  ]);

  expect(removed.filter((answer) => answer?.ok)).toHaveLength(1);
  expect(removed).toContainEqual({ ok: false, refusal: "last_one" });
});

test.each([
  ["nothing at all", {}],
  [
    "half an answer",
    { id: "AAAA", rawId: "AAAA", type: "public-key", response: {}, clientExtensionResults: {} },
  ],
])("%s instead of an answer is refused and breaks nothing", async (_, nonsense) => {
  const { session } = await halfIn(tess);
  given(await askToRegister(house.house, session, "Test Practice"));
  const answer = nonsense as Parameters<typeof addPasskey>[2]["answer"];
  expect(await addPasskey(tess.own, session, { name: "Laptop", answer })).toEqual(notVerified);
});
