import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { giveCardConsent } from "#app/domain/clients/card-consent.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { forgetCard } from "#app/domain/payments/arrangement.ts";
import { followMark } from "#app/domain/payments/charge-later.ts";
import { payFor } from "#app/domain/payments/pay-for.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import {
  expectInOrder,
  freshHours,
  hearAll,
  hour,
  letPass,
  minute,
  reconcile,
  standing,
  triesAt,
} from "./support/money-actors.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const faults = ["refuse", "hang", "500", "429", "cut", "bad-json", "lose-answer"] as const;

/** Every call by which a kept card is charged, and a bank's asking back is followed. */
const sites = [
  "POST /v1/payment_intents",
  "GET /v1/payment_intents",
  "GET /v1/payment_intents/",
  "/v1/disputes/",
];

let till: Till;
let nextHour: () => number;
beforeAll(async () => {
  till = await aTill();
  nextHour = freshHours(till);
  await till.rows("update session_types set charge_when = 'after_session' where slug = 'session'");
});
afterEach(() => expectInOrder(till));
afterAll(() => till.close());

/** Somebody whose session is over and whose card may be charged for it. */
async function aSessionHeld() {
  const client = await till.aClient();
  const { clientId, name: givenBy } = client;
  const text = { textVersion: "1", text: "Up to 100.", upTo: 10_000, upToMonthly: 20_000 };
  const consentId = await giveCardConsent(till.practice.ctx, { clientId, givenBy, ...text });
  const reply = await till.ask(client, nextHour());
  if (!reply.ok) throw new Error(reply.refusal);
  const bookingId = reply.value.id;
  expect(await payFor(client.ctx, till.world, { bookingId, consentId })).toMatchObject({ ok: true });
  const [page] = await triesAt(till, bookingId);
  till.vendor.pay(page!.session!);
  expect(await till.settle(page!.id)).toBe("paid");
  await letPass(till, 28 * hour);
  return { client, bookingId };
}

async function tenMinutes(): Promise<void> {
  for (let n = 0; n < 2; n += 1) {
    await letPass(till, 5 * minute);
    await reconcile(till, { atNight: false });
  }
}

const charged = async (bookingId: string) =>
  till.rows<{ status: string; failure: string | null }>(
    `select p.status, p.failure from payments p join payment_parts t on t.payment_id = p.id
     where t.booking_id = $1 and p.is_off_session`,
    bookingId,
  );

/** A call that hangs is given up after its time, and it is the clock of the machine that waits for it: so not for ever. */
function fails(fault: (typeof faults)[number], match: string): void {
  till.vendor.fail({ fault, match, ...(fault === "hang" && { times: 8 }) });
}

describe(`wherever Stripe fails, a card is charged once (SEED=${seed})`, () => {
  for (const [n, site] of sites.entries()) {
    const now = process.env.LONG ? faults : [faults[(seed + n) % faults.length]!];
    for (const fault of now)
      test(`${fault} at ${site}`, async () => {
        const { client, bookingId } = await aSessionHeld();
        fails(fault, site);
        expect(await markAttended(till.practice.own, bookingId)).toMatchObject({ ok: true });
        await till.work();
        await letPass(till, 4 * minute);
        await reconcile(till).catch(() => {});
        till.vendor.faults.clear();
        till.hooks();
        await tenMinutes();
        expect(await standing(till, client.clientId)).toMatchObject({ kept: 8500, taken: 8500 });
        expect(await charged(bookingId)).toEqual([{ status: "paid", failure: null }]);

        const charge = till.vendor.list("charges").at(-1)!;
        const { id } = till.vendor.dispute(charge.id);
        fails(fault, site);
        await hearAll(till);
        await till.work();
        till.vendor.faults.clear();
        await tenMinutes();
        const known = await till.rows("select status from disputes where stripe_dispute = $1", id);
        expect(known).toEqual([{ status: "open" }]);
        till.vendor.decide(id, "won");
        await hearAll(till);
        await till.work();
      }, 60_000);
  }
});

test("a card that was charged and forgotten before the answer was heard: the charge is found", async () => {
  const { client, bookingId } = await aSessionHeld();
  till.vendor.fail({ fault: "lose-answer", match: "POST /v1/payment_intents", times: 1 });
  await markAttended(till.practice.own, bookingId);
  const subject = { practiceId: till.practice.ctx.practiceId, subjectId: bookingId, sequence: 0 };
  await expect(followMark(till.practice.ctx, till.world, subject)).rejects.toThrow("does not answer");
  expect(await forgetCard(client.ctx as ClientCtx, client.clientId)).toBe(true);
  till.hooks();
  await tenMinutes();
  expect(await charged(bookingId)).toEqual([{ status: "paid", failure: null }]);
});

test("a card that was forgotten before it could be charged is not charged: the session stays owed", async () => {
  const { client, bookingId } = await aSessionHeld();
  till.vendor.fail({ fault: "refuse", match: "/v1/payment_intents" });
  await markAttended(till.practice.own, bookingId);
  await till.work();
  await forgetCard(client.ctx as ClientCtx, client.clientId);
  till.vendor.faults.clear();
  await tenMinutes();
  expect(await charged(bookingId)).toEqual([{ status: "failed", failure: "no_card" }]);
  expect(await standing(till, client.clientId)).toMatchObject({ taken: 0 });
});
