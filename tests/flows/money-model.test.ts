import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { giveCardConsent } from "#app/domain/clients/card-consent.ts";
import { moneyOf } from "#app/domain/ledger/money.ts";
import { dueBack, payableFor } from "#app/domain/ledger/rules.ts";
import { creditLeft } from "#app/domain/payments/give-what-is-due.ts";
import { leftOnCards } from "#app/domain/payments/left.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { disagreements } from "#tests/support/agrees-with-stripe.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { moneyPromises } from "#tests/support/invariants-of-money.ts";
import { comeToRest, hour } from "./support/money-actors.ts";
import { aStep, type Client, deeds, type Scene, type Step } from "./support/money-deeds.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
/** A story takes about 0.8 s, two thirds of which it waits for Postgres: whoever is in a hurry tells fewer. */
const stories = Number(process.env.STORIES ?? (process.env.LONG ? 20_000 : 200));
const steps = 50;
/** So many stories share a database; then everything is looked at and another begins. */
const perTill = 100;

let till: Till;
let told = 0;
beforeAll(begin);
afterAll(() => till.close());

async function begin(): Promise<void> {
  till = await aTill({ letters: false });
  await till.rows(
    "update session_types set late_fee_percent = 50, refund_percent = 80, terms_window = 1440, horizon_days = 3",
  );
}

async function aScene(): Promise<Scene> {
  const clients: Client[] = [];
  for (const chargeWhen of [null, null, "after_session"]) {
    const client = await till.aClient();
    const { clientId, name: givenBy } = client;
    const text = { textVersion: "1", text: "Up to 200.", upTo: 20_000, upToMonthly: 30_000 };
    const consentId =
      chargeWhen && (await giveCardConsent(till.practice.ctx, { clientId, givenBy, ...text }));
    clients.push({ ...client, consentId });
    if (chargeWhen)
      await till.rows(
        "insert into client_billing (client_id, practice_id, charge_when, changed_at) values ($1, $2, $3, now())",
        ...[clientId, till.practice.ctx.practiceId, chargeWhen],
      );
  }
  return { till, clients };
}

class Doing implements fc.AsyncCommand<object, Scene> {
  readonly step: Step;
  constructor(step: Step) {
    this.step = step;
  }
  check() {
    return true;
  }
  async run(_: object, scene: Scene) {
    const { deed, who, n } = this.step;
    await deeds[deed](scene, scene.clients[who]!, n);
  }
  toString() {
    return `${this.step.deed}(${this.step.who}, ${this.step.n})`;
  }
}

/** What does not hold between these people and the practice once everything has come to rest. */
async function wrongs({ clients }: Scene): Promise<string[]> {
  const wrong: string[] = [];
  const ctx = till.practice.ctx;
  const rows = await till.rows<{ id: string; receivable: number; prepaid: number }>(
    `select b.id, coalesce(sum(e.amount) filter (where e.account = 'receivable'), 0)::int as receivable,
       coalesce(-sum(e.amount) filter (where e.account = 'prepayments'), 0)::int as prepaid
     from bookings b left join ledger_entries e on e.booking_id = b.id where b.client_id = any($1) group by b.id`,
    clients.map(({ clientId }) => clientId),
  );
  for (const { id, receivable, prepaid } of rows) {
    if (receivable > 0 && prepaid > 0) wrong.push(`${id} is owed ${receivable} and prepaid ${prepaid}`);
    if (receivable < 0 || prepaid < 0) wrong.push(`${id}: receivable ${receivable}, prepaid ${prepaid}`);
    const found = await findBooking(ctx, id);
    if (!found) continue;
    const { booking } = found;
    if (booking.status === "held") wrong.push(`${id} is still held`);
    const money = await moneyOf(ctx, booking);
    const cards = (await leftOnCards(ctx, id)).reduce((sum, { rest }) => sum + rest, 0);
    const back = Math.min(dueBack(money), cards + (await creditLeft(ctx, booking)));
    const [lost] = await till.rows("select id from refunds where booking_id = $1 and status = 'failed'", id);
    if (back > 0 && !lost) wrong.push(`${id} (${booking.status}): ${back} was not given back`);
    if (back > 0 && receivable > 0) wrong.push(`${id} owes ${receivable} and has ${back} to come`);
    const isFirst = booking.status === "confirmed" && booking.chargeWhen === "at_booking" && !booking.retakes;
    if (isFirst && payableFor(money) > 0 && money.returned === 0) wrong.push(`${id} stands and is not paid`);
  }
  for (const [promise, query] of Object.entries(moneyPromises)) {
    const broken = await till.rows<{ id: string }>(query);
    if (broken.length > 0) wrong.push(`${promise}: ${broken.map(({ id }) => id).join(", ")}`);
  }
  return [...wrong, ...(await disagreements(till))];
}

console.info(`Stories about money: ${stories} of ${steps} steps, SEED=${seed}`);

test(`whatever happens in whatever order, the money is right in the end (SEED=${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        aStep.map((step) => new Doing(step)),
        { minLength: steps, maxLength: steps },
      ),
      async (commands) => {
        if (told++ % perTill === perTill - 1) {
          expect(await findBroken(till.database.pool)).toEqual([]);
          await till.close();
          await begin();
        }
        const scene = await aScene();
        await fc.asyncModelRun(() => ({ model: {}, real: scene }), commands);
        await comeToRest(till);
        expect(await wrongs(scene)).toEqual([]);
        till.clock.advance(30 * hour);
      },
    ),
    { seed, numRuns: stories, endOnFailure: process.env.SHRINK === undefined },
  );
  expect(await findBroken(till.database.pool)).toEqual([]);
}, 36_000_000);
