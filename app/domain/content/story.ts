import { and, desc, eq } from "drizzle-orm";
import { contentItems, contentSeen, contentShares } from "#app/db/schema/content.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";

/** What a client was given of a member's, and what was taken back, the newest first. */
export function givenTo(ctx: MemberCtx, clientId: string) {
  return ctx.db
    .select({
      id: contentShares.id,
      itemId: contentItems.id,
      kind: contentItems.kind,
      title: contentItems.title,
      from: contentShares.from,
      givenAt: contentShares.givenAt,
      takenBackAt: contentShares.takenBackAt,
    })
    .from(contentShares)
    .innerJoin(contentItems, eq(contentItems.id, contentShares.itemId))
    .where(and(within(ctx, "content.change", contentItems), eq(contentShares.clientId, clientId)))
    .orderBy(desc(contentShares.givenAt));
}

/** What of a member's a client has opened, the newest first. */
export function seenBy(ctx: MemberCtx, clientId: string) {
  return ctx.db
    .select({
      id: contentSeen.id,
      itemId: contentItems.id,
      title: contentItems.title,
      kind: contentItems.kind,
      firstAt: contentSeen.firstAt,
      finishedAt: contentSeen.finishedAt,
    })
    .from(contentSeen)
    .innerJoin(contentItems, eq(contentItems.id, contentSeen.itemId))
    .where(and(within(ctx, "content.change", contentItems), eq(contentSeen.clientId, clientId)))
    .orderBy(desc(contentSeen.firstAt));
}
