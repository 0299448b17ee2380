import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { findBooking, openLink } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { creditOf } from "#app/domain/ledger/credit.ts";
import { type Choice, chooseReturn } from "#app/domain/payments/choose-return.ts";
import { returnStanding } from "#app/domain/payments/return-standing.ts";
import { returnUnchosen } from "#app/domain/payments/return-unchosen.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { returnInWords } from "#app/routes/paying/return-in-words.ts";
import {
  expectInOrder,
  freshHours,
  hearAll,
  hour,
  letPass,
  minute,
  triesAt,
} from "#tests/flows/support/money-actors.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { aType } from "#tests/support/practice.ts";

const day = 24 * hour;

let till: Till;
let nextHour: () => number;
beforeAll(async () => {
  till = await aTill();
  nextHour = freshHours(till);
  const { ctx, therapistId } = till.practice;
  await offer(ctx, aType({ slug: "paid-call", kind: "discovery", minutes: 20, price: 4000 }), [therapistId]);
});
afterEach(() => expectInOrder(till));
afterAll(() => till.close());

let guests = 0;

/** Somebody without an account, who paid for a first call that the practice then called off; and the link in their letter. */
async function aGuest({ waits = 10 * minute } = {}) {
  guests += 1;
  const email = `stranger-${guests}@selvage.test`;
  const ctx: Ctx = { ...till.practice.ctx, actor: { kind: "visitor" } };
  const stranger = { ctx, name: `Stranger ${guests}`, email };
  const asked = await till.ask(stranger, nextHour(), { typeSlug: "paid-call" });
  if (!asked.ok) throw new Error(asked.refusal);
  const bookingId = asked.value.id;
  const [first] = await triesAt(till, bookingId);
  till.vendor.pay(first!.session!);
  await till.settle(first!.id);
  await letPass(till, waits);
  await callOff(till.practice.own, { bookingId, sequence: 0 });
  await till.work();
  const letter = till.letters.filter(({ to }) => to === email).at(-1)!;
  const [, token = ""] = /\/book\/manage\/([\w-]{43})\/choice\b/.exec(letter.text) ?? [];
  return { bookingId, letter, token };
}

/** What whoever holds the link sees, and what their press does. */
async function byLink(token: string) {
  const held = await openLink(till.house, token);
  if (!held || held === "dead") throw new Error("The link opens nothing");
  const { id } = held.booking.booking;
  return {
    held,
    press: (to: Choice) => chooseReturn(held.ctx, { bookingId: id, to }),
    async sees() {
      const whole = (await findBooking(held.ctx, id))!;
      const standing = await returnStanding(held.ctx, whole);
      return standing && returnInWords(whole, standing);
    },
  };
}

const refundsOf = (bookingId: string) =>
  till.rows<{ goes_to: string; amount: number }>(
    "select goes_to, amount from refunds where booking_id = $1 order by asked_at, id",
    bookingId,
  );

test("a guest chooses by the link in their letter, and the first press is the one that counts", async () => {
  const { bookingId, token } = await aGuest();
  const { press, sees } = await byLink(token);
  expect(await sees()).toMatchObject({ is: "open", title: "€40 is yours" });
  const presses = await Promise.all(
    Array.from({ length: 20 }, (_, n) => press(n % 2 === 0 ? "card" : "credit")),
  );
  expect(presses.filter(({ ok }) => ok)).toEqual([{ ok: true, value: { amount: 4000 } }]);
  await till.work();
  const [only, ...others] = await refundsOf(bookingId);
  expect([only?.amount, others]).toEqual([4000, []]);
  expect(await press("credit")).toEqual({ ok: false, refusal: "chosen_already" });
});

test("once it is chosen the page says what became of it, whichever it was", async () => {
  const [toCard, kept] = [await aGuest(), await aGuest()];
  const [card, credit] = [await byLink(toCard.token), await byLink(kept.token)];
  await card.press("card");
  await credit.press("credit");
  await till.work();
  expect(await card.sees()).toEqual({
    is: "over",
    title: "It goes back to your card",
    words: ["€40 goes back to your card. Banks take up to ten days to show it."],
  });
  expect(await credit.sees()).toEqual({
    is: "over",
    title: "It is kept for you",
    words: ["€40 is kept for you, and taken off what your next appointment costs."],
  });
  expect(await creditOf(till.practice.ctx, credit.held.booking.booking.clientId)).toBe(4000);
});

test("who said nothing for a week is told that it went back by itself, by a link that still opens", async () => {
  const { bookingId, token } = await aGuest();
  till.clock.advance(7 * day);
  await returnUnchosen(till.house, till.world);
  await till.work();
  const { press, sees } = await byLink(token);
  expect(await sees()).toMatchObject({
    is: "over",
    words: [expect.stringContaining("went back to your card by itself")],
  });
  expect(await press("credit")).toEqual({ ok: false, refusal: "chosen_already" });
  expect(await refundsOf(bookingId)).toEqual([{ goes_to: "card", amount: 4000 }]);
});

test("what the bank sent back waits for a person, and nobody is told that it arrived", async () => {
  const { token } = await aGuest();
  const { press, sees } = await byLink(token);
  till.vendor.newRefunds("wait");
  await press("card");
  await till.work();
  till.vendor.newRefunds("succeed");
  till.vendor.failRefund(till.vendor.list("refunds").at(-1)!.id);
  await hearAll(till);
  await till.work();
  expect(await sees()).toEqual({
    is: "over",
    title: "It could not go back yet",
    words: ["€40 could not go back to your card: Test Practice will be in touch about it."],
  });
});

test("the words by the link say nothing of whom it was with, nor what it was", async () => {
  const { token } = await aGuest();
  const { held, press, sees } = await byLink(token);
  const before = JSON.stringify(await sees());
  await press("card");
  for (const words of [before, JSON.stringify(await sees())])
    for (const secret of [
      held.booking.booking.guestName,
      held.booking.therapist.firstName,
      "call",
      "session",
    ])
      expect(words).not.toContain(secret);
});

test("another booking's link chooses nothing here, and what stands or was never paid has nothing to choose", async () => {
  const [one, other] = [await aGuest(), await aGuest()];
  const { held, press } = await byLink(other.token);
  expect(await chooseReturn(held.ctx, { bookingId: one.bookingId, to: "card" })).toEqual({
    ok: false,
    refusal: "not_here",
  });
  expect(await refundsOf(one.bookingId)).toEqual([]);
  for (const { token } of [one, other])
    expect(await (await byLink(token)).press("card")).toMatchObject({ ok: true });
  expect(await press("card")).toMatchObject({ refusal: "chosen_already" });
  const client = await till.aClient();
  const asked = await till.ask(client, nextHour());
  if (!asked.ok) throw new Error(asked.refusal);
  const stands = (await findBooking(till.practice.ctx, asked.value.id))!;
  expect(await returnStanding(till.practice.ctx, stands)).toBeNull();
});

test("what was called off within the minutes of its booking goes back by itself, and no letter offers a choice", async () => {
  const { bookingId, letter, token } = await aGuest({ waits: minute });
  expect(token).toBe("");
  expect(letter.text).not.toContain("you choose");
  expect(
    await returnStanding(till.practice.ctx, (await findBooking(till.practice.ctx, bookingId))!),
  ).toBeNull();
});
