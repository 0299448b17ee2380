import { sql } from "drizzle-orm";
import { lockBooking } from "#app/domain/bookings/lock-booking.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { type Ctx, type House, inTransaction } from "#app/domain/ctx.ts";
import { inTurn } from "#app/domain/in-turn.ts";
import type { World } from "#app/world.ts";
import { chooseDays, chooseUntil, leftToChoose } from "./choose-return.ts";
import { giveBackAsItCame } from "./give-what-is-due.ts";

/** Send back to the card what nobody chose about in a week, of sessions that practices called off. */
export async function returnUnchosen(house: House, _world: World): Promise<void> {
  const due = await house.db.execute<{ id: string; practice_id: string }>(sql`
    select b.id, b.practice_id from bookings b
    where b.status = 'cancelled' and b.cancelled_by = 'practice' and b.held_for is null
      and b.changed_at <= ${house.now().toISOString()}::timestamptz - make_interval(days => ${chooseDays})
      and exists (select from payment_parts t join payments p on p.id = t.payment_id
        where t.booking_id = b.id and p.method = 'stripe' and p.status = 'paid')
      and (select sum(e.amount) from ledger_entries e where e.booking_id = b.id and e.account = 'prepayments') < 0
    order by b.changed_at`);
  await inTurn(due.rows, ({ id, practice_id: practiceId }) => returnOne({ ...house, practiceId }, id));
}

function returnOne(ctx: Ctx, bookingId: string): Promise<void> {
  const actor = { kind: "system", job: "return_unchosen" } as const;
  return inTransaction({ ...ctx, actor }, async (ctx) => {
    await lockBooking(ctx, bookingId);
    const found = await findBooking(ctx, bookingId);
    if (!found || chooseUntil(found.booking) > ctx.now().getTime()) return;
    const amount = await leftToChoose(ctx, found);
    if (amount > 0) await giveBackAsItCame(ctx, found, { amount, reason: "practice_cancelled" });
  });
}
