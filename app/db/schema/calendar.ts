import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgSequence,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, id, instant, writtenAt } from "../columns.ts";
import { members } from "./practices.ts";
import { therapists } from "./therapists.ts";

export type ConnectionState = "connected" | "needs_reconnect" | "leaving" | "disconnected";
/** What the therapist's own calendar says an appointment is. Never a kind of session. */
export type TitleMode = "busy" | "appointment" | "initials" | "name";
/** Why a connection needs its person: the grant died, a box was unticked, or the calendar we write to is gone. */
export type ConnectionTrouble = "dead" | "forbidden" | "no_calendar";
export type CalendarKind = "google" | "ical";

/** What the queue tells one piece of work from another by, where nothing that happened counts it. */
export const calendarTurns = pgSequence("calendar_turns", { maxValue: 2147483647, cycle: true });

export type Columns<Name extends string> = Record<"practiceId" | Name, AnyPgColumn>;

export function ofTherapist(table: string, t: Columns<"therapistId">) {
  const foreignColumns: [AnyPgColumn, AnyPgColumn] = [therapists.practiceId, therapists.id];
  return foreignKey({
    name: `${table}_of_therapist`,
    columns: [t.practiceId, t.therapistId],
    foreignColumns,
  });
}

export function ofConnection(table: string, t: Columns<"connectionId">) {
  const foreignColumns: [AnyPgColumn, AnyPgColumn] = [calendarConnections.practiceId, calendarConnections.id];
  return foreignKey({
    name: `${table}_of_connection`,
    columns: [t.practiceId, t.connectionId],
    foreignColumns,
  });
}

/** A therapist's permission at Google, sealed. One at a time; an ended one stays, so that ids are never used twice. */
export const calendarConnections = pgTable(
  "calendar_connections",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    /** Counts the connections of a therapist; it stands in the ids of what we put into the calendar (decisions, 37). */
    generation: integer().notNull(),
    state: text().$type<ConnectionState>().notNull(),
    trouble: text().$type<ConnectionTrouble>(),
    scopes: text().array().notNull(),
    keyRing: text().notNull(),
    keyWrapped: bytes().notNull(),
    sealedRefresh: bytes(),
    sealedAccess: bytes(),
    accessUntil: instant(),
    titles: text().$type<TitleMode>().notNull().default("busy"),
    /** When the therapist said that their agreement with Google covers clients' names. */
    agreementAt: instant(),
    makesMeet: boolean().notNull(),
    connectedAt: instant().notNull(),
    /** Counts how often it broke: each time is told once. */
    breaks: integer().notNull().default(0),
    brokenAt: instant(),
    endedAt: instant(),
  },
  (t) => [
    unique("calendar_connections_of_practice").on(t.practiceId, t.id),
    unique("calendar_connections_by_generation").on(t.therapistId, t.generation),
    uniqueIndex("calendar_connections_one_at_a_time")
      .on(t.therapistId)
      .where(sql`${t.state} <> 'disconnected'`),
    ofTherapist("calendar_connections", t),
    check(
      "calendar_connections_state_is_known",
      sql`${t.state} in ('connected', 'needs_reconnect', 'leaving', 'disconnected')`,
    ),
    check("calendar_connections_trouble_is_known", sql`${t.trouble} in ('dead', 'forbidden', 'no_calendar')`),
    check(
      "calendar_connections_titles_are_known",
      sql`${t.titles} in ('busy', 'appointment', 'initials', 'name')`,
    ),
    check(
      "calendar_connections_name_nobody_unagreed",
      sql`${t.titles} in ('busy', 'appointment') or ${t.agreementAt} is not null`,
    ),
    check(
      "calendar_connections_stand_on_a_grant",
      sql`${t.state} not in ('connected', 'leaving') or ${t.sealedRefresh} is not null`,
    ),
  ],
);

/** A way to Google that was begun and leads back here: what its return is known by. Lives ten minutes, used once. */
export const calendarAsks = pgTable(
  "calendar_asks",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    memberId: uuid().notNull(),
    /** Whether it also asks to see which calendars there are. */
    wantsList: boolean().notNull(),
    askedAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [
    ofTherapist("calendar_asks", t),
    foreignKey({
      name: "calendar_asks_of_member",
      columns: [t.practiceId, t.memberId],
      foreignColumns: [members.practiceId, members.id],
    }),
  ],
);

/** A calendar that is read: at Google, or one that is only an address. */
export const calendars = pgTable(
  "calendars",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    kind: text().$type<CalendarKind>().notNull(),
    connectionId: uuid(),
    /** Its name at Google, `primary` for the person's own. */
    externalId: text(),
    name: text().notNull(),
    /** The address of one that is nothing else, sealed: whoever has it reads the calendar. */
    keyRing: text(),
    keyWrapped: bytes(),
    sealedUrl: bytes(),
    /** Whether what is in it closes openings; the one we write to is read either way. */
    blocks: boolean().notNull(),
    isWritten: boolean().notNull().default(false),
    syncToken: text(),
    /** Until when the last full list looked. */
    listedUntil: instant(),
    /** Rises with every merge: two pulls at once write one outcome. */
    revision: integer().notNull().default(0),
    syncedAt: instant(),
    nextPullAt: instant(),
    /** When a pull was asked for that has not begun. */
    pullAskedAt: instant(),
    failures: integer().notNull().default(0),
    trouble: text(),
    channelId: uuid(),
    channelRing: text(),
    channelResource: text(),
    channelUntil: instant(),
    /** Until when no channel is asked for: it was refused. */
    channelNotBefore: instant(),
    createdAt: writtenAt(),
    endedAt: instant(),
  },
  (t) => [
    unique("calendars_of_practice").on(t.practiceId, t.id),
    ofTherapist("calendars", t),
    ofConnection("calendars", t),
    uniqueIndex("calendars_once_in_a_connection")
      .on(t.connectionId, t.externalId)
      .where(sql`${t.endedAt} is null`),
    uniqueIndex("calendars_one_is_written")
      .on(t.connectionId)
      .where(sql`${t.isWritten} and ${t.endedAt} is null`),
    index("calendars_due").on(t.nextPullAt).where(sql`${t.endedAt} is null`),
    index("calendars_by_channel").on(t.channelId),
    index("calendars_by_therapist").on(t.therapistId).where(sql`${t.endedAt} is null`),
    check("calendars_kind_is_known", sql`${t.kind} in ('google', 'ical')`),
    check(
      "calendars_are_somewhere",
      sql`(${t.kind} = 'google' and ${t.connectionId} is not null and ${t.externalId} is not null)
        or (${t.kind} = 'ical' and ${t.sealedUrl} is not null and ${t.keyRing} is not null and ${t.keyWrapped} is not null)`,
    ),
  ],
);

/** A therapist's appointments as an address their phone reads; whoever has it sees when they work, and no more. */
export const calendarFeeds = pgTable(
  "calendar_feeds",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    hash: bytes().notNull().unique("calendar_feeds_hash_once"),
    ring: text().notNull(),
    createdAt: writtenAt(),
    readAt: instant(),
    endedAt: instant(),
  },
  (t) => [
    ofTherapist("calendar_feeds", t),
    uniqueIndex("calendar_feeds_one_at_a_time").on(t.therapistId).where(sql`${t.endedAt} is null`),
  ],
);
