import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { expireHolds } from "#app/domain/bookings/expire-holds.ts";
import { findBooking, openLink } from "#app/domain/bookings/queries.ts";
import { withdrawCardConsent } from "#app/domain/clients/card-consent.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { arrangementOf } from "#app/domain/payments/arrangement.ts";
import { keepLateCard, lateCardOf } from "#app/domain/payments/keep-late-card.ts";
import { letGo } from "#app/domain/payments/let-go.ts";
import { minute, triesAt } from "#tests/flows/support/money-actors.ts";
import { anOwingTill, type Owing } from "./support/owing.ts";

let owing: Owing;
let till: Owing["till"];
beforeAll(async () => {
  owing = await anOwingTill();
  till = owing.till;
});
afterEach(() => owing.expectInOrder());
afterAll(() => till.close());

type Left = Awaited<ReturnType<Owing["aCardToLeave"]>>;

/** A card left in the last minute of its page, of which we hear only once the hold has run out. */
async function aLateCard(): Promise<Left & { settle: () => Promise<unknown> }> {
  const left = await owing.aCardToLeave();
  const [first] = await triesAt(till, left.bookingId);
  till.clock.advance(30 * minute);
  till.vendor.pay(left.page);
  till.clock.advance(10 * minute);
  return { ...left, settle: () => till.settle(first!.id) };
}

/** The same where somebody else has the time by now. */
async function aLostOne() {
  const late = await aLateCard();
  const other = await till.aClient();
  expect(await till.ask(other, late.startsAt)).toMatchObject({ ok: true });
  await late.settle();
  await till.work();
  return { ...late, other };
}

const bookingsOf = (clientId: string) =>
  till.rows<{ id: string; status: string; retakes: string | null }>(
    "select id, status, retakes from bookings where client_id = $1 order by booked_at, id",
    clientId,
  );
const cardOf = async (clientId: string) => {
  const { card, consent } = await arrangementOf(till.practice.ctx, clientId);
  return [card?.last4 ?? null, consent !== null];
};
const lettersTo = (email: string) => till.letters.filter(({ to }) => to === email);
const hers = async () =>
  (await till.rows<{ email: string }>("select email from users where id = $1", till.practice.userId))[0]!
    .email;

/** What the link in the letter to the client opens. */
async function byLetter({ client }: Left): Promise<Ctx> {
  const letter = lettersTo(client.email).at(-1)!;
  const [, token = ""] = /\/book\/manage\/([\w-]{43})\/card\b/.exec(letter.text) ?? [];
  const held = await openLink(till.house, token);
  if (!held || held === "dead") throw new Error("The link opens nothing");
  return held.ctx;
}

const nothing = [null, false];
const kept = ["4242", true];

test("a card heard of after its hold takes the time again while it is free, once, and both are told that it stands", async () => {
  const late = await aLateCard();
  await expireHolds(till.house);
  const before = lettersTo(await hers()).length;
  await Promise.all([late.settle(), late.settle(), late.settle()]);
  await till.work();
  const [lost, again, ...others] = await bookingsOf(late.client.clientId);
  expect([lost?.status, again?.status, again?.retakes, others]).toEqual([
    "expired",
    "confirmed",
    late.bookingId,
    [],
  ]);
  expect(await cardOf(late.client.clientId)).toEqual(kept);
  expect(lettersTo(late.client.email).map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^Your time with Tess Therapist: /),
  ]);
  expect(lettersTo(await hers()).length).toBe(before + 1);
  const whole = (await findBooking(till.practice.ctx, again!.id))!;
  expect(whole.booking).toMatchObject({ chargeWhen: "after_session", heldFor: null });
});

test("where somebody else has the time nothing is booked, charged or kept, and both are told once", async () => {
  const { client, bookingId, settle } = await aLostOne();
  await Promise.all([settle(), settle()]);
  await till.work();
  expect(await bookingsOf(client.clientId)).toMatchObject([{ id: bookingId, status: "expired" }]);
  expect(await cardOf(client.clientId)).toEqual(nothing);
  expect(till.vendor.list("charges")).toEqual([]);
  const letters = lettersTo(client.email);
  expect(letters.map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^About the time you asked for/),
  ]);
  expect(letters[0]!.text).toContain(
    "nothing is booked and nothing was charged. Your card isn’t kept either.",
  );
  const told = lettersTo(await hers()).filter(({ subject }) => subject.startsWith("A card came too late"));
  expect(told).toHaveLength(1);
  expect(told[0]!.text).toContain("nothing was charged");
});

test("at once with somebody else who asks for it, one of the two has the time", async () => {
  for (let round = 0; round < 5; round += 1) {
    const late = await aLateCard();
    const other = await till.aClient();
    const [, asked] = await Promise.all([late.settle(), till.ask(other, late.startsAt), late.settle()]);
    await till.work();
    const stands = (await bookingsOf(late.client.clientId)).filter(({ status }) => status === "confirmed");
    expect(stands.length + (asked.ok ? 1 : 0)).toBe(1);
    expect(await cardOf(late.client.clientId)).toEqual(stands.length === 1 ? kept : nothing);
    expect(lettersTo(late.client.email)).toHaveLength(1);
  }
});

test("who still wants the card kept says so by their letter, once however often, and the next session stands at once", async () => {
  const lost = await aLostOne();
  const ctx = await byLetter(lost);
  const { client, bookingId } = lost;
  expect(await lateCardOf(ctx, { id: bookingId, clientId: client.clientId })).toMatchObject({ is: "open" });
  const presses = await Promise.all(
    Array.from({ length: 5 }, () => keepLateCard(ctx, till.world, { bookingId })),
  );
  expect(presses.every(({ ok }) => ok)).toBe(true);
  expect(await cardOf(client.clientId)).toEqual(kept);
  const events = await till.rows(
    "select id from events where name = 'card.kept' and subject_id = $1",
    client.clientId,
  );
  expect(events).toHaveLength(1);
  await till.rows("update session_types set charge_when = 'after_session' where slug = 'session'");
  const next = await till.ask(client, owing.aStart());
  await till.rows("update session_types set charge_when = 'at_booking' where slug = 'session'");
  expect(next).toMatchObject({ ok: true, value: { status: "confirmed" } });
});

test("by another's link nothing is kept, nor where no card came too late", async () => {
  const [one, other] = [await aLostOne(), await aLostOne()];
  const wrong = await byLetter(other);
  expect(await keepLateCard(wrong, till.world, { bookingId: one.bookingId })).toEqual({
    ok: false,
    refusal: "not_here",
  });
  expect(await cardOf(one.client.clientId)).toEqual(nothing);
  const { client, bookingId } = await owing.aCard();
  expect(await keepLateCard(client.ctx, till.world, { bookingId })).toEqual({
    ok: false,
    refusal: "not_here",
  });
});

test("while the payment service is away nothing is kept, and the next press keeps it", async () => {
  const lost = await aLostOne();
  const ctx = await byLetter(lost);
  till.vendor.fail({ fault: "500", match: "/v1/checkout" });
  expect(await keepLateCard(ctx, till.world, lost)).toEqual({ ok: false, refusal: "away" });
  expect(await cardOf(lost.client.clientId)).toEqual(nothing);
  till.vendor.faults.clear();
  expect(await keepLateCard(ctx, till.world, lost)).toMatchObject({ ok: true });
  expect(await cardOf(lost.client.clientId)).toEqual(kept);
});

test("what was taken back is not kept after all by an old letter", async () => {
  const lost = await aLostOne();
  const ctx = await byLetter(lost);
  await keepLateCard(ctx, till.world, lost);
  await withdrawCardConsent(till.practice.ctx, lost.client.clientId);
  expect(await keepLateCard(ctx, till.world, lost)).toEqual({ ok: false, refusal: "over" });
  expect(await arrangementOf(till.practice.ctx, lost.client.clientId)).toMatchObject({ consent: null });
});

test("who let their time go and left a card all the same has neither the time nor a card kept", async () => {
  const left = await owing.aCardToLeave();
  const [first] = await triesAt(till, left.bookingId);
  till.vendor.fail({ fault: "500", match: "/expire" });
  expect(await letGo(left.client.ctx, till.world, { bookingId: left.bookingId })).toMatchObject({ ok: true });
  till.vendor.faults.clear();
  till.vendor.pay(left.page);
  await till.settle(first!.id);
  await till.work();
  expect(await bookingsOf(left.client.clientId)).toMatchObject([{ status: "cancelled" }]);
  expect(await cardOf(left.client.clientId)).toEqual(nothing);
  expect(lettersTo(left.client.email)).toHaveLength(1);
});
