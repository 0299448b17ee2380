import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "#app/db/schema/practices.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { noticesOf } from "#app/domain/notifications/notices.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { aDispute } from "#tests/domain/payments/a-paid-session.ts";
import { freshHours, hearAll } from "#tests/flows/support/money-actors.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { aMember } from "#tests/support/practice.ts";

let till: Till;
let nextHour: () => number;
beforeAll(async () => {
  till = await aTill();
  nextHour = freshHours(till);
});
afterAll(() => till.close());

/** Somebody who works here, and what they were told: subjects of letters and kinds of notices. */
async function somebody(role: Role) {
  const { ctx } = till.practice;
  const email = `${role}-${till.letters.length}@selvage.test`;
  const { userId } = await takeOn(ctx, { email, name: "Bo Books", roles: [role] });
  const own: MemberCtx = { ...ctx, actor: aMember(ctx.practiceId, { userId, roles: [role] }) };
  return {
    email,
    heard: async () => (await noticesOf(own, { count: 20 })).notices.map(({ kind }) => kind),
    letters: () => till.letters.filter(({ to }) => to === email),
  };
}

test("whoever handles the money is told how much, until when, and what came of it; once, and no name", async () => {
  const [biller, scheduler] = [await somebody("biller"), await somebody("scheduler")];
  const { client, made } = await aDispute(till, nextHour());
  await hearAll(till);
  await till.work();
  const [letter, ...more] = biller.letters();
  expect(more).toEqual([]);
  expect(letter?.subject).toMatch(/^A bank asks €85 back: answer until \w+day \d+ \w+ 2027$/);
  expect(letter?.text).toMatch(/http:\/\/localhost:3000\/practice\/billing\/disputes\/[0-9a-f-]{36}/);
  expect(await biller.heard()).toEqual(["dispute.opened"]);

  till.vendor.decide(made.id, "lost");
  await hearAll(till);
  await till.work();
  expect(biller.letters().map(({ subject }) => subject)).toEqual([
    letter?.subject,
    "Decided: €85 went back to the client",
  ]);
  expect(await biller.heard()).toEqual(["dispute.closed", "dispute.opened"]);
  const said = biller.letters().map(({ subject, text }) => `${subject} ${text}`);
  expect(said.join(" ")).not.toContain(client.name);
  expect(said.join(" ")).not.toMatch(/session|therap|hypno/i);
  const owner = till.letters.filter(({ subject }) => /A bank asks/.test(subject)).map(({ to }) => to);
  expect(owner).toHaveLength(2);
  expect(scheduler.letters()).toEqual([]);
  expect(await scheduler.heard()).toEqual([]);
});
