import { and, eq, inArray, sql } from "drizzle-orm";
import { deliveries, suppressions } from "#app/db/schema/notifications.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { erasedAddress } from "#app/values/erased.ts";

/**
 * Forget where a client's letters went. That they were written, when and how that went stays. An address that somebody
 * else of the practice has as well stays with them.
 */
export async function forget(ctx: Ctx, clientId: string): Promise<void> {
  const { rows } = await ctx.db.execute<{ address: string }>(sql`
    select address from (
      select p.email as address from participants p where p.practice_id = ${ctx.practiceId} and p.client_id = ${clientId}
      union select b.guest_email from bookings b where b.practice_id = ${ctx.practiceId} and b.client_id = ${clientId}
      union select w.guest_email from waits w where w.practice_id = ${ctx.practiceId} and w.client_id = ${clientId}
      union select u.email from users u join participants p on p.user_id = u.id
        where p.practice_id = ${ctx.practiceId} and p.client_id = ${clientId}) as theirs
    where address is not null
      and not exists (select 1 from participants p where p.practice_id = ${ctx.practiceId}
        and p.client_id <> ${clientId} and p.email = theirs.address)
      and not exists (select 1 from members m join users u on u.id = m.user_id
        where m.practice_id = ${ctx.practiceId} and u.email = theirs.address)`);
  await forgetAddresses(
    ctx,
    rows.map(({ address }) => address),
  );
}

/** Take addresses out of the log of letters. */
export async function forgetAddresses(ctx: Ctx, addresses: readonly string[]): Promise<void> {
  if (addresses.length === 0) return;
  await ctx.db
    .update(deliveries)
    .set({ recipient: erasedAddress, why: null })
    .where(and(eq(deliveries.practiceId, ctx.practiceId), inArray(deliveries.recipient, [...addresses])));
  await ctx.db
    .delete(suppressions)
    .where(and(eq(suppressions.practiceId, ctx.practiceId), inArray(suppressions.address, [...addresses])));
}
