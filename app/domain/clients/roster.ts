import {
  and,
  arrayContains,
  asc,
  eq,
  exists,
  getTableColumns,
  gt,
  inArray,
  lte,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import {
  careRelationships,
  clients,
  type ParticipantRole,
  participants,
  type Stage,
} from "#app/db/schema/clients.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { within, withinClients } from "#app/domain/practices/reach.ts";
import { isId } from "#app/values/ids.ts";
import { isKept } from "./after-erasure.ts";
import { folded, foldedInSql } from "./folded.ts";

export type Asked = {
  search?: string | undefined;
  stage?: Stage | undefined;
  tag?: string | undefined;
  therapistId?: string | undefined;
  isUnderAge?: boolean | undefined;
  /** The client the page before ended with. */
  after?: string | undefined;
};

export const pageLength = 50;

type InCare = { therapistId: string; with: string; stage: Stage };
type Person = {
  name: string;
  role: ParticipantRole;
  isUnderAge: boolean;
  mayEmail: boolean;
  mayCall: boolean;
  mayLeaveMessage: boolean;
  isDiscreet: boolean;
};

/**
 * A page of the clients a member may see and nobody erased, by name, with whom they are, where they stand and their
 * sessions around now, in one statement. `next` is where the following page begins, or null on the last.
 */
export async function roster(ctx: MemberCtx, asked: Asked) {
  const page = pageOf(ctx, asked).as("page");
  const cares = caresOf(ctx, page.id).as("cares");
  const people = peopleOf(ctx, page.id).as("people");
  const sessions = sessionsOf(ctx, page.id).as("sessions");
  const rows = await ctx.db
    .select({
      id: page.id,
      name: page.name,
      kind: page.kind,
      tags: page.tags,
      cares: cares.all,
      people: people.all,
      next: sessions.next,
      last: sessions.last,
    })
    .from(page)
    .leftJoinLateral(cares, sql`true`)
    .leftJoinLateral(people, sql`true`)
    .leftJoinLateral(sessions, sql`true`)
    .orderBy(asc(page.order), asc(page.id));
  const shown = rows.slice(0, pageLength);
  return {
    clients: shown.map((row) => ({
      ...row,
      cares: row.cares ?? [],
      people: row.people ?? [],
      next: row.next ? new Date(row.next) : null,
      last: row.last ? new Date(row.last) : null,
    })),
    next: rows.length > pageLength ? (shown.at(-1)?.id ?? null) : null,
  };
}

export type RosterLine = Awaited<ReturnType<typeof roster>>["clients"][number];

function pageOf(ctx: MemberCtx, asked: Asked) {
  const { id, name, kind, tags } = getTableColumns(clients);
  return ctx.db
    .select({ id, name, kind, tags, order: foldedInSql(sql`clients.name`).as("order") })
    .from(clients)
    .where(
      and(
        withinClients(ctx, "client.see", { practiceId: clients.practiceId, clientId: id }),
        isKept(ctx, id),
        matching(ctx, asked),
      ),
    )
    .orderBy(sql`"order"`, asc(id))
    .limit(pageLength + 1);
}

function matching(ctx: MemberCtx, { search, stage, tag, therapistId, isUnderAge, after }: Asked) {
  const inCare = and(
    eq(careRelationships.clientId, clients.id),
    within(ctx, "client.see", careRelationships),
    stage && eq(careRelationships.stage, stage),
    therapistId ? eq(careRelationships.therapistId, therapistId) : undefined,
  );
  return and(
    search ? named(ctx, search) : undefined,
    stage || therapistId
      ? exists(ctx.db.select({ one: sql`1` }).from(careRelationships).where(inCare))
      : undefined,
    tag ? arrayContains(clients.tags, [tag]) : undefined,
    isUnderAge ? exists(somebody(ctx, eq(participants.isUnderAge, true))) : undefined,
    after && isId(after)
      ? sql`(${foldedInSql(clients.name)}, ${clients.id}) > (select ${foldedInSql(sql`last.name`)}, last.id
          from clients as last where last.id = ${after} and last.practice_id = ${ctx.practiceId})`
      : undefined,
  );
}

/** Whose name, or whose people's names or addresses, hold the words asked for. */
function named(ctx: MemberCtx, search: string): SQL | undefined {
  const holds = (text: unknown) => sql`strpos(${foldedInSql(text)}, ${folded(search)}) > 0`;
  const person = or(holds(participants.name), holds(participants.email));
  return or(holds(clients.name), exists(somebody(ctx, person)));
}

function somebody(ctx: MemberCtx, who: SQL | undefined) {
  return ctx.db
    .select({ one: sql`1` })
    .from(participants)
    .where(and(eq(participants.clientId, clients.id), who));
}

/** What the clients a member may see, and nobody erased, are marked with: their tags, in order, and whether anybody is under age. */
export async function marksInUse(ctx: MemberCtx): Promise<{ tags: string[]; isUnderAge: boolean }> {
  const own = and(
    withinClients(ctx, "client.see", { practiceId: clients.practiceId, clientId: clients.id }),
    isKept(ctx, clients.id),
  );
  const rows = await ctx.db
    .selectDistinct({ tag: sql<string>`unnest(clients.tags)` })
    .from(clients)
    .where(own)
    .orderBy(sql`1`);
  const [young] = await ctx.db
    .select({ id: clients.id })
    .from(clients)
    .where(and(own, exists(somebody(ctx, eq(participants.isUnderAge, true)))))
    .limit(1);
  return { tags: rows.map(({ tag }) => tag), isUnderAge: young !== undefined };
}

function caresOf(ctx: MemberCtx, clientId: SQLWrapper) {
  const line = sql`json_build_object('therapistId', ${therapists.id}, 'with', ${therapists.firstName}, 'stage', ${careRelationships.stage})`;
  return ctx.db
    .select({
      all: sql<InCare[] | null>`json_agg(${line} order by ${careRelationships.createdAt})`.as("cares_all"),
    })
    .from(careRelationships)
    .innerJoin(therapists, eq(therapists.id, careRelationships.therapistId))
    .where(and(eq(careRelationships.clientId, clientId), within(ctx, "client.see", careRelationships)));
}

function peopleOf(ctx: MemberCtx, clientId: SQLWrapper) {
  const line = sql`json_build_object('name', name, 'role', role, 'isUnderAge', is_under_age, 'mayEmail', may_email,
    'mayCall', may_call, 'mayLeaveMessage', may_leave_message, 'isDiscreet', is_discreet)`;
  return ctx.db
    .select({ all: sql<Person[] | null>`json_agg(${line} order by created_at, id)`.as("people_all") })
    .from(participants)
    .where(eq(participants.clientId, clientId));
}

function sessionsOf(ctx: MemberCtx, clientId: SQLWrapper) {
  const now = ctx.now();
  const isAhead = and(
    inArray(bookings.status, ["requested", "held", "confirmed"]),
    sql`${bookings.heldFor} is distinct from 'offer'`, // nobody said yes to it
    gt(appointments.endsAt, now),
  );
  const wasHeld = inArray(bookings.status, ["confirmed", "attended"]);
  return ctx.db
    .select({
      next: sql<string | null>`min(${appointments.startsAt}) filter (where ${isAhead})`.as("next_session"),
      last: sql<
        string | null
      >`max(${appointments.startsAt}) filter (where ${wasHeld} and ${lte(appointments.endsAt, now)})`.as(
        "last_session",
      ),
    })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(and(eq(bookings.clientId, clientId), within(ctx, "diary.see", bookings)));
}
