import fc from "fast-check";
import { expect, test } from "vitest";
import { aGoodEmail, aSandbox } from "./a-sandbox.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

/** A sound email in which some fields hold anything at all. */
const spoiltEmail = fc
  .dictionary(
    fc.constantFrom(
      "from",
      "to",
      "cc",
      "subject",
      "html",
      "headers",
      "tags",
      "attachments",
      "template",
      "__proto__",
    ),
    fc.jsonValue(),
  )
  .map((spoilt) => ({ ...aGoodEmail, ...spoilt }));
const anything = fc.oneof(
  fc.json(),
  fc.string({ unit: "binary" }),
  spoiltEmail.map((email) => JSON.stringify(email)),
);
const calls = fc.constantFrom(
  "/emails",
  "/emails/batch",
  "/control/faults",
  "/control/inbox",
  "/inbox",
  "/emails/x/cancel",
);

test(`whatever is sent, the sandbox answers in words and never breaks (SEED=${seed})`, async () => {
  const { url, post } = await aSandbox();

  await fc.assert(
    fc.asyncProperty(calls, anything, async (path, body) => {
      const headers = { authorization: "Bearer re_test" };
      const response = await fetch(url + path, { method: "POST", body, headers });
      await response.arrayBuffer();
      await post("/control/reset", {}); // A random fault must not strike the next call.
      expect([200, 201, 400, 404, 405, 422, 501]).toContain(response.status);
    }),
    { seed, numRuns: 300 },
  );
});
