import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { users } from "#app/db/schema/identity.ts";
import { notes } from "#app/db/schema/notes.ts";
import { type SessionKind, sessionTypes } from "#app/db/schema/session-types.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { reachOf } from "#app/domain/practices/rules.ts";

/** Something about the clinical record that is not finished. `booking` and `appointment` are what is to be written about. */
export type Unfinished = {
  what: "unwritten" | "draft" | "to_co_sign";
  noteId: string | null;
  clientId: string | null;
  /** Who it is about, or which group. */
  name: string;
  author: string | null;
  bookingId: string | null;
  appointmentId: string | null;
  kind: typeof notes.$inferSelect.kind;
  typeName: string | null;
  /** Whether nobody marked yet that they came. */
  isUnmarked: boolean;
  at: Date;
};

/**
 * What a member has yet to write, sign or co-sign, the oldest first: sessions of theirs that took place without a note,
 * since the day they keep notes here; their drafts; and what those they supervise have signed.
 */
export async function worklist(ctx: MemberCtx): Promise<Unfinished[]> {
  const { therapistId } = ctx.actor;
  const writes = therapistId !== null && reachOf(ctx.actor, "notes.write") !== "none";
  const parts = [
    ...(writes ? [...(await unwritten(ctx, therapistId)), ...(await groupsUnwritten(ctx, therapistId))] : []),
    ...(writes ? await drafts(ctx) : []),
    ...(await toCoSign(ctx)),
  ];
  return parts.sort((one, other) => one.at.getTime() - other.at.getTime());
}

const kinds: SessionKind[] = ["individual", "couple", "group"];
const isTherapy = sql`${sessionTypes.kind} = any(array[${sql.join(
  kinds.map((kind) => sql`${kind}`),
  sql`, `,
)}]::text[])`;

async function unwritten(ctx: MemberCtx, therapistId: string): Promise<Unfinished[]> {
  const rows = await ctx.db
    .select({
      bookingId: bookings.id,
      clientId: bookings.clientId,
      name: clients.name,
      typeName: sessionTypes.name,
      status: bookings.status,
      at: appointments.startsAt,
    })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .innerJoin(clients, eq(clients.id, bookings.clientId))
    .innerJoin(therapists, eq(therapists.id, bookings.therapistId))
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.therapistId, therapistId),
        isTherapy,
        tookPlace(ctx.now()),
        sql`${appointments.startsAt} >= ${therapists.notesSince}`,
        sql`not ${clients.isInvented}`,
        sql`not exists (select 1 from notes n where n.booking_id = ${bookings.id} and n.kind <> 'psychotherapy'
          and n.author_id = ${ctx.actor.userId} and n.entered_in_error_at is null)`,
      ),
    )
    .orderBy(asc(appointments.startsAt))
    .limit(200);
  return rows.map(({ status, ...row }) => ({
    ...{ what: "unwritten", noteId: null, author: null, appointmentId: null, kind: "progress" },
    ...row,
    isUnmarked: status !== "attended",
  }));
}

/** A group took place: its one process note, without names. */
async function groupsUnwritten(ctx: MemberCtx, therapistId: string): Promise<Unfinished[]> {
  const rows = await ctx.db
    .selectDistinct({ appointmentId: appointments.id, name: sessionTypes.name, at: appointments.startsAt })
    .from(appointments)
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .innerJoin(bookings, eq(bookings.appointmentId, appointments.id))
    .innerJoin(therapists, eq(therapists.id, appointments.therapistId))
    .where(
      and(
        eq(appointments.practiceId, ctx.practiceId),
        eq(appointments.therapistId, therapistId),
        eq(sessionTypes.kind, "group"),
        tookPlace(ctx.now()),
        sql`${appointments.startsAt} >= ${therapists.notesSince}`,
        sql`not exists (select 1 from notes n where n.appointment_id = ${appointments.id} and n.kind = 'process'
          and n.author_id = ${ctx.actor.userId} and n.entered_in_error_at is null)`,
      ),
    )
    .limit(100);
  return rows.map((row) => ({
    ...{ what: "unwritten", noteId: null, clientId: null, author: null, bookingId: null, kind: "process" },
    ...row,
    typeName: null,
    isUnmarked: false,
  }));
}

function tookPlace(now: Date) {
  return sql`(${bookings.status} = 'attended' or (${bookings.status} = 'confirmed' and ${appointments.endsAt} <= ${now.toISOString()}::timestamptz))`;
}

const line = {
  noteId: notes.id,
  clientId: notes.clientId,
  bookingId: notes.bookingId,
  appointmentId: notes.appointmentId,
  kind: notes.kind,
  at: notes.about,
  author: users.name,
  name: sql<string>`coalesce(${clients.name}, ${sessionTypes.name}, 'A group')`,
  typeName: sessionTypes.name,
};

function listed(ctx: MemberCtx, which: ReturnType<typeof and>) {
  return ctx.db
    .select(line)
    .from(notes)
    .innerJoin(users, eq(users.id, notes.authorId))
    .leftJoin(clients, eq(clients.id, notes.clientId))
    .leftJoin(appointments, eq(appointments.id, notes.appointmentId))
    .leftJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .where(and(eq(notes.practiceId, ctx.practiceId), which))
    .orderBy(asc(notes.about))
    .limit(200);
}

async function drafts(ctx: MemberCtx): Promise<Unfinished[]> {
  const mine = and(eq(notes.authorId, ctx.actor.userId), eq(notes.status, "draft"));
  const rows = await listed(ctx, mine);
  return rows.map((row) => ({ what: "draft" as const, ...row, isUnmarked: false }));
}

async function toCoSign(ctx: MemberCtx): Promise<Unfinished[]> {
  if (reachOf(ctx.actor, "notes.co_sign") === "none") return [];
  const theirs = and(
    within(ctx, "notes.co_sign", notes),
    eq(notes.status, "signed"),
    eq(notes.needsCoSign, true),
    isNull(notes.coSignedAt),
    isNull(notes.enteredInErrorAt),
    sql`${notes.authorId} <> ${ctx.actor.userId}`,
  );
  const rows = await listed(ctx, theirs);
  return rows.map((row) => ({ what: "to_co_sign" as const, ...row, isUnmarked: false }));
}
