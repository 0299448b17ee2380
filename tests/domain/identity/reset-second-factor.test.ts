import { afterAll, beforeAll, expect, test } from "vitest";
import { makeRecoveryCodes } from "#app/domain/identity/recovery-codes.ts";
import { resetSecondFactor } from "#app/domain/identity/reset-second-factor.ts";
import { secondFactorsOf } from "#app/domain/identity/second-factor.ts";
import { findSession } from "#app/domain/identity/session.ts";
import { giveApp, halfIn, wholeIn } from "#tests/support/a-session.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let tess: TestPractice;
let other: TestPractice;
beforeAll(async () => {
  house = await aHouse();
  [tess, other] = [await aPractice(house.house), await aPractice(house.house)];
});
afterAll(() => house.close());

const rows = async (text: string, values: unknown[] = []) =>
  (await house.database.pool.query(text, values)).rows;

async function emailOf({ userId }: TestPractice): Promise<string> {
  return (await rows("select email from users where id = $1", [userId]))[0].email;
}

test("who lost every second step begins anew, and nobody else does", async () => {
  const operator = { ...house.house, actor: { kind: "system", job: "selvage" } } as const;
  const before = new Map<TestPractice, string>();
  for (const practice of [tess, other]) {
    await giveApp(house.house, practice.userId);
    const { session, token } = await wholeIn(practice);
    await makeRecoveryCodes(practice.own, session);
    await house.database.pool.query(
      "insert into passkeys (id, user_id, credential_id, public_key, counter, name, created_at) values (gen_random_uuid(), $1, $2, '', 0, 'Laptop', now())",
      [practice.userId, practice.userId],
    );
    before.set(practice, token);
  }

  expect(await resetSecondFactor(operator, await emailOf(tess))).toBe(true);

  const none = { app: null, passkeys: [], recoveryCodesLeft: 0 };
  expect(await secondFactorsOf(house.house, tess.userId)).toEqual(none);
  expect(await findSession(house.house, before.get(tess)!)).toBeNull();
  expect(await secondFactorsOf(house.house, other.userId)).toMatchObject({ recoveryCodesLeft: 10 });
  expect(await findSession(house.house, before.get(other)!)).not.toBeNull();
  expect(
    await rows(
      "select practice_id, subject_id, actor, detail from events where name = 'second_factor.reset'",
    ),
  ).toEqual([
    { practice_id: tess.ctx.practiceId, subject_id: tess.userId, actor: "system:selvage", detail: {} },
  ]);

  const { session } = await halfIn(tess);
  expect(session.provenAt).toBeNull();
  expect(await resetSecondFactor(operator, await emailOf(tess))).toBe(false);
  expect(await findSession(house.house, (await halfIn(tess)).token)).not.toBeNull();
});

test("nobody by that address is nobody", async () => {
  expect(await resetSecondFactor(house.house, "nobody@selvage.test")).toBeNull();
});
