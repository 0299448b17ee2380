import { and, eq, isNull, sql } from "drizzle-orm";
import { type deliveries, suppressions } from "#app/db/schema/notifications.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/**
 * Letters that go to a suppressed address all the same: whoever asks for a link to sign in, or for another address, has
 * just typed it and waits for the letter. Withholding it would lock somebody out over a bounce that was long ago.
 */
const askedForThisMinute = new Set(["sign_in", "address_old", "address_new", "address_taken"]);

type Delivery = Pick<typeof deliveries.$inferSelect, "id" | "recipient">;

/**
 * Write no more to the address of a letter that was turned away for good or complained about at `at`. Says whether that
 * is news: what happened before somebody chose to write again does not count once more.
 */
export async function suppress(
  ctx: Ctx,
  { id, recipient }: Delivery,
  why: "bounced" | "complained",
  at: Date,
) {
  const row = { practiceId: ctx.practiceId, address: recipient, why, deliveryId: id, since: at };
  const suppressed = await ctx.db
    .insert(suppressions)
    .values(row)
    .onConflictDoUpdate({
      target: [suppressions.practiceId, suppressions.address],
      set: { why, deliveryId: id, since: at, liftedAt: null },
      setWhere: sql`${suppressions.liftedAt} < ${at.toISOString()}::timestamptz`,
    })
    .returning({ address: suppressions.address });
  return suppressed.length > 0;
}

/** Whether a kind of letter is withheld from an address, and since what. */
export async function withheldFrom(ctx: Ctx, address: string, letter: string): Promise<string | null> {
  if (askedForThisMinute.has(letter)) return null;
  const [found] = await ctx.db
    .select({ why: suppressions.why })
    .from(suppressions)
    .where(
      and(
        eq(suppressions.practiceId, ctx.practiceId),
        eq(suppressions.address, address),
        isNull(suppressions.liftedAt),
      ),
    );
  return found?.why ?? null;
}
