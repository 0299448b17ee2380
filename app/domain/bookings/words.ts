import { and, eq } from "drizzle-orm";
import { bookingWords, type WordKind } from "#app/db/schema/bookings.ts";
import { record } from "#app/domain/audit/record.ts";
import { keyOf } from "#app/domain/clients/queries.ts";
import { type Ctx, privately } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";

type About = { id: string; clientId: string; sequence?: number };

/** Seal what a person wrote with a booking: their note, or why they cancelled. */
export async function keepWords(ctx: Ctx, booking: About, kind: WordKind, text: string): Promise<void> {
  await privately(ctx, booking.clientId, async (ctx) => {
    const id = newId();
    const sealed = ctx.vault.seal(
      await keyOf(ctx, booking.clientId),
      { row: id, column: "booking_words.sealed" },
      text,
    );
    const { practiceId } = ctx;
    await ctx.db.insert(bookingWords).values({
      id,
      practiceId,
      clientId: booking.clientId,
      bookingId: booking.id,
      kind,
      sequence: stateOf(booking, kind),
      sealed,
      writtenAt: ctx.now(),
    });
  });
}

/** Read what a person wrote with a booking, and note that it was read. Null when they wrote nothing. */
export function readWords(ctx: Ctx, booking: About, kind: WordKind): Promise<string | null> {
  return privately(ctx, booking.clientId, async (ctx) => {
    const [words] = await ctx.db
      .select({ id: bookingWords.id, sealed: bookingWords.sealed })
      .from(bookingWords)
      .where(
        and(
          eq(bookingWords.practiceId, ctx.practiceId),
          eq(bookingWords.bookingId, booking.id),
          eq(bookingWords.kind, kind),
          eq(bookingWords.sequence, stateOf(booking, kind)),
        ),
      );
    if (!words) return null;
    await record(ctx, "words.read", { id: booking.id }, { kind });
    return ctx.vault.unseal(
      await keyOf(ctx, booking.clientId),
      { row: words.id, column: "booking_words.sealed" },
      words.sealed,
    );
  });
}

/** A message goes with one state of a booking; a note and a reason belong to all of it. */
function stateOf({ sequence = 0 }: About, kind: WordKind): number {
  return kind === "message" ? sequence : 0;
}
