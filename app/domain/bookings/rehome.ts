import { and, eq } from "drizzle-orm";
import { bookings, bookingWords } from "#app/db/schema/bookings.ts";
import { keyOf } from "#app/domain/clients/queries.ts";
import { type Ctx, moving } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";

/** Give one client's bookings to another, for a merge; what they wrote is sealed anew with the other's key. */
export async function rehome(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  const words = await moving(ctx, from, async (ctx) => {
    const key = await keyOf(ctx, from);
    const taken = await ctx.db.delete(bookingWords).where(ofClient(ctx, from)).returning();
    return taken.map((word) => ({
      ...word,
      text: ctx.vault.unseal(key, { row: word.id, column: "booking_words.sealed" }, word.sealed),
    }));
  });
  await ctx.db
    .update(bookings)
    .set({ clientId: to })
    .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.clientId, from)));
  if (words.length === 0) return;
  await moving(ctx, to, async (ctx) => {
    const key = await keyOf(ctx, to);
    await ctx.db.insert(bookingWords).values(
      words.map(({ text, ...word }) => {
        const id = newId();
        return {
          ...word,
          id,
          clientId: to,
          sealed: ctx.vault.seal(key, { row: id, column: "booking_words.sealed" }, text),
        };
      }),
    );
  });
}

function ofClient(ctx: Ctx, clientId: string) {
  return and(eq(bookingWords.practiceId, ctx.practiceId), eq(bookingWords.clientId, clientId));
}
