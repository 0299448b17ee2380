import { expect } from "vitest";
import { bookFor } from "#app/domain/bookings/book-for.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { giveCardConsent } from "#app/domain/clients/card-consent.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { payFor } from "#app/domain/payments/pay-for.ts";
import { sweepPayments } from "#app/domain/payments/reconcile.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { disagreements } from "#tests/support/agrees-with-stripe.ts";
import { findBroken } from "#tests/support/invariants.ts";

type Client = Awaited<ReturnType<Till["aClient"]>>;
type Card = "ok" | "declines-later" | "needs-authentication";

const hour = 3_600_000;

/** A till with sessions that are owed for, and cards that were left to pay them with. */
export type Owing = Awaited<ReturnType<typeof anOwingTill>>;

export async function anOwingTill() {
  const till = await aTill({ now: new Date("2027-02-03T12:00:00Z") });
  let last = 0;

  /** A start nobody had, more than a day ahead, by daylight. */
  function aStart(): number {
    last = Math.max(last + 1.5 * hour, Math.ceil(till.clock.now.getTime() / hour) * hour + 26 * hour);
    if (new Date(last).getUTCHours() > 17 || new Date(last).getUTCHours() < 9)
      last = Math.ceil(last / (24 * hour)) * 24 * hour + 9 * hour;
    return last;
  }

  /** A session the practice booked for a client, at which they were; it is owed. */
  async function aDebt(client: Client, { chargeWhen = "at_booking" } = {}): Promise<string> {
    const startsAt = aStart();
    const { therapistId, own } = till.practice;
    const wish = { therapistId, clientId: client.clientId, typeSlug: "session", startsAt, knowingly: true };
    const booked = await bookFor(own, wish);
    if (!booked.ok) throw new Error(booked.refusal);
    await till.rows("update bookings set charge_when = $2 where id = $1", booked.value.id, chargeWhen);
    till.clock.now = new Date(startsAt + hour);
    const marked = await markAttended(own, booked.value.id);
    if (!marked.ok) throw new Error(marked.refusal);
    return booked.value.id;
  }

  /** What is still owed for a session. */
  async function owed(bookingId: string): Promise<number | undefined> {
    const rows = await till.rows<{ sum: number }>(
      "select coalesce(sum(amount), 0)::int as sum from ledger_entries where account = 'receivable' and booking_id = $1",
      bookingId,
    );
    return rows[0]?.sum;
  }

  /** The page at Stripe that was opened last for a session. */
  async function pageOf(bookingId: string): Promise<string> {
    const rows = await till.rows<{ stripe_session: string }>(
      `select p.stripe_session from payments p join payment_parts t on t.payment_id = p.id
       where t.booking_id = $1 and p.stripe_session is not null order by p.created_at desc, p.id desc`,
      bookingId,
    );
    return rows[0]!.stripe_session;
  }

  /** A client whose time is kept until they leave a card, and who agreed to at most so much for a session. */
  async function aCardToLeave(upTo = 8500) {
    const client = await till.aClient();
    const startsAt = aStart();
    await till.rows("update session_types set charge_when = 'after_session' where slug = 'session'");
    const reply = await till.ask(client, startsAt);
    await till.rows("update session_types set charge_when = 'at_booking' where slug = 'session'");
    if (!reply.ok) throw new Error(reply.refusal);
    expect(reply).toMatchObject({ value: { status: "held" }, pay: { ok: false, refusal: "consent_first" } });
    const consentId = await giveCardConsent(till.practice.ctx, {
      clientId: client.clientId,
      textVersion: "test",
      text: "You may.",
      upTo,
      upToMonthly: upTo * 2,
      givenBy: client.name,
    });
    const bookingId = reply.value.id;
    const left = await payFor(client.ctx, till.world, { bookingId, consentId });
    if (!left.ok) throw new Error(left.refusal);
    return { client, bookingId, startsAt, page: await pageOf(bookingId) };
  }

  /** A client who left a card. */
  async function aCard(card: Card = "ok", upTo = 8500) {
    const { client, bookingId, page } = await aCardToLeave(upTo);
    till.vendor.pay(page, card);
    await sweepPayments({ ...till.house, now: () => new Date(till.clock.now.getTime() + hour) }, till.world);
    return { client, bookingId };
  }

  /** Everything is brought to its end, and the books hold what Stripe holds. */
  async function expectInOrder(): Promise<void> {
    till.vendor.faults.clear();
    till.clock.advance(10 * 60_000);
    await till.work();
    await sweepPayments(till.house, till.world);
    await till.work();
    expect(await disagreements(till)).toEqual([]);
    expect(await findBroken(till.database.pool)).toEqual([]);
  }

  return { till, aStart, aDebt, owed, pageOf, aCardToLeave, aCard, expectInOrder };
}

export const asClient = (client: { ctx: unknown }) => client.ctx as ClientCtx;
