import { and, eq, isNull } from "drizzle-orm";
import { type AmendmentKind, noteAmendments, notes } from "#app/db/schema/notes.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx, privately } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { done, refused } from "#app/values/result.ts";
import { holdOwn, type Note, noteWithin } from "./reach.ts";
import { columns, hashOfAmendment, keyFor } from "./words.ts";

type Added = { id: string; text: string };

/** Add something to a note that was signed; the note itself stays. Null when it is not theirs, or still a draft. */
export function amend(ctx: MemberCtx, { id, text }: Added) {
  return afterwards(ctx, id, async (ctx, note) => {
    await append(ctx, note, "amendment", text);
    await record(ctx, "note.amended", { id }, { client: note.clientId });
    return done({ id });
  });
}

/** Say that a signed note should not stand: it stays readable, struck through, with the reason. Refuses: already. */
export function enterInError(ctx: MemberCtx, { id, text }: Added) {
  return afterwards(ctx, id, async (ctx, note) => {
    if (note.enteredInErrorAt) return refused("already" as const);
    await append(ctx, note, "entered_in_error", text);
    await mark(ctx, id, { enteredInErrorAt: ctx.now() });
    await record(ctx, "note.entered_in_error", { id }, { client: note.clientId });
    return done({ id });
  });
}

/**
 * Give a psychotherapy note out of one's hand, with a reason: the one way any of its words leave, and only by its author.
 * Nobody else reads it here afterwards either. Null when it is not theirs, not signed, or of another kind.
 */
export function releaseNote(ctx: MemberCtx, { id, text }: Added) {
  return afterwards(ctx, id, async (ctx, note) => {
    if (note.kind !== "psychotherapy") return null;
    await append(ctx, note, "release", text);
    await mark(ctx, id, { releasedAt: ctx.now() });
    await record(ctx, "note.released", { id }, { client: note.clientId });
    return done({ id });
  });
}

/**
 * Co-sign a note of somebody one supervises, with a word or without. Refuses: already, when another did or it is not
 * asked for. Null when it is not theirs to co-sign.
 */
export function coSign(ctx: MemberCtx, { id, text }: Added) {
  return inTransaction(ctx, async (ctx) => {
    const note = await noteWithin(ctx, "notes.co_sign", id);
    if (note?.status !== "signed" || note.authorId === ctx.actor.userId) return null;
    return privately(ctx, note.clientId, async (ctx) => {
      const [signed] = await ctx.db
        .update(notes)
        .set({ coSignedAt: ctx.now(), coSignedBy: ctx.actor.userId })
        .where(
          and(
            eq(notes.practiceId, ctx.practiceId),
            eq(notes.id, id),
            eq(notes.needsCoSign, true),
            isNull(notes.coSignedAt),
          ),
        )
        .returning({ id: notes.id });
      if (!signed) return refused("already" as const);
      await append(ctx, note, "co_signature", text);
      await record(ctx, "note.co_signed", { id }, { client: note.clientId });
      return done({ id });
    });
  });
}

/** Do something to a signed note of one's own, inside its drawer, one hand after the other. */
function afterwards<T>(
  ctx: MemberCtx,
  id: string,
  work: (ctx: MemberCtx, note: Note) => Promise<T>,
): Promise<T | null> {
  return inTransaction(ctx, async (ctx) => {
    const note = await holdOwn(ctx, id);
    if (note?.status !== "signed") return null;
    return privately(ctx, note.clientId, (ctx) => work(ctx, note));
  });
}

async function append(ctx: MemberCtx, note: Note, kind: AmendmentKind, text: string): Promise<void> {
  const id = newId();
  const added = { id, noteId: note.id, kind, authorId: ctx.actor.userId, writtenAt: ctx.now() };
  const key = await keyFor(ctx, note.clientId);
  const { practiceId, clientId, therapistId } = note;
  await ctx.db.insert(noteAmendments).values({
    ...added,
    practiceId,
    clientId,
    therapistId,
    noteKind: note.kind,
    sealed: ctx.vault.seal(key, { row: id, column: columns.amendment }, text),
    hash: hashOfAmendment({ ...added, text }),
  });
}

async function mark(
  ctx: MemberCtx,
  id: string,
  values: Pick<Partial<Note>, "enteredInErrorAt" | "releasedAt">,
): Promise<void> {
  await ctx.db
    .update(notes)
    .set(values)
    .where(and(eq(notes.practiceId, ctx.practiceId), eq(notes.id, id)));
}
