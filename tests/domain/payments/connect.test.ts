import { afterAll, beforeAll, expect, test } from "vitest";
import { connectionOf, connectStripe, disconnectStripe } from "#app/domain/payments/connect.ts";
import { keysOf } from "#app/domain/payments/merchant.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";

let till: Till;
let practice: TestPractice;
beforeAll(async () => {
  till = await aTill();
  practice = await aPractice(till.house);
});
afterAll(() => till.close());

// The one key the sandbox of a till knows.
const keys = { secretKey: "sk_test_till", webhookSecret: "whsec_of_their_own" };
const as = (role: "owner" | "manager" | "biller" | "therapist" | "scheduler") => ({
  ...practice.ctx,
  actor: aMember(practice.ctx.practiceId, { roles: [role] }),
});
const kept = () =>
  till.rows<{ row: string }>(
    "select t::text as row from stripe_accounts t where practice_id = $1",
    practice.ctx.practiceId,
  );

test("only the owner says whose account the money goes to", async () => {
  for (const role of ["manager", "biller", "therapist", "scheduler"] as const) {
    expect(await connectStripe(as(role), till.world, keys)).toEqual({ ok: false, refusal: "not_here" });
    expect(await disconnectStripe(as(role))).toEqual({ ok: false, refusal: "not_here" });
  }
  expect(await kept()).toEqual([]);
});

test("a key that Stripe does not know is not kept, and nor is one that could not be tried", async () => {
  const other = { ...keys, secretKey: "sk_test_somebody_elses" };
  expect(await connectStripe(as("owner"), till.world, other)).toEqual({ ok: false, refusal: "wrong_key" });
  till.vendor.fail({ fault: "500", times: 1 });
  expect(await connectStripe(as("owner"), till.world, keys)).toEqual({ ok: false, refusal: "away" });
  expect(await kept()).toEqual([]);
});

test("an account that is settled in another currency is refused", async () => {
  await till.rows("update practices set currency = 'JPY' where id = $1", practice.ctx.practiceId);
  expect(await connectStripe(as("owner"), till.world, keys)).toEqual({
    ok: false,
    refusal: "other_currency",
  });
  await till.rows("update practices set currency = 'EUR' where id = $1", practice.ctx.practiceId);
  expect(await kept()).toEqual([]);
});

test("keys are kept sealed, open again for the house alone, and go when they are let go", async () => {
  expect(await connectStripe(as("owner"), till.world, keys)).toEqual({ ok: true, value: null });
  const [row] = await kept();
  expect(row?.row).not.toMatch(/sk_test_till|whsec_of/);
  expect((await keysOf(practice.ctx, till.world))?.webhookSecret).toBe("whsec_of_their_own");
  expect(await connectionOf(as("owner"))).toMatchObject({ by: "own", keyEnd: "till" });
  expect(await disconnectStripe(as("owner"))).toEqual({ ok: true, value: null });
  expect(await keysOf(practice.ctx, till.world)).toBeNull();
});
