import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { newestToken } from "#app/domain/bookings/link.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { chooseReturn } from "#app/domain/payments/choose-return.ts";
import { payOwed } from "#app/domain/payments/pay-owed.ts";
import { cancelSeveral, costsSeen } from "#app/domain/series/cancel-several.ts";
import { bookingsOf, findSeries } from "#app/domain/series/queries.ts";
import { aRhythm, asSeen } from "#tests/domain/series/a-series.ts";
import { press } from "#tests/domain/sick-days/a-sick-day.ts";
import { expectInOrder, hour, letPass, minute } from "#tests/flows/support/money-actors.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { aPaidSession } from "./a-paid-session.ts";

let till: Till;
beforeAll(async () => {
  till = await aTill();
});
afterEach(() => expectInOrder(till));
afterAll(() => till.close());

const refundsOf = (bookingIds: string[]) =>
  till.rows<{ goes_to: string; amount: number }>(
    "select goes_to, amount from refunds where booking_id = any($1::uuid[]) and status = 'succeeded' order by asked_at, id",
    bookingIds,
  );
const lettersTo = (email: string) => till.letters.filter(({ to }) => to === email);

/** Where a letter says that the choice is made: by the newest private link of the booking. */
async function choicePage(bookingId: string): Promise<string> {
  return `http://localhost:3000/book/manage/${await newestToken(till.practice.ctx, bookingId)}/choice`;
}

/** The next day at an hour that is open in Lisbon. */
function tomorrowAt(hours: number): number {
  const midnight = Math.floor(till.clock.now.getTime() / (24 * hour)) * 24 * hour;
  return midnight + (24 + hours) * hour;
}

test("the letter that calls a paid session off says what can be chosen, where, until when, and what comes by itself", async () => {
  const { bookingId, client } = await aPaidSession(till, tomorrowAt(10));
  await callOff(till.practice.own, { bookingId, sequence: 0 });
  await till.work();
  const letter = lettersTo(client.email).at(-1)!;
  expect(letter.subject).toMatch(/^Cancelled/);
  expect(letter.text).toContain(
    "You paid €85 by card, and you choose: back to your card, or kept for your next appointment.",
  );
  expect(letter.text).toMatch(
    /Until \w+day \d+ February you can say so by this link, without signing in\. After that/,
  );
  expect(letter.text).toContain(await choicePage(bookingId));
  await chooseReturn(client.ctx, { bookingId, to: "card" });
  await till.work();
});

test("who paid nothing by card is told nothing of a choice", async () => {
  const client = await till.aClient();
  await till.rows("update session_types set charge_when = 'after_session' where slug = 'session'");
  const booked = await client.book(
    till.practice.wish({ typeSlug: "session", startsAt: tomorrowAt(12), ...client }),
  );
  await till.rows("update session_types set charge_when = 'at_booking' where slug = 'session'");
  if (!booked.ok) throw new Error(booked.refusal);
  await letPass(till, 10 * minute);
  await till.rows(
    "update bookings set status = 'confirmed', held_for = null, holds_until = null where id = $1",
    booked.value.id,
  );
  await callOff(till.practice.own, { bookingId: booked.value.id, sequence: 0 });
  await till.work();
  expect(lettersTo(client.email).at(-1)!.subject).toMatch(/^Cancelled/);
  expect(lettersTo(client.email).at(-1)!.text).not.toMatch(/by card/);
});

test("what was paid for a session that a sick day takes is theirs to choose about, and the letter says so", async () => {
  till.clock.now = new Date("2027-03-03T12:00:00Z");
  const [first, second] = [
    await aPaidSession(till, Date.parse("2027-03-04T10:00:00Z")),
    await aPaidSession(till, Date.parse("2027-03-04T12:00:00Z")),
  ];
  till.clock.now = new Date("2027-03-04T07:30:00Z");
  await press(till.practice);
  await letPass(till, 4 * minute);
  await till.work();
  const all = [first, second].map(({ bookingId }) => bookingId);
  expect(await refundsOf(all)).toEqual([]);
  for (const { client, bookingId } of [first, second]) {
    const letter = lettersTo(client.email).at(-1)!;
    expect(letter.text).toContain("I’m not well");
    expect(letter.text).toContain("You paid €85 by card, and you choose");
    expect(letter.text).toContain(await choicePage(bookingId));
  }
  await chooseReturn(first.client.ctx, { bookingId: first.bookingId, to: "card" });
  await chooseReturn(second.client.ctx, { bookingId: second.bookingId, to: "credit" });
  await till.work();
  expect((await refundsOf(all)).map(({ goes_to, amount }) => [goes_to, amount]).sort()).toEqual([
    ["card", 8500],
    ["credit", 8500],
  ]);
});

/** Three dates of a series of a new client's, two of them paid at once by card. */
async function aPaidSeries(startsOn: string) {
  const client = await till.aClient();
  const ctx = client.ctx as ClientCtx;
  const seen = await asSeen(till.practice.own, aRhythm(till.practice, { startsOn, times: 3 }), client);
  const made = await seen.confirm();
  if (!made.ok) throw new Error(made.refusal);
  const series = (await findSeries(till.practice.ctx, made.value.id))!;
  const all = await bookingsOf(till.practice.ctx, series);
  await letPass(till, 10 * minute);
  const bookingIds = all.slice(0, 2).map(({ booking }) => booking.id);
  const opened = await payOwed(ctx, till.world, { bookingIds });
  if (!opened.ok) throw new Error(opened.refusal);
  const [page] = await till.rows<{ id: string; session: string }>(
    "select id, stripe_session as session from payments where client_id = $1 order by created_at desc limit 1",
    client.clientId,
  );
  till.vendor.pay(page!.session);
  await till.settle(page!.id);
  await till.work();
  return { client, ctx, series, bookingIds };
}

async function cancelAll(ctx: ClientCtx | Till["practice"]["own"], series: { id: string }) {
  const all = await bookingsOf(till.practice.ctx, series);
  const ahead = all.filter(({ booking }) => booking.status === "confirmed");
  const off = await cancelSeveral(ctx, {
    seriesId: series.id,
    which: "all",
    seen: costsSeen(ctx, ahead),
  });
  expect(off).toEqual({ ok: true, value: { count: 3 } });
  await till.work();
}

test("dates of a series that the practice calls off together are chosen about one by one, and one letter says so", async () => {
  till.clock.now = new Date("2027-04-05T12:00:00Z");
  const { client, series, bookingIds } = await aPaidSeries("2027-04-08");
  await cancelAll(till.practice.own, series);
  const letter = lettersTo(client.email).at(-1)!;
  expect(letter.text).toContain("You paid €170 by card, and you choose for each of them");
  for (const bookingId of bookingIds) expect(letter.text).toContain(`\n${await choicePage(bookingId)}\n`);
  expect(letter.text.match(/\/choice\n/g)).toHaveLength(2);
  expect(await refundsOf(bookingIds)).toEqual([]);
  for (const bookingId of bookingIds) await chooseReturn(client.ctx, { bookingId, to: "card" });
  await till.work();
  expect(await refundsOf(bookingIds)).toEqual([
    { goes_to: "card", amount: 8500 },
    { goes_to: "card", amount: 8500 },
  ]);
});

test("dates of a series that the client calls off in time go back to the card by themselves", async () => {
  till.clock.now = new Date("2027-05-03T12:00:00Z");
  const { client, ctx, series, bookingIds } = await aPaidSeries("2027-05-06");
  await cancelAll(ctx, series);
  expect(await refundsOf(bookingIds)).toEqual([
    { goes_to: "card", amount: 8500 },
    { goes_to: "card", amount: 8500 },
  ]);
  expect(lettersTo(client.email).some(({ text }) => /you choose/.test(text))).toBe(false);
});
