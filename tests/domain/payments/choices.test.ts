import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { ParticipantRole } from "#app/db/schema/clients.ts";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { creditOf } from "#app/domain/ledger/credit.ts";
import { chooseReturn } from "#app/domain/payments/choose-return.ts";
import { returnUnchosen } from "#app/domain/payments/return-unchosen.ts";
import { newId } from "#app/values/ids.ts";
import { expectInOrder, freshHours, hour } from "#tests/flows/support/money-actors.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { aMember, aPractice } from "#tests/support/practice.ts";
import { aPaidSession } from "./a-paid-session.ts";

let till: Till;
let nextHour: () => number;
beforeAll(async () => {
  till = await aTill();
  nextHour = freshHours(till);
});
afterEach(() => expectInOrder(till));
afterAll(() => till.close());

const day = 24 * hour;
type Client = Awaited<ReturnType<Till["aClient"]>>;

/** A session somebody paid, and the practice called off. */
async function aCalledOffOne(who?: Client) {
  const paid = await aPaidSession(till, nextHour(), who);
  await callOff(till.practice.own, { bookingId: paid.bookingId, sequence: 0 });
  await till.work();
  return paid;
}

const refundsOf = (bookingId: string) =>
  till.rows<{ goes_to: string; amount: number; status: string; asked_by: string }>(
    "select goes_to, amount, status, asked_by from refunds where booking_id = $1 order by asked_at, id",
    bookingId,
  );
const credit = (clientId: string) => creditOf(till.practice.ctx, clientId);

/** Somebody in a client, signed in; nobody of theirs without a role. */
async function somebody(clientId: string, role: ParticipantRole | null): Promise<ClientCtx> {
  const id = newId();
  const { userId } = await knowByAddress(till.practice.ctx, { name: "Pat", email: `${id}@selvage.test` });
  if (role)
    await till.rows(
      "insert into participants (id, practice_id, client_id, user_id, role, name) values ($1, $2, $3, $4, $5, 'Pat')",
      ...[id, till.practice.ctx.practiceId, clientId, userId, role],
    );
  return { ...till.practice.ctx, actor: { kind: "client", userId } };
}

test("of a hundred presses one is heard, whichever it is", async () => {
  const { bookingId, client } = await aCalledOffOne();
  expect(await refundsOf(bookingId)).toEqual([]);
  const presses = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      chooseReturn(client.ctx, { bookingId, to: n % 2 ? "card" : "credit" }),
    ),
  );
  expect(presses.filter(({ ok }) => ok)).toEqual([{ ok: true, value: { amount: 8500 } }]);
  expect(new Set(presses.flatMap((one) => (one.ok ? [] : [one.refusal])))).toEqual(
    new Set(["chosen_already"]),
  );
  await till.work();
  expect(await refundsOf(bookingId)).toMatchObject([{ amount: 8500, status: "succeeded" }]);
});

test("back to the card is money, kept is credit, which pays for the next by itself", async () => {
  const [toCard, kept] = [await aCalledOffOne(), await aCalledOffOne()];
  expect(await chooseReturn(toCard.client.ctx, { bookingId: toCard.bookingId, to: "card" })).toMatchObject({
    ok: true,
  });
  expect(await chooseReturn(kept.client.ctx, { bookingId: kept.bookingId, to: "credit" })).toMatchObject({
    ok: true,
  });
  await till.work();
  expect(await refundsOf(toCard.bookingId)).toMatchObject([{ goes_to: "card", status: "succeeded" }]);
  expect(await credit(toCard.client.clientId)).toBe(0);
  expect(await credit(kept.client.clientId)).toBe(8500);
  const next = await till.ask(kept.client, nextHour());
  expect(next).toMatchObject({ ok: true, value: { status: "confirmed" } });
  expect(await credit(kept.client.clientId)).toBe(0);
});

test.each(["card", "credit"] as const)(
  "what was paid partly with credit: the credit is credit again at once, the rest goes %s as they choose",
  async (to) => {
    const first = await aCalledOffOne();
    const { client } = first;
    await chooseReturn(client.ctx, { bookingId: first.bookingId, to: "credit" });
    await till.rows("update session_types set price = 12000 where slug = 'session'");
    const second = await aPaidSession(till, nextHour(), client);
    await till.rows("update session_types set price = 8500 where slug = 'session'");
    expect(await credit(client.clientId)).toBe(0);
    await callOff(till.practice.own, { bookingId: second.bookingId, sequence: 0 });
    await till.work();
    expect(await credit(client.clientId)).toBe(8500);
    expect(await chooseReturn(client.ctx, { bookingId: second.bookingId, to })).toEqual({
      ok: true,
      value: { amount: 3500 },
    });
    await till.work();
    expect(await credit(client.clientId)).toBe(to === "card" ? 8500 : 12_000);
  },
);

test("who may act for the client may choose, and nobody else", async () => {
  const { bookingId, client } = await aCalledOffOne();
  const { practice } = till;
  const stranger = await aCalledOffOne();
  const others = [
    await somebody(client.clientId, null),
    await somebody(client.clientId, "child"),
    await somebody(client.clientId, "emergency_contact"),
    stranger.client.ctx,
    { ...(await aPractice(till.house)).ctx, actor: client.ctx.actor },
    { ...practice.ctx, actor: aMember(practice.ctx.practiceId, { roles: ["biller"] }) },
    { ...practice.ctx, actor: { kind: "holder" as const, bookingId: stranger.bookingId } },
  ];
  for (const ctx of others)
    expect(await chooseReturn(ctx, { bookingId, to: "credit" })).toEqual({ ok: false, refusal: "not_here" });
  expect(await refundsOf(bookingId)).toEqual([]);
  const partner = await somebody(client.clientId, "partner");
  expect(await chooseReturn(partner, { bookingId, to: "credit" })).toMatchObject({ ok: true });
});

test("there is nothing to choose of what the client cancelled, of what stands, and of what was never paid", async () => {
  const [cancelled, stands] = [await aPaidSession(till, nextHour()), await aPaidSession(till, nextHour())];
  const { therapistId, own } = till.practice;
  await cancel(cancelled.client.ctx, { bookingId: cancelled.bookingId, therapistId, by: "client" });
  for (const { client, bookingId } of [cancelled, stands])
    expect(await chooseReturn(client.ctx, { bookingId, to: "credit" })).toMatchObject({
      refusal: "not_here",
    });
  const client = await till.aClient();
  const asked = await till.ask(client, nextHour());
  if (!asked.ok) throw new Error(asked.refusal);
  await callOff(own, { bookingId: asked.value.id, sequence: 0 });
  expect(await chooseReturn(client.ctx, { bookingId: asked.value.id, to: "card" })).toMatchObject({
    refusal: "not_here",
  });
});

test("unchosen for a week it goes back to the card by itself, once, and not an hour sooner", async () => {
  const { bookingId, client } = await aCalledOffOne();
  const look = async () => {
    await Promise.all([1, 2, 3].map(() => returnUnchosen(till.house, till.world)));
    await till.work();
    return (await refundsOf(bookingId)).map(({ goes_to, amount }) => `${goes_to} ${amount}`);
  };
  till.clock.advance(7 * day - 5 * 60_000);
  expect(await look()).toEqual([]);
  till.clock.advance(5 * 60_000);
  expect(await look()).toEqual(["card 8500"]);
  expect((await refundsOf(bookingId))[0]).toMatchObject({
    status: "succeeded",
    asked_by: "system:return_unchosen",
  });
  till.clock.advance(day);
  expect(await look()).toEqual(["card 8500"]);
  expect(await chooseReturn(client.ctx, { bookingId, to: "credit" })).toMatchObject({
    refusal: "chosen_already",
  });
});
