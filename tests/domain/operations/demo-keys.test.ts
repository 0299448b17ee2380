import { expect, test } from "vitest";
import { demoKeys } from "#app/domain/operations/seed.ts";
import { demoAccounts } from "#sandbox/stripe/demo.ts";

test("the keys the demo's group practice is given are those of its account in the sandbox", () => {
  const theirs = demoAccounts("").find(({ url }) => url === "/hooks/stripe/harbour-group");
  const { secretKey, webhookSecret: secret } = demoKeys;
  expect(theirs).toMatchObject({ secretKey, secret, currency: "usd" });
});
