import { and, desc, eq, inArray, isNull, ne, notInArray, sql } from "drizzle-orm";
import { clients } from "#app/db/schema/clients.ts";
import { users } from "#app/db/schema/identity.ts";
import { notes } from "#app/db/schema/notes.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx, privately } from "#app/domain/ctx.ts";
import { type Note, notesWithin } from "./reach.ts";
import { openNote, type WholeNote } from "./read.ts";
import { authorsAlone } from "./rules.ts";

export type NoteLine = Note & { author: string; clientName: string | null };

/** The notes about a client a member may know of, the newest first, without a word of them. */
export function notesAbout(ctx: MemberCtx, clientId: string): Promise<NoteLine[]> {
  return lines(ctx, and(notesWithin(ctx, "notes.read"), eq(notes.clientId, clientId)), 500);
}

/** What a member wrote and signed last, the newest first. */
export function signedByMe(ctx: MemberCtx, count = 30): Promise<NoteLine[]> {
  const mine = and(
    notesWithin(ctx, "notes.write"),
    eq(notes.authorId, ctx.actor.userId),
    eq(notes.status, "signed"),
  );
  return lines(ctx, mine, count);
}

async function lines(ctx: MemberCtx, which: ReturnType<typeof and>, count: number): Promise<NoteLine[]> {
  const rows = await ctx.db
    .select({ note: notes, author: users.name, clientName: clients.name })
    .from(notes)
    .innerJoin(users, eq(users.id, notes.authorId))
    .leftJoin(clients, eq(clients.id, notes.clientId))
    .where(which)
    .orderBy(desc(notes.about), desc(notes.id))
    .limit(count);
  return rows.map(({ note, ...names }) => ({ ...note, ...names }));
}

export type NoteOfSession = { id: string; status: "draft" | "signed" };

/** The member's own notes of these sessions, by booking; psychotherapy notes are no session's record. */
export async function ownNotesOf(ctx: MemberCtx, bookingIds: readonly string[]) {
  const found = new Map<string, NoteOfSession>();
  if (bookingIds.length === 0) return found;
  const rows = await ctx.db
    .select({ id: notes.id, status: notes.status, bookingId: notes.bookingId })
    .from(notes)
    .where(
      and(
        notesWithin(ctx, "notes.write"),
        eq(notes.authorId, ctx.actor.userId),
        inArray(notes.bookingId, [...bookingIds]),
        ne(notes.kind, "psychotherapy"),
        isNull(notes.enteredInErrorAt),
      ),
    )
    .orderBy(sql`${notes.status} = 'draft'`);
  for (const { bookingId, ...one } of rows) if (bookingId) found.set(bookingId, one);
  return found;
}

/** The last note about the same client that was signed before this one, to stand beside it; that it was read is noted. */
export function readLastSigned(ctx: MemberCtx, note: Note): Promise<WholeNote | null> {
  const { clientId } = note;
  if (clientId === null) return Promise.resolve(null);
  return inTransaction(ctx, async (ctx) => {
    const [last] = await ctx.db
      .select()
      .from(notes)
      .where(
        and(
          notesWithin(ctx, "notes.read"),
          eq(notes.clientId, clientId),
          eq(notes.therapistId, note.therapistId),
          eq(notes.status, "signed"),
          notInArray(notes.kind, [...authorsAlone]),
          isNull(notes.enteredInErrorAt),
          ne(notes.id, note.id),
        ),
      )
      .orderBy(desc(notes.about), desc(notes.signedAt))
      .limit(1);
    if (!last) return null;
    return privately(ctx, clientId, async (ctx) => {
      await record(ctx, "note.read", { id: last.id }, { client: clientId });
      return openNote(ctx, last);
    });
  });
}

/** The layout a member used last for a kind of note, or null. */
export async function usedLast(ctx: MemberCtx, kind: Note["kind"]): Promise<string | null> {
  const [last] = await ctx.db
    .select({ template: notes.template })
    .from(notes)
    .where(
      and(eq(notes.practiceId, ctx.practiceId), eq(notes.authorId, ctx.actor.userId), eq(notes.kind, kind)),
    )
    .orderBy(desc(notes.createdAt))
    .limit(1);
  return last?.template ?? null;
}
