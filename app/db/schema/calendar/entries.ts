import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant, writtenAt } from "../../columns.ts";
import { appointments } from "../bookings.ts";
import { type Columns, calendars, ofConnection } from "../calendar.ts";

export type EntryStatus = "wanted" | "present" | "gone";
export type ProposalKind = "moved" | "resized" | "deleted";
export type ProposalOutcome = "moved" | "put_back" | "moot" | "withdrawn";

function ofAppointment(table: string, t: Columns<"appointmentId">) {
  const foreignColumns: [AnyPgColumn, AnyPgColumn] = [appointments.practiceId, appointments.id];
  return foreignKey({
    name: `${table}_of_appointment`,
    columns: [t.practiceId, t.appointmentId],
    foreignColumns,
  });
}

/** What we put into a calendar for an appointment, and how it stood there when we last knew. */
export const calendarEntries = pgTable(
  "calendar_entries",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    connectionId: uuid().notNull(),
    appointmentId: uuid().notNull(),
    calendarId: uuid().notNull(),
    eventId: text().notNull(),
    /** Rises where an id cannot be used again because what it named was taken out. */
    attempt: integer().notNull().default(0),
    status: text().$type<EntryStatus>().notNull(),
    /** What was last written, in one word: as long as it is what should stand there, nothing is done. */
    face: text(),
    startsAt: instant(),
    endsAt: instant(),
    etag: text(),
    /** When Google says it was last changed by us. */
    changedThere: instant(),
    meetUrl: text(),
    isMeetPending: boolean().notNull().default(false),
    pushedAt: instant(),
    createdAt: writtenAt(),
  },
  (t) => [
    unique("calendar_entries_of_practice").on(t.practiceId, t.id),
    unique("calendar_entries_once").on(t.connectionId, t.appointmentId),
    unique("calendar_entries_have_ids_of_their_own").on(t.eventId),
    ofConnection("calendar_entries", t),
    ofAppointment("calendar_entries", t),
    foreignKey({
      name: "calendar_entries_in_calendar",
      columns: [t.practiceId, t.calendarId],
      foreignColumns: [calendars.practiceId, calendars.id],
    }),
    index("calendar_entries_by_appointment").on(t.appointmentId),
    index("calendar_entries_by_therapist").on(t.therapistId, t.endsAt),
    check("calendar_entries_status_is_known", sql`${t.status} in ('wanted', 'present', 'gone')`),
  ],
);

/** An appointment that was moved or taken out in Google: a question to the therapist, never done by itself. */
export const calendarProposals = pgTable(
  "calendar_proposals",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    appointmentId: uuid().notNull(),
    entryId: uuid().notNull(),
    kind: text().$type<ProposalKind>().notNull(),
    /** Where Google has it now; null when it was taken out. */
    startsAt: instant(),
    endsAt: instant(),
    /** Where it stood here when the question came up. */
    stoodAt: instant().notNull(),
    openedAt: instant().notNull(),
    closedAt: instant(),
    outcome: text().$type<ProposalOutcome>(),
  },
  (t) => [
    ofAppointment("calendar_proposals", t),
    foreignKey({
      name: "calendar_proposals_of_entry",
      columns: [t.practiceId, t.entryId],
      foreignColumns: [calendarEntries.practiceId, calendarEntries.id],
    }),
    uniqueIndex("calendar_proposals_one_open").on(t.appointmentId).where(sql`${t.closedAt} is null`),
    index("calendar_proposals_by_therapist").on(t.therapistId).where(sql`${t.closedAt} is null`),
    check("calendar_proposals_kind_is_known", sql`${t.kind} in ('moved', 'resized', 'deleted')`),
    check("calendar_proposals_have_a_time", sql`(${t.kind} = 'deleted') = (${t.startsAt} is null)`),
    check("calendar_proposals_end_somehow", sql`(${t.closedAt} is null) = (${t.outcome} is null)`),
    check(
      "calendar_proposals_outcome_is_known",
      sql`${t.outcome} in ('moved', 'put_back', 'moot', 'withdrawn')`,
    ),
  ],
);
