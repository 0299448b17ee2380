import { and, desc, eq, isNull } from "drizzle-orm";
import { manageLinks } from "#app/db/schema/bookings.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { hashOf } from "#app/values/token.ts";

const purpose = "manage";

type Numbered = { id: string; sequence: number };

/**
 * Make the private link of a booking as it stands now, and end the ones before it. The token is made of the row and a
 * ring key, so it can be mailed again; only its hash is kept.
 */
export async function renewLink(ctx: Ctx, { id, sequence }: Numbered): Promise<string> {
  const { token, ring } = ctx.vault.token(purpose, id, sequence);
  if (sequence > 0) await endLinks(ctx, id);
  await ctx.db.insert(manageLinks).values({
    hash: hashOf(token),
    practiceId: ctx.practiceId,
    bookingId: id,
    sequence,
    ring,
    createdAt: ctx.now(),
  });
  return token;
}

/** End every link of a booking that still opens. */
export async function endLinks(ctx: Ctx, bookingId: string): Promise<void> {
  await ctx.db
    .update(manageLinks)
    .set({ endedAt: ctx.now() })
    .where(
      and(
        eq(manageLinks.practiceId, ctx.practiceId),
        eq(manageLinks.bookingId, bookingId),
        isNull(manageLinks.endedAt),
      ),
    );
}

/** The token a booking's link had at a sequence, for a letter or an answer that is said again. */
export async function linkToken(ctx: Ctx, { id, sequence }: Numbered): Promise<string> {
  const [link] = await ctx.db
    .select({ ring: manageLinks.ring })
    .from(manageLinks)
    .where(
      and(
        eq(manageLinks.practiceId, ctx.practiceId),
        eq(manageLinks.bookingId, id),
        eq(manageLinks.sequence, sequence),
      ),
    );
  if (!link) throw new Error(`Booking ${id} had no link at sequence ${sequence}`);
  return ctx.vault.token(purpose, id, sequence, link.ring).token;
}

/** The token of the newest link a booking has, for a letter that leads to what became of it. */
export async function newestToken(ctx: Ctx, bookingId: string): Promise<string> {
  const link = await newestLink(ctx, bookingId);
  if (!link) throw new Error(`Booking ${bookingId} never had a link`);
  return ctx.vault.token(purpose, bookingId, link.sequence, link.ring).token;
}

/** The newest link a booking has, by its sequence; null when it never had one. */
export async function newestLink(
  ctx: Ctx,
  bookingId: string,
): Promise<{ ring: string; sequence: number } | null> {
  const [link] = await ctx.db
    .select({ ring: manageLinks.ring, sequence: manageLinks.sequence })
    .from(manageLinks)
    .where(and(eq(manageLinks.practiceId, ctx.practiceId), eq(manageLinks.bookingId, bookingId)))
    .orderBy(desc(manageLinks.sequence))
    .limit(1);
  return link ?? null;
}
