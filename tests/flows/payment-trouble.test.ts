import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { letGo } from "#app/domain/payments/let-go.ts";
import { payFor } from "#app/domain/payments/pay-for.ts";
import { askAndPay } from "#app/domain/reception/ask-and-pay.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import {
  expectInOrder,
  freshHours,
  hearAll,
  hour,
  ifPossible,
  letPass,
  minute,
  reconcile,
  standing,
  triesAt,
} from "./support/money-actors.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
/** How long somebody waits here for the page where they pay, ms; far less than a call that hangs. */
const patience = 150;
const timeoutMs = 1_500;

const faults = ["refuse", "hang", "500", "429", "cut", "bad-json", "lose-answer"] as const;
type Fault = (typeof faults)[number];

/** Every call that stands between a click and a refund. */
const sites = [
  "POST /v1/customers",
  "POST /v1/checkout/sessions",
  "GET /v1/checkout/sessions",
  "GET /v1/checkout/sessions/",
  "/expire",
  "POST /v1/refunds",
  "GET /v1/refunds",
  "GET /v1/events",
  "/v1/",
];

let till: Till;
let nextHour: () => number;
beforeAll(async () => {
  till = await aTill({ timeoutMs });
  nextHour = freshHours(till);
});
afterEach(() => expectInOrder(till));
afterAll(() => till.close());

type Client = Awaited<ReturnType<Till["aClient"]>>;

const asks = (client: Client, startsAt: number) =>
  askAndPay(
    client.ctx,
    till.world,
    { call: "page", wish: till.practice.wish({ ...client, typeSlug: "session", startsAt }) },
    patience,
  );

/** Whatever the answer is, it is there while the vendor is still silent: nobody waits for a call to be given up. */
async function isAnswered(client: Client, startsAt: number): Promise<string> {
  const began = performance.now();
  const reply = await asks(client, startsAt);
  expect(performance.now() - began).toBeLessThan(patience + 2_000);
  if (!reply.ok) throw new Error(reply.refusal);
  expect(reply.value.status).toBe("held");
  return reply.value.id;
}

/** Pay on the page somebody was led to, if there is one; says whether all of it is paid. */
async function pays(bookingId: string): Promise<boolean> {
  for (const { session } of await triesAt(till, bookingId))
    if (session) ifPossible(() => till.vendor.pay(session));
  const sessions = (await triesAt(till, bookingId)).flatMap(({ session }) => session ?? []);
  return sessions.some((id) => till.vendor.find("checkout-sessions", id).status === "complete");
}

const settles = async (bookingId: string) => {
  for (const { id } of await triesAt(till, bookingId)) await till.settle(id).catch(() => {});
};

/** Ten minutes of the clock after the vendor is back, as the sweep sees them. */
async function tenMinutes(): Promise<void> {
  for (let n = 0; n < 2; n += 1) {
    await letPass(till, 5 * minute);
    await reconcile(till, { atNight: false });
  }
}

const tried = (work: Promise<unknown>) => work.catch(() => {});

/** A call that hangs is given up after its time, and it is the clock of the machine that waits for it: so not for ever. */
function fails(fault: Fault, match: string): void {
  till.vendor.fail({ fault, match, ...(fault === "hang" && { times: 8 }) });
}

async function aLifeWith(fault: Fault, site: string): Promise<void> {
  const told = `${fault} at ${site}`;
  const [client, other] = [await till.aClient(), await till.aClient()];
  till.vendor.newRefunds("wait");
  fails(fault, site);
  const bookingId = await isAnswered(client, nextHour());
  const leaves = await isAnswered(other, nextHour());
  await tried(payFor(client.ctx, till.world, { bookingId }));
  await pays(bookingId);
  await settles(bookingId);
  await hearAll(till);
  await till.work();
  await letGo(other.ctx, till.world, { bookingId: leaves });
  await letPass(till, 4 * minute);
  await tried(reconcile(till));

  till.vendor.faults.clear();
  if (!(await pays(bookingId))) {
    expect(await payFor(client.ctx, till.world, { bookingId }), told).toMatchObject({ ok: true });
    expect(await pays(bookingId), told).toBe(true);
  }
  till.hooks();
  await tenMinutes();
  expect(await standing(till, client.clientId), told).toEqual({
    stands: ["confirmed"],
    kept: 8500,
    taken: 8500,
  });

  fails(fault, site);
  await cancel(client.ctx, { bookingId, therapistId: till.practice.therapistId, by: "client" });
  await till.work();
  await letPass(till, 4 * minute);
  await tried(reconcile(till));
  till.vendor.faults.clear();
  await tenMinutes();
  till.hooks();
  for (const { id, status } of till.vendor.list("refunds"))
    if (status === "pending") till.vendor.succeedRefund(id);
  await tenMinutes();
  expect(await standing(till, client.clientId), told).toEqual({ stands: [], kept: 0, taken: 8500 });
  expect(await standing(till, other.clientId), told).toEqual({ stands: [], kept: 0, taken: 0 });
  const refunds = await till.rows("select status from refunds where booking_id = $1", bookingId);
  expect(refunds, told).toEqual([{ status: "succeeded" }]);
  till.clock.advance(2 * hour);
}

describe(`wherever Stripe fails, people are answered and the work is done once (SEED=${seed})`, () => {
  for (const [n, site] of sites.entries()) {
    const now = process.env.LONG ? faults : [faults[(seed + n) % faults.length]!];
    for (const fault of now) test(`${fault} at ${site}`, () => aLifeWith(fault, site), 120_000);
  }
});

/** Somebody at each step of paying when the world goes away. */
async function peopleOnTheWay() {
  const booking = async () => {
    const client = await till.aClient();
    const startsAt = nextHour() + 48 * hour;
    const reply = await till.ask(client, startsAt);
    if (!reply.ok) throw new Error(reply.refusal);
    return { client, startsAt, bookingId: reply.value.id };
  };
  const [leaves, pays, waits, lost, cancels] = [
    await booking(),
    await booking(),
    await booking(),
    await booking(),
    await booking(),
  ];
  for (const { bookingId } of [cancels]) {
    const [{ session, id }] = (await triesAt(till, bookingId)) as [{ session: string; id: string }];
    till.vendor.pay(session);
    await till.settle(id);
  }
  await till.work();
  till.clock.advance(10 * minute);
  return { leaves, pays, waits, lost, cancels };
}

for (const [fault, match] of [
  ["refuse", "/v1/"],
  ["500", "POST /v1/"],
] as const)
  test(`a day without Stripe (${fault} at ${match}) loses nothing: all is done within ten minutes of its return`, async () => {
    const { leaves, pays: payer, waits, lost, cancels } = await peopleOnTheWay();
    const isSilent = fault === "refuse";
    till.vendor.fail({ fault, match });
    expect((await letGo(leaves.client.ctx, till.world, leaves)).ok).toBe(true);
    const { therapistId } = till.practice;
    await cancel(cancels.client.ctx, { bookingId: cancels.bookingId, therapistId, by: "client" });
    for (const { bookingId } of [payer, waits, lost, leaves]) await pays(bookingId);
    const rival = await till.aClient();
    for (let passed = 0; passed < 24 * hour; passed += 30 * minute) {
      await letPass(till, 30 * minute);
      await tried(reconcile(till, { atNight: passed === 15 * hour }));
      till.hooks();
      if (isSilent && passed === 23.5 * hour) expect((await asks(rival, lost.startsAt)).ok).toBe(true);
    }
    till.vendor.faults.clear();
    await tenMinutes();
    for (const { client } of isSilent ? [payer, waits] : [payer, waits, lost])
      expect(await standing(till, client.clientId)).toMatchObject({ stands: ["confirmed"], kept: 8500 });
    for (const { client } of isSilent ? [leaves, cancels, lost] : [leaves, cancels])
      expect(await standing(till, client.clientId)).toMatchObject({ stands: [], kept: 0 });
  }, 120_000);

test("webhooks that come three days late find everything done, and change nothing", async () => {
  const { leaves, pays: payer, cancels } = await peopleOnTheWay();
  await pays(payer.bookingId);
  await letGo(leaves.client.ctx, till.world, leaves);
  till.vendor.newRefunds("wait");
  const { therapistId } = till.practice;
  await cancel(cancels.client.ctx, { bookingId: cancels.bookingId, therapistId, by: "client" });
  await tenMinutes();
  const [charge] = till.vendor
    .list("charges")
    .filter(({ metadata }) => metadata.reference)
    .slice(-1);
  till.vendor.dispute(charge!.id);
  for (const { id, status } of till.vendor.list("refunds"))
    if (status === "pending") till.vendor.succeedRefund(id);
  for (let day = 0; day < 3; day += 1) {
    await letPass(till, 24 * hour);
    await reconcile(till);
  }
  const before = await till.rows("select * from ledger_entries order by transaction_id, account");
  expect(await till.rows("select status from disputes")).toEqual([{ status: "open" }]);
  await hearAll(till);
  await till.work();
  expect(await till.rows("select * from ledger_entries order by transaction_id, account")).toEqual(before);
});
