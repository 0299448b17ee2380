import { and, eq, inArray } from "drizzle-orm";
import { contentShares } from "#app/db/schema/content.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { ownContent } from "./own.ts";

/** Of some givings those whose item somebody has now, with what it is. */
export async function ownShares(ctx: ClientCtx, shareIds: readonly string[]) {
  if (shareIds.length === 0) return [];
  const [shares, items] = await Promise.all([
    ctx.db
      .select({ id: contentShares.id, itemId: contentShares.itemId })
      .from(contentShares)
      .where(and(eq(contentShares.practiceId, ctx.practiceId), inArray(contentShares.id, [...shareIds]))),
    ownContent(ctx),
  ]);
  return shares.flatMap(({ id, itemId }) => {
    const item = items.find((one) => one.id === itemId);
    return item ? [{ key: id, itemId, kind: item.kind, therapistName: item.therapistName }] : [];
  });
}
