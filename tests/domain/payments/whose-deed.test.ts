import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { cancel } from "#app/domain/bookings/cancel.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { keepChoice } from "#app/domain/notifications/preferences.ts";
import { settle } from "#app/domain/payments/settle.ts";
import { triesAt } from "#tests/flows/support/money-actors.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { disagreements } from "#tests/support/agrees-with-stripe.ts";
import { findBroken } from "#tests/support/invariants.ts";

let till: Till;
beforeAll(async () => {
  till = await aTill();
});
afterEach(async () => {
  expect(await disagreements(till)).toEqual([]);
  expect(await findBroken(till.database.pool)).toEqual([]);
});
afterAll(() => till.close());

let day = 4;

/** A client who paid for a session; whoever hears of it first is let by `hear`. */
async function paidFor(hear: "the return page" | "the webhook", wantsLetters = true) {
  const client = await till.aClient();
  const ctx = client.ctx as ClientCtx;
  if (!wantsLetters) await keepChoice(ctx, ctx.actor.userId, "own_bookings", { email: false, inPlace: true });
  const asked = await till.ask(client, Date.parse(`2027-02-${String(day++).padStart(2, "0")}T10:00:00Z`));
  if (!asked.ok) throw new Error(asked.refusal);
  const [payment] = await triesAt(till, asked.value.id);
  till.vendor.pay(payment!.session!);
  const job = { kind: "system", job: "hear_stripe" } as const;
  const hearer = hear === "the return page" ? ctx : { ...till.practice.ctx, actor: job };
  expect(await settle(hearer, till.world, payment!.id)).toBe("paid");
  await till.work();
  const letters = () => till.letters.filter(({ to }) => to === client.email).map(({ subject }) => subject);
  return { ctx, bookingId: asked.value.id, letters };
}

for (const hears of ["the return page", "the webhook"] as const) {
  test(`where ${hears} hears of it first, what was paid is the deed of who paid`, async () => {
    const { ctx, bookingId } = await paidFor(hears);
    const [confirmed] = await till.rows<{ actor: string }>(
      "select actor from events where name = 'booking.confirmed' and subject_id = $1",
      bookingId,
    );
    expect(confirmed).toEqual({ actor: `client:${ctx.actor.userId}` });
  });

  test(`where ${hears} hears of it first, who wants no letters about their own deeds gets none`, async () => {
    const told = await paidFor(hears);
    expect(told.letters().some((subject) => subject.startsWith("Your time with"))).toBe(true);
    const untold = await paidFor(hears, false);
    expect(untold.letters().some((subject) => subject.startsWith("Your time with"))).toBe(false);
  });

  test(`where ${hears} hears of it first, what was confirmed by letter is called off by letter`, async () => {
    const { ctx, bookingId, letters } = await paidFor(hears);
    const { therapistId } = till.practice;
    const left = await cancel(ctx, { bookingId, therapistId, by: "client" });
    expect(left).toMatchObject({ ok: true });
    await till.work();
    expect(letters().some((subject) => /called off|cancelled/i.test(subject))).toBe(true);
  });
}
