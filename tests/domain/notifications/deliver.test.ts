import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "#app/domain/ctx.ts";
import { deliver } from "#app/domain/notifications/deliver.ts";
import { resendCarrier } from "#app/integrations/resend.server.ts";
import { smtpCarrier } from "#app/integrations/smtp.server.ts";
import { newId } from "#app/values/ids.ts";
import type { Carrier, World } from "#app/world.ts";
import { aLetter } from "#tests/integrations/a-letter.ts";
import { aSandbox } from "#tests/sandbox/a-sandbox.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let ctx: Ctx;
beforeAll(async () => {
  house = await aHouse();
  ({ ctx } = await aPractice(house.house));
});
afterAll(() => house.close());

const hour = 3_600_000;

/** One letter to one person, and a world to send it into. */
async function aPost() {
  const sandbox = await aSandbox();
  const resend = resendCarrier({ apiKey: "re_test", baseUrl: sandbox.url, timeoutMs: 1500 });
  const smtp = smtpCarrier({ url: sandbox.smtpUrl, timeoutMs: 2000 });
  const post = {
    key: `client:confirmed:${newId()}:0`,
    letter: "client_confirmed",
    subjectId: newId(),
    write: () => aLetter,
  };
  return {
    ...sandbox,
    resend,
    smtp,
    post,
    /** Try it, as a job would: whether it has to come back. */
    attempt: (mail: Omit<World["mail"], "from"> = { resend, smtp }) =>
      deliver(ctx, { mail: { from: "hello@demo.test", ...mail } }, post).then(
        () => "settled",
        () => "comes back",
      ),
    row: async () =>
      (
        await house.database.pool.query(
          "select status, carrier, attempts, why from deliveries where key = $1",
          [post.key],
        )
      ).rows[0],
  };
}

/** A carrier whose process dies before it has heard the answer. */
function killedAfter(carrier: Carrier): Carrier {
  return {
    async hand(letter, key) {
      await carrier.hand(letter, key);
      throw new Error("killed");
    },
  };
}
const killedBefore: Carrier = { hand: () => Promise.reject(new Error("killed")) };

test("a letter goes out once by Resend, and a job that runs again finds it sent", async () => {
  const { attempt, inbox, row } = await aPost();
  expect([await attempt(), await attempt(), await attempt()]).toEqual(["settled", "settled", "settled"]);
  expect(await inbox()).toHaveLength(1);
  expect(await row()).toEqual({ status: "sent", carrier: "resend", attempts: 1, why: null });
});

test("after a definite no from Resend SMTP stands in, at once and once", async () => {
  const { attempt, inbox, row, fail } = await aPost();
  await fail({ service: "resend", fault: "429" });
  expect([await attempt(), await attempt()]).toEqual(["settled", "settled"]);
  expect(await inbox()).toHaveLength(1);
  expect(await row()).toMatchObject({ status: "sent", carrier: "smtp", attempts: 1 });
});

test.each(["500", "cut", "lose-answer", "bad-json", "hang"] as const)(
  "after %s nobody knows whether Resend has the letter, so SMTP is never asked, even when Resend says no later",
  async (fault) => {
    const { attempt, inbox, row, fail, requests } = await aPost();
    await fail({ service: "resend", fault, times: 1 });
    await fail({ service: "resend", fault: "429", times: 1 });
    expect([await attempt(), await attempt(), await attempt()]).toEqual([
      "comes back",
      "comes back",
      "settled",
    ]);
    expect(await inbox()).toHaveLength(1);
    expect(await row()).toMatchObject({ status: "sent", carrier: "resend", attempts: 3 });
    const keys = (await requests()).map(({ headers }) => headers["idempotency-key"]);
    expect(new Set(keys).size).toBe(1);
  },
);

test("a crash while Resend is asked leaves the letter perhaps sent: SMTP is not asked after it", async () => {
  const { attempt, inbox, row, fail, resend, smtp } = await aPost();
  expect(await attempt({ resend: killedAfter(resend), smtp })).toBe("comes back");
  await fail({ service: "resend", fault: "429", times: 1 });
  expect(await attempt()).toBe("comes back");
  expect(await attempt({ smtp })).toBe("comes back");
  expect(await attempt()).toBe("settled");
  expect(await inbox()).toHaveLength(1);
  expect(await row()).toMatchObject({ status: "sent", carrier: "resend" });
});

test("after 23 hours without an answer it is unknown, and Resend, which forgets keys after a day, is not asked again", async () => {
  const { attempt, inbox, row, fail, pass } = await aPost();
  await fail({ service: "resend", fault: "lose-answer", times: 1 });
  await fail({ service: "resend", fault: "500", times: 1 });
  expect(await attempt()).toBe("comes back");
  house.clock.advance(23 * hour);
  expect(await attempt()).toBe("comes back");
  house.clock.advance(2 * hour);
  pass(26);
  expect(await attempt()).toBe("settled");
  expect(await row()).toMatchObject({ status: "unknown", carrier: "resend" });
  expect(await inbox()).toHaveLength(1);
});

test("a crash while handing to SMTP is unknown, and never sent again", async () => {
  const { attempt, inbox, row, smtp } = await aPost();
  expect(await attempt({ smtp: killedAfter(smtp) })).toBe("comes back");
  expect(await inbox()).toHaveLength(1);
  expect([await attempt(), await attempt({ smtp })]).toEqual(["settled", "settled"]);
  expect(await inbox()).toHaveLength(1);
  expect(await row()).toMatchObject({
    status: "unknown",
    carrier: "smtp",
    why: "The hand-over was cut short by a restart",
  });
});

test("when SMTP takes the letter and its answer is lost, it is unknown and seen", async () => {
  const { attempt, inbox, row, smtp, fail } = await aPost();
  await fail({ service: "smtp", fault: "lose-answer" });
  expect(await attempt({ smtp })).toBe("settled");
  expect(await row()).toMatchObject({ status: "unknown", carrier: "smtp" });
  expect(await attempt({ smtp })).toBe("settled");
  expect(await inbox()).toHaveLength(1);
});

test("when SMTP says not now the letter waits, and goes out once when it may", async () => {
  const { attempt, inbox, row, smtp, fail } = await aPost();
  await fail({ service: "smtp", fault: "429", times: 2 });
  expect([await attempt({ smtp }), await attempt({ smtp }), await attempt({ smtp })]).toEqual([
    "comes back",
    "comes back",
    "settled",
  ]);
  expect(await inbox()).toHaveLength(1);
  expect(await row()).toMatchObject({ status: "sent", attempts: 3 });
});

test("a letter that is refused for good is failed, visible, and not tried again", async () => {
  const { attempt, row, resend, post } = await aPost();
  const wrong = { ...post, write: () => ({ ...aLetter, to: "ann@" }) };
  const mail = { from: "hello@demo.test", resend };
  await deliver(ctx, { mail }, wrong);
  expect(await row()).toMatchObject({
    status: "failed",
    why: "Resend answered 422 validation_error",
    attempts: 1,
  });
  expect(await attempt()).toBe("settled");
  expect(await row()).toMatchObject({ status: "failed", attempts: 1 });
});

test("under a wrong API key letters wait for the right one", async () => {
  const { attempt, row, inbox, url } = await aPost();
  const wrong = resendCarrier({ apiKey: "sk_wrong", baseUrl: url });
  expect(await attempt({ resend: wrong })).toBe("comes back");
  expect(await row()).toMatchObject({ status: "waiting", why: expect.stringMatching(/answered 40[13]/) });
  expect(await attempt()).toBe("settled");
  expect(await inbox()).toHaveLength(1);
});

test("while one worker waits for Resend's answer, another that hears no does not cross to SMTP", async () => {
  const { attempt, inbox, row, fail, resend, smtp } = await aPost();
  const line = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const slow: Carrier = {
    async hand(letter, key) {
      begun.resolve();
      await line.promise;
      return resend.hand(letter, key);
    },
  };
  const first = attempt({ resend: slow, smtp });
  await begun.promise;
  await fail({ service: "resend", fault: "429", times: 1 });
  expect(await attempt()).toBe("comes back");
  line.resolve();
  expect(await first).toBe("settled");
  expect(await attempt()).toBe("settled");
  expect(await inbox()).toHaveLength(1);
  expect(await row()).toMatchObject({ status: "sent", carrier: "resend" });
});

test("of many workers at one letter one sends it", async () => {
  const { attempt, inbox, smtp } = await aPost();
  await Promise.all(Array.from({ length: 8 }, () => attempt({ smtp })));
  expect(await inbox()).toHaveLength(1);
});

test("without any carrier a letter waits and nothing is noted as tried", async () => {
  const { attempt, row } = await aPost();
  expect(await attempt({})).toBe("comes back");
  expect(await row()).toBeUndefined();
});

test("a crash before anything was handed over loses nothing", async () => {
  const { attempt, inbox, smtp } = await aPost();
  expect(await attempt({ resend: killedBefore, smtp })).toBe("comes back");
  expect(await attempt()).toBe("settled");
  expect(await inbox()).toHaveLength(1);
});
