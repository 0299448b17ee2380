import fc from "fast-check";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { decideFee } from "#app/domain/bookings/decide-fee.ts";
import { markAbsent, markAttended } from "#app/domain/bookings/mark.ts";
import { move } from "#app/domain/bookings/move.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { chooseReturn } from "#app/domain/payments/choose-return.ts";
import { giveBack } from "#app/domain/payments/give-back.ts";
import { letGo } from "#app/domain/payments/let-go.ts";
import { payFor } from "#app/domain/payments/pay-for.ts";
import { payOwed } from "#app/domain/payments/pay-owed.ts";
import { recordPayment } from "#app/domain/payments/record.ts";
import { newId } from "#app/values/ids.ts";
import type { Till } from "#tests/support/a-till.ts";
import { hearAll, hour, ifPossible, letPass, minute, reconcile } from "./money-actors.ts";

export type Client = Awaited<ReturnType<Till["aClient"]>> & { consentId: string | null };

/** Where a story plays: some people who want the same few hours, at a till. */
export type Scene = { till: Till; clients: Client[] };

/** One of the five next hours somebody could book. */
function anHour({ till: { clock } }: Scene, n: number): number {
  const found: number[] = [];
  for (let at = Math.ceil(clock.now.getTime() / hour) * hour + 3 * hour; found.length < 5; at += hour)
    if (new Date(at).getUTCHours() >= 9 && new Date(at).getUTCHours() <= 18) found.push(at);
  return found[n % found.length]!;
}

type Theirs = { id: string; sequence: number; status: string; amount: number };

/** A client's latest booking in one of these states. */
async function latest(
  { till }: Scene,
  { clientId }: Client,
  ...states: string[]
): Promise<Theirs | undefined> {
  const found = await till.rows<Theirs>(
    `select id, sequence, status, price as amount from bookings where client_id = $1 and status = any($2)
     order by booked_at desc, id desc limit 1`,
    clientId,
    states,
  );
  return found[0];
}

type Deed = (scene: Scene, client: Client, n: number) => Promise<unknown>;

/** Whatever anybody may do at any time; what cannot be done now is refused, and changes nothing. */
export const deeds = {
  async book(scene, client, n) {
    await scene.till.ask(client, anHour(scene, n));
    await deeds.press(scene, client);
  },
  async press(scene, client) {
    const held = await latest(scene, client, "held");
    const { consentId } = client;
    if (held)
      await payFor(client.ctx, scene.till.world, { bookingId: held.id, ...(consentId && { consentId }) });
  },
  /** On a page they were led to; the card may have no money later. */
  async pay({ till }, { clientId }, n) {
    const pages = await till.rows<{ session: string }>(
      "select stripe_session as session from payments where client_id = $1 and status = 'open' and checkout_url is not null",
      clientId,
    );
    for (const { session } of pages)
      ifPossible(() => till.vendor.pay(session, n % 4 === 3 ? "declines-later" : "ok"));
  },
  async return({ till }, { clientId }) {
    const open = await till.rows<{ id: string }>(
      "select id from payments where client_id = $1 and method = 'stripe' order by id",
      clientId,
    );
    for (const { id } of open) await till.settle(id);
  },
  /** All of it at once, as most people do. */
  async bookAndPay(scene, client, n) {
    await deeds.book(scene, client, n);
    await deeds.pay(scene, client, n);
    await deeds.return(scene, client);
  },
  async letGo(scene, client) {
    const held = await latest(scene, client, "held");
    if (held) await letGo(client.ctx, scene.till.world, { bookingId: held.id });
  },
  async cancel(scene, client) {
    const booked = await latest(scene, client, "confirmed");
    const { therapistId } = scene.till.practice;
    if (booked) await cancel(client.ctx, { bookingId: booked.id, therapistId, by: "client" });
  },
  async move(scene, client, n) {
    const booked = await latest(scene, client, "confirmed");
    const { therapistId } = scene.till.practice;
    const startsAt = anHour(scene, n);
    if (booked)
      await move(client.ctx, { bookingId: booked.id, therapistId, sequence: booked.sequence, startsAt });
  },
  async callOff(scene, client, n) {
    const booked = await latest(scene, client, "confirmed", "held");
    if (booked) await callOff(scene.till.practice.own, { bookingId: booked.id, sequence: booked.sequence });
    if (n % 2) await deeds.choose(scene, client, n >> 1);
  },
  async choose(scene, client, n) {
    const off = await latest(scene, client, "cancelled");
    if (off) await chooseReturn(client.ctx, { bookingId: off.id, to: n % 2 ? "card" : "credit" });
  },
  /** The session they have ahead takes place, or they do not come. */
  async takesPlace(scene, client, n) {
    const { till } = scene;
    const ahead = await till.rows<{ ends_at: Date }>(
      `select a.ends_at from bookings b join appointments a on a.id = b.appointment_id
       where b.client_id = $1 and b.status = 'confirmed' order by a.starts_at desc limit 1`,
      client.clientId,
    );
    for (const { ends_at } of ahead)
      await passLong(till, Math.max(0, ends_at.getTime() - till.clock.now.getTime()));
    await deeds.mark(scene, client, n);
    await till.work();
  },
  async mark(scene, client, n) {
    const booked = await latest(scene, client, "confirmed", "attended", "no_show");
    if (booked) await (n % 3 ? markAttended : markAbsent)(scene.till.practice.own, booked.id);
  },
  async decideFee(scene, client, n) {
    const missed = await latest(scene, client, "no_show", "cancelled");
    const decision = n % 2 ? "kept" : "waived";
    if (missed) await decideFee(scene.till.practice.own, { bookingId: missed.id, decision });
  },
  async payCash(scene, client, n) {
    const { till } = scene;
    const booked = await latest(scene, client, "confirmed", "attended", "no_show", "cancelled");
    const about = { id: newId(), method: "cash" as const, paidAt: till.clock.now };
    const amount = n % 2 ? 8500 : 1 + (n % 8500);
    if (booked) await recordPayment(till.practice.own, { ...about, bookingId: booked.id, amount });
  },
  async giveCash(scene, client, n) {
    const booked = await latest(scene, client, "confirmed", "attended", "no_show", "cancelled");
    const wish = { id: newId(), amount: n % 2 ? 8500 : 1 + (n % 8500) };
    if (booked) await giveBack(scene.till.practice.own, { ...wish, bookingId: booked.id });
  },
  async payOwed(scene, client) {
    const booked = await latest(scene, client, "confirmed", "attended", "no_show", "cancelled");
    const asked = { bookingIds: booked ? [booked.id] : [] };
    await payOwed(client.ctx as ClientCtx, scene.till.world, asked);
  },
  dispute: ({ till }, { clientId }, n) => dispute(till, clientId, n),
  refundsWait: async ({ till }, _, n) => till.vendor.newRefunds(n % 2 ? "wait" : "succeed"),
  passMinutes: ({ till }, _, n) => letPass(till, [1, 4, 20, 37][n % 4]! * minute),
  passHours: ({ till }, _, n) => passLong(till, [3, 11, 26][n % 3]! * hour),
  async webhooks({ till }, _, n) {
    const fault = ([null, "shuffle-webhooks", "duplicate-webhook", "hold-webhooks"] as const)[n % 4];
    if (fault) till.vendor.fail({ fault, times: 1 });
    await hearAll(till);
    await till.work();
  },
  loseWebhooks: async ({ till }) => till.hooks(),
  sweep: ({ till }) => reconcile(till, { atNight: false }).catch(() => {}),
  night: ({ till }) => reconcile(till).catch(() => {}),
  async fails({ till }, _, n) {
    const fault = (["refuse", "500", "429", "cut", "bad-json", "lose-answer"] as const)[n % 6]!;
    const match = ["/v1/", "POST /v1/", "/v1/checkout", "/v1/refunds", "/v1/payment_intents"][n % 5]!;
    till.vendor.fail({ fault, match, ...(n % 7 && { times: 1 + (n % 3) }) });
  },
  isBack: async ({ till }) => till.vendor.faults.clear(),
} satisfies Record<string, Deed>;

/** So long that Stripe is back and a night is in it. */
async function passLong(till: Till, ms: number): Promise<void> {
  till.vendor.faults.clear();
  await letPass(till, ms);
  await reconcile(till);
}

async function dispute(till: Till, clientId: string, n: number): Promise<void> {
  const paid = await till.rows<{ charge: string }>(
    "select stripe_charge as charge from payments where client_id = $1 and stripe_charge is not null order by id desc limit 1",
    clientId,
  );
  for (const { charge } of paid) {
    const [open] = till.vendor.list("disputes").filter((one) => one.charge === charge);
    if (!open && n % 3 === 0) ifPossible(() => till.vendor.dispute(charge));
    if (open) ifPossible(() => till.vendor.decide(open.id, n % 2 ? "won" : "lost"));
  }
}

export type Step = { deed: keyof typeof deeds; who: number; n: number };

const often: Partial<Record<keyof typeof deeds, number>> = {
  ...{ book: 8, bookAndPay: 12, pay: 8, press: 3, return: 3, webhooks: 6, passMinutes: 5, cancel: 4 },
  ...{ callOff: 3, choose: 5, takesPlace: 6, sweep: 4, isBack: 5, decideFee: 4, payOwed: 3, fails: 3 },
};

/** Any step of a story: who does what, and how. */
export const aStep: fc.Arbitrary<Step> = fc.record({
  deed: fc.oneof(
    ...(Object.keys(deeds) as (keyof typeof deeds)[]).map((deed) => ({
      weight: often[deed] ?? 2,
      arbitrary: fc.constant(deed),
    })),
  ),
  who: fc.nat({ max: 2 }),
  n: fc.nat({ max: 9_999 }),
});
