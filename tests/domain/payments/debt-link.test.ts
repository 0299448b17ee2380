import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { remindOfDebt } from "#app/domain/notifications/remind-debt.ts";
import { debtUrlOf, makeDebtLink, openDebtLink, openSum } from "#app/domain/payments/debt-link.ts";
import { payOwed } from "#app/domain/payments/pay-owed.ts";
import { sweepPayments } from "#app/domain/payments/reconcile.ts";
import { recordPayment } from "#app/domain/payments/record.ts";
import { newId } from "#app/values/ids.ts";
import { newToken } from "#app/values/token.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aPractice } from "#tests/support/practice.ts";
import { anOwingTill, type Owing } from "./support/owing.ts";

let owing: Owing;
let till: Owing["till"];
beforeAll(async () => {
  owing = await anOwingTill();
  till = owing.till;
});
afterEach(() => owing.expectInOrder());
afterAll(() => till.close());

const tokenOf = (url: string) => new URL(url).pathname.replace("/pay/", "");

/** A debt and what its link opens. */
async function aLink() {
  const client = await till.aClient();
  const bookingId = await owing.aDebt(client);
  const url = await granted(makeDebtLink(till.practice.own, bookingId));
  const held = (await openDebtLink(till.house, tokenOf(url)))!;
  return { client, bookingId, url, held };
}

test("whoever has the link pays that one debt, signed in nowhere, and it is dead once it is paid", async () => {
  const { bookingId, held } = await aLink();
  expect(await openSum(held.ctx, held.found)).toEqual({ amount: 8500, refusal: null });
  expect(await payOwed(held.ctx, till.world, { bookingIds: [bookingId] })).toMatchObject({ ok: true });
  till.vendor.pay(await owing.pageOf(bookingId));
  till.clock.advance(3 * 60_000);
  await sweepPayments(till.house, till.world);

  expect(await owing.owed(bookingId)).toBe(0);
  expect(await openSum(held.ctx, held.found)).toEqual({ amount: 0, refusal: "nothing_owed" });
  const again = await payOwed(held.ctx, till.world, { bookingIds: [bookingId] });
  expect(again).toEqual({ ok: false, refusal: "nothing_due" });
  expect(await makeDebtLink(till.practice.own, bookingId)).toEqual({ ok: false, refusal: "nothing_owed" });
});

test("it pays no other session, whatever is asked with it", async () => {
  const { client, bookingId, held } = await aLink();
  const other = await owing.aDebt(client);
  for (const bookingIds of [[other], [bookingId, other], ["nonsense"]])
    expect(await payOwed(held.ctx, till.world, { bookingIds })).toEqual({ ok: false, refusal: "not_here" });
});

test("made again it is the same link, of which the house keeps only the hash; a made-up one opens nothing", async () => {
  const { bookingId, url } = await aLink();
  expect(await granted(makeDebtLink(till.practice.own, bookingId))).toBe(url);
  expect(await debtUrlOf(till.practice.ctx, bookingId)).toBe(url);
  const made = await till.rows(
    "select name from events where name = 'debt.link_made' and subject_id = $1",
    bookingId,
  );
  expect(made).toHaveLength(1);
  for (const token of [newToken(), "nonsense"]) expect(await openDebtLink(till.house, token)).toBeNull();
});

test("nobody makes one for another practice's session, nor where no cards are taken", async () => {
  const { bookingId } = await aLink();
  const other = await aPractice(till.house);
  expect(await makeDebtLink(other.own, bookingId)).toEqual({ ok: false, refusal: "not_here" });
  const without = { ...till.practice.own, stripeOfEnvironment: false };
  expect(await makeDebtLink(without, bookingId)).toEqual({ ok: false, refusal: "no_cards" });
});

test("a rest too small for a card has no link", async () => {
  const client = await till.aClient();
  const bookingId = await owing.aDebt(client);
  const cash = { id: newId(), bookingId, amount: 8460, method: "cash", paidAt: till.clock.now } as const;
  await granted(recordPayment(till.practice.own, cash));
  expect(await makeDebtLink(till.practice.own, bookingId)).toEqual({ ok: false, refusal: "too_little" });
});

test("a reminder carries a link for each sum, and what they open says the same sums", async () => {
  const client = await till.aClient();
  const debts = [await owing.aDebt(client), await owing.aDebt(client)];
  await granted(remindOfDebt(till.practice.own, client.clientId));
  await till.work();
  const [letter] = till.letters.filter(
    ({ to, subject }) => to === client.email && /still open/.test(subject),
  );
  const urls = letter!.text.match(/https?:\S+\/pay\/[\w-]{43}/g) ?? [];
  expect(new Set(urls)).toEqual(
    new Set(await Promise.all(debts.map((id) => debtUrlOf(till.practice.ctx, id)))),
  );
  expect(letter!.text).toContain("Pay €85 by card:");
});
