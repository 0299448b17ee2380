import { and, eq, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { type NoteKind, notes, noteWords } from "#app/db/schema/notes.ts";
import { record } from "#app/domain/audit/record.ts";
import { relationshipBetween } from "#app/domain/clients/queries.ts";
import { clientWithin } from "#app/domain/clients/reach.ts";
import { type MemberCtx, privately } from "#app/domain/ctx.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { isId, newId } from "#app/values/ids.ts";
import { layoutOf } from "./templates.ts";
import { keyFor, sealSections } from "./words.ts";

/**
 * What is to be written. With a client: about them, and perhaps one of their sessions. Without: a group's process note,
 * about one appointment. `about`: when it took place, where no session says so.
 */
export type NewNote = {
  kind: NoteKind;
  template: string;
  clientId: string | null;
  bookingId?: string | null;
  appointmentId?: string | null;
  about?: Date;
};

/**
 * Begin a note, as an empty draft only its author sees. One of that kind that was begun already about the same is given
 * instead. Null when it is not theirs to write, or what it is about is not there.
 */
export async function beginNote(ctx: MemberCtx, wish: NewNote): Promise<string | null> {
  const { therapistId } = ctx.actor;
  if (!therapistId || reachOf(ctx.actor, "notes.write") === "none") return null;
  if ((wish.kind === "process") !== (wish.clientId === null)) return null;
  const layout = await layoutOf(ctx, wish.template);
  const about = await aboutOf(ctx, therapistId, wish);
  if (!layout || !about) return null;
  return privately(ctx, wish.clientId, async (ctx) => {
    const { kind, template, clientId } = wish;
    const { userId: authorId } = ctx.actor;
    const id = newId();
    const now = ctx.now();
    const own = { practiceId: ctx.practiceId, clientId, therapistId, authorId, kind };
    const relationshipId = clientId && (await relationshipBetween(ctx, clientId, therapistId));
    const [begun] = await ctx.db
      .insert(notes)
      .values({
        ...own,
        ...about,
        id,
        relationshipId,
        template,
        status: "draft",
        createdAt: now,
        savedAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: notes.id });
    if (!begun)
      return draftOf(ctx, { authorId, kind, subject: about.bookingId ?? about.appointmentId ?? clientId });
    const sections = layout.sections.map(({ key, title }) => ({ key, title, text: "" }));
    const sealed = sealSections(ctx, await keyFor(ctx, clientId), id, sections);
    await ctx.db.insert(noteWords).values({ ...own, noteId: id, sealed });
    await record(ctx, "note.begun", { id }, { client: clientId });
    return id;
  });
}

type About = { about: Date; bookingId: string | null; appointmentId: string | null };

/** When what a note is about took place, and that it is this therapist's own; null when it is not. */
async function aboutOf(ctx: MemberCtx, therapistId: string, wish: NewNote): Promise<About | null> {
  const { clientId, bookingId, appointmentId } = wish;
  if (clientId === null) {
    if (!isId(appointmentId ?? "")) return null;
    const [group] = await ctx.db
      .select({ about: appointments.startsAt })
      .from(appointments)
      .where(
        and(
          eq(appointments.practiceId, ctx.practiceId),
          eq(appointments.therapistId, therapistId),
          eq(appointments.id, appointmentId ?? ""),
          sql`${appointments.capacity} > 1`,
        ),
      );
    return group ? { about: group.about, bookingId: null, appointmentId: appointmentId ?? null } : null;
  }
  if (!(await clientWithin(ctx, "notes.write", clientId))) return null;
  if (!bookingId) return { about: wish.about ?? ctx.now(), bookingId: null, appointmentId: null };
  if (!isId(bookingId)) return null;
  const [session] = await ctx.db
    .select({ about: appointments.startsAt, bookingId: bookings.id, appointmentId: bookings.appointmentId })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.therapistId, therapistId),
        eq(bookings.clientId, clientId),
        eq(bookings.id, bookingId),
      ),
    );
  return session ?? null;
}

type Same = { authorId: string; kind: NoteKind; subject: string | null };

async function draftOf(ctx: MemberCtx, { authorId, kind, subject }: Same): Promise<string> {
  const [draft] = await ctx.db
    .select({ id: notes.id })
    .from(notes)
    .where(
      and(
        eq(notes.practiceId, ctx.practiceId),
        eq(notes.authorId, authorId),
        eq(notes.kind, kind),
        eq(notes.status, "draft"),
        sql`coalesce(${notes.bookingId}, ${notes.appointmentId}, ${notes.clientId}) = ${subject}`,
      ),
    );
  if (!draft) throw new Error(`A draft about ${subject} stands in the way and is not there`);
  return draft.id;
}
