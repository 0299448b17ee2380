import { expect } from "vitest";
import { expireHolds } from "#app/domain/bookings/expire-holds.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { hearStripe } from "#app/domain/payments/hear.ts";
import { hearOfTheNight, sweepPayments } from "#app/domain/payments/reconcile.ts";
import { NotPossible } from "#sandbox/stripe/not-possible.ts";
import type { Till } from "#tests/support/a-till.ts";
import { disagreements } from "#tests/support/agrees-with-stripe.ts";
import { findBroken } from "#tests/support/invariants.ts";

export const minute = 60_000;
export const hour = 60 * minute;

/** Do what somebody does at the vendor's, if it is possible there now. Says whether it was. */
export function ifPossible(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof NotPossible) return false;
    throw error;
  }
}

/** Let the practice's webhook hear all that the vendor has to tell. */
export async function hearAll(till: Till): Promise<void> {
  for (const { body, headers } of till.hooks()) {
    const message = { body, signature: headers["stripe-signature"]! };
    const heard = await hearStripe(till.house, till.world, { slug: slugOf(till), message });
    if (heard !== "heard") throw new Error(`A webhook was ${heard}`);
  }
}

/** How the practice is called where its webhooks are brought. */
export function slugOf({ practice }: Till): string {
  return `practice-${practice.slug}`;
}

/** The tries somebody has made to pay for a booking, the first first. */
export function triesAt(till: Till, bookingId: string): Promise<{ id: string; session: string | null }[]> {
  return till.rows(
    `select p.id, p.stripe_session as session from payments p where p.purpose in ('booking', 'card') and exists (
       select from payment_parts t join bookings b on b.id = t.booking_id
       where t.payment_id = p.id and (b.id = $1 or b.retakes = $1)) order by p.tries`,
    bookingId,
  );
}

/** The chores of the money, as their clocks would have them done now. */
export async function reconcile(till: Till, { atNight = true } = {}): Promise<void> {
  await sweepPayments(till.house, till.world);
  if (atNight) await hearOfTheNight(till.house, till.world);
  await till.work();
}

/** Let the clock go by, and everything with it that comes by itself. */
export async function letPass(till: Till, ms: number): Promise<void> {
  till.clock.advance(ms);
  await expireHolds(till.house);
  await till.work();
}

/** Let everything come to rest: every page ends, every refund arrives, what is due is done. */
export async function comeToRest(till: Till): Promise<void> {
  till.vendor.faults.clear();
  till.vendor.newRefunds("succeed");
  for (const ms of [3 * minute, 37 * minute, 5 * minute]) {
    await letPass(till, ms);
    await reconcile(till, { atNight: false });
    for (const { id, status } of till.vendor.list("refunds"))
      if (status === "pending") till.vendor.succeedRefund(id);
  }
  till.clock.advance(3 * minute);
  await reconcile(till);
}

/** Let everything come to rest, and see that no promise is broken and that Stripe says what we say, to the cent. */
export async function expectInOrder(till: Till): Promise<void> {
  await comeToRest(till);
  expect(await disagreements(till)).toEqual([]);
  expect(await findBroken(till.database.pool)).toEqual([]);
}

/** How it stands between a client and the practice: which of their bookings stand, and what Stripe took of them and kept. */
export async function standing(
  till: Till,
  clientId: string,
): Promise<{ stands: string[]; kept: number; taken: number }> {
  const stands = await till.rows<{ status: string }>(
    "select status from bookings where client_id = $1 and status in ('held', 'confirmed', 'attended')",
    clientId,
  );
  const [billing] = await till.rows<{ customer: string | null }>(
    "select stripe_customer as customer from client_billing where client_id = $1",
    clientId,
  );
  const charges = till.vendor
    .list("charges")
    .filter(({ customer, status }) => customer === billing?.customer && status === "succeeded");
  const taken = charges.reduce((sum, { amount }) => sum + amount, 0);
  const back = charges.reduce((sum, { amount_refunded }) => sum + amount_refunded, 0);
  return { stands: stands.map(({ status }) => status), kept: taken - back, taken };
}

/** The next full hour in the day of a therapist's that nobody has used yet and that is far enough ahead. */
export function freshHours(till: Till): () => number {
  let last = 0;
  return () => {
    let next = Math.max(last + hour, Math.ceil((till.clock.now.getTime() + 8 * hour) / hour) * hour);
    while (new Date(next).getUTCHours() < 9 || new Date(next).getUTCHours() > 18) next += hour;
    last = next;
    return next;
  };
}

/** The same house, asked by somebody else. */
export function as<C extends Ctx>(ctx: C, actor: Ctx["actor"]): Ctx {
  return { ...ctx, actor };
}
