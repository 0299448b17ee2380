import { and, eq, notInArray, or, type SQL, sql } from "drizzle-orm";
import { notes } from "#app/db/schema/notes.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { type Deed, reachOf } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";
import { authorsAlone } from "./rules.ts";

export type Note = typeof notes.$inferSelect;

/**
 * The notes a member may know of, as a condition: their own in any state; of others what was signed and is within their
 * reach for the deed. Psychotherapy notes and groups' process notes are their author's alone (drizzle/0011 says it too).
 */
export function notesWithin(ctx: MemberCtx, deed: Deed): SQL {
  if (reachOf(ctx.actor, deed) === "none") return sql`false`;
  const isOwn = and(eq(notes.practiceId, ctx.practiceId), eq(notes.authorId, ctx.actor.userId));
  const isOthers = and(
    within(ctx, deed, notes),
    eq(notes.status, "signed"),
    notInArray(notes.kind, [...authorsAlone]),
  );
  return or(isOwn, isOthers) ?? sql`false`;
}

/** One note a member may know of, or null: what is not theirs is not there. */
export async function noteWithin(ctx: MemberCtx, deed: Deed, id: string): Promise<Note | null> {
  if (!isId(id)) return null;
  const [note] = await ctx.db
    .select()
    .from(notes)
    .where(and(notesWithin(ctx, deed), eq(notes.id, id)));
  return note ?? null;
}

/** A note of one's own, held until the transaction ends, so that two tabs take turns; null when it is somebody else's. */
export async function holdOwn(ctx: MemberCtx, id: string): Promise<Note | null> {
  if (!isId(id) || reachOf(ctx.actor, "notes.write") === "none") return null;
  const [note] = await ctx.db
    .select()
    .from(notes)
    .where(and(within(ctx, "notes.write", notes), eq(notes.authorId, ctx.actor.userId), eq(notes.id, id)))
    .for("no key update");
  return note ?? null;
}
