import { and, eq } from "drizzle-orm";
import { contentItems } from "#app/db/schema/content.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import type { EventName } from "#app/domain/reactions.ts";
import { holdItem } from "./reach.ts";

type Words = { title: string; words: string; transcript: string };

/** Say what an item is called and what goes with it. False when it is out of reach. */
export function changeItem(ctx: MemberCtx, itemId: string, words: Words): Promise<boolean> {
  return change(ctx, itemId, { ...words, changedAt: ctx.now() }, "content.changed");
}

/** Let every client of its therapist have it, from a moment on. */
export function giveEverybody(ctx: MemberCtx, itemId: string, availableFrom: Date): Promise<boolean> {
  return change(ctx, itemId, { isForEverybody: true, availableFrom }, "content.opened");
}

/** Let only those have it whom it was given to. */
export function keepFromEverybody(ctx: MemberCtx, itemId: string): Promise<boolean> {
  return change(ctx, itemId, { isForEverybody: false }, "content.narrowed");
}

/** Put it away: those who have it keep it, nobody new gets it. */
export function putAway(ctx: MemberCtx, itemId: string): Promise<boolean> {
  return change(ctx, itemId, { putAwayAt: ctx.now() }, "content.put_away");
}

/** Take it out again. */
export function takeOut(ctx: MemberCtx, itemId: string): Promise<boolean> {
  return change(ctx, itemId, { putAwayAt: null }, "content.taken_out");
}

function change(
  ctx: MemberCtx,
  itemId: string,
  set: Partial<typeof contentItems.$inferInsert>,
  event: EventName,
): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await holdItem(ctx, itemId))) return false;
    const here = and(eq(contentItems.practiceId, ctx.practiceId), eq(contentItems.id, itemId));
    await ctx.db.update(contentItems).set(set).where(here);
    await record(ctx, event, { id: itemId });
    return true;
  });
}
