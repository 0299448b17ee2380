import { newId } from "#app/values/ids.ts";
import type { Cast, Side } from "./cast.ts";
import type { Named } from "./records.ts";

/** The same booking at a price, half of it paid in cash: something can still come in, and something go back. */
export async function halfPaid(cast: Cast, { ctx }: Side, booking: Promise<Named>): Promise<Named> {
  const named = await booking;
  const payment = newId();
  await cast.sql.query("update bookings set price = 8500, currency = 'EUR' where id = $1", [named.id]);
  await cast.sql.query(
    `insert into payments (id, practice_id, client_id, purpose, method, status, amount, currency, created_at, paid_at, changed_at)
     values ($1, $2, $3, 'owed', 'cash', 'paid', 4000, 'EUR', now(), now(), now())`,
    [payment, ctx.practiceId, named.clientId],
  );
  await cast.sql.query(
    "insert into payment_parts (practice_id, payment_id, booking_id, kind, amount) values ($1, $2, $3, 'session', 4000)",
    [ctx.practiceId, payment, named.id],
  );
  return named;
}
