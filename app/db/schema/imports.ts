import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, id, instant } from "../columns.ts";
import { clients, type Stage } from "./clients.ts";
import { therapists } from "./therapists.ts";

export type ImportStatus = "read" | "ready" | "running" | "done" | "undoing" | "undone" | "dropped";
export type RowOutcome = "new" | "matched" | "malformed";

/**
 * A list of clients somebody brought along. What it says, its headings too, is kept sealed under a key of its own until
 * it is confirmed, dropped or a day old; then key and words go.
 */
export const imports = pgTable(
  "imports",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    startedBy: uuid().notNull(),
    /** How far the hand of whoever sorted it out reached: whose clients it may find again. */
    reach: text().$type<"own" | "practice">().notNull().default("own"),
    fileName: text().notNull(),
    status: text().$type<ImportStatus>().notNull().default("read"),
    encoding: text().notNull(),
    delimiter: text().notNull(),
    /** Which column, counted from 0, holds which field. */
    mapping: jsonb().$type<Record<string, number>>().notNull().default({}),
    /** The stage they come in at, where no column says. */
    stage: text().$type<Stage>(),
    /** Why they come past the gate (care_relationships.discovery_by 'import'): a code. */
    reason: text(),
    /** Whether everybody new with an address gets a welcome. */
    welcomes: boolean().notNull().default(false),
    rowCount: integer().notNull().default(0),
    newCount: integer().notNull().default(0),
    matchedCount: integer().notNull().default(0),
    malformedCount: integer().notNull().default(0),
    /** How many clients an undo left, because something of their own stands on them by now. */
    stayedCount: integer().notNull().default(0),
    keyRing: text(),
    keyWrapped: bytes(),
    sealed: bytes(),
    createdAt: instant().notNull(),
    confirmedAt: instant(),
    undoneAt: instant(),
  },
  (t) => [
    unique("imports_of_practice").on(t.practiceId, t.id),
    foreignKey({
      name: "imports_for_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    index("imports_by_practice").on(t.practiceId, t.createdAt),
    check(
      "imports_status_is_known",
      sql`${t.status} in ('read', 'ready', 'running', 'done', 'undoing', 'undone', 'dropped')`,
    ),
  ],
);

/** What becomes, and became, of each row of the file. No word of the row itself stands here. */
export const importRows = pgTable(
  "import_rows",
  {
    practiceId: uuid().notNull(),
    importId: uuid().notNull(),
    /** Where the row stands in the file, the heading being 1. */
    line: integer().notNull(),
    outcome: text().$type<RowOutcome>().notNull(),
    problems: text().array().notNull().default([]),
    /** The client made of it, or the one that was here already. */
    clientId: uuid(),
    /** What the import added for a client that was here already, to be taken back by an undo. */
    careRelationshipId: uuid(),
    /** The account made for them, if there was none. No foreign key: it may be needed elsewhere when the row goes. */
    userId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.line] }),
    foreignKey({
      name: "import_rows_of_import",
      columns: [t.practiceId, t.importId],
      foreignColumns: [imports.practiceId, imports.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "import_rows_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    index("import_rows_by_client").on(t.clientId),
    check("import_rows_outcome_is_known", sql`${t.outcome} in ('new', 'matched', 'malformed')`),
  ],
);
