import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, id, instant, writtenAt } from "../columns.ts";
import { practices } from "./practices.ts";

/** The rooms that keep files. A file names its owner's room, and `/files/:id` asks that room who may have it (decisions, 22). */
export type FileRoom = "messaging" | "content" | "forms";

/**
 * Something that was brought to us: what it is, and where its bytes lie in storage. The bytes are sealed with a key of
 * the file's own, which stands in `file_words`.
 */
export const files = pgTable(
  "files",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    /** Whose it is; null: the practice's own, for many. */
    clientId: uuid(),
    room: text().$type<FileRoom>().notNull(),
    /** What of that room's it belongs to; null until that is written, and swept when it never is. */
    ownerId: uuid(),
    contentType: text().notNull(),
    /** Bytes, as they were brought. */
    size: bigint({ mode: "number" }).notNull(),
    /** Where the sealed bytes lie in storage: a name of our own. */
    storedAs: text().notNull(),
    broughtBy: uuid().notNull(),
    createdAt: writtenAt(),
    /** When all of it was there. */
    arrivedAt: instant(),
  },
  (t) => [
    unique("files_of_practice").on(t.practiceId, t.id),
    unique("files_lie_apart").on(t.storedAs),
    index("files_by_owner").on(t.ownerId),
    index("files_by_client").on(t.clientId),
    index("files_without_owner").on(t.createdAt).where(sql`${t.ownerId} is null`),
    check("files_room_is_known", sql`${t.room} in ('messaging', 'content', 'forms')`),
    check("files_size_is_positive", sql`${t.size} >= 0`),
  ],
);

/**
 * What a file is called, for names tell, and the key of its bytes; both sealed, by the client's key where the file is one
 * client's, else by the practice's. Apart from `files`, so that Postgres can ask whose hand opens it (drizzle/0017).
 */
export const fileWords = pgTable(
  "file_words",
  {
    fileId: uuid().primaryKey(),
    practiceId: uuid().notNull(),
    /** Whose drawer it lies in; as in `files`. */
    clientId: uuid(),
    sealedName: bytes().notNull(),
    sealedKey: bytes().notNull(),
  },
  (t) => [
    foreignKey({
      name: "file_words_of_file",
      columns: [t.practiceId, t.fileId],
      foreignColumns: [files.practiceId, files.id],
    }).onDelete("cascade"),
  ],
);

/** A large file on its way in, piece by piece: how far it has come, so that a lost connection goes on where it ended. */
export const arrivals = pgTable(
  "file_arrivals",
  {
    fileId: uuid().primaryKey(),
    practiceId: uuid().notNull(),
    /** Bytes that are safely here. */
    offset: bigint({ mode: "number" }).notNull().default(0),
    expiresAt: instant().notNull(),
  },
  (t) => [
    foreignKey({
      name: "file_arrivals_of_file",
      columns: [t.practiceId, t.fileId],
      foreignColumns: [files.practiceId, files.id],
    }).onDelete("cascade"),
    index("file_arrivals_by_end").on(t.expiresAt),
  ],
);

/** A practice's own data key, wrapped by the ring: for what is sealed and belongs to no one client. Kept apart like clients' keys. */
export const practiceKeys = pgTable("practice_keys", {
  practiceId: uuid()
    .primaryKey()
    .references(() => practices.id),
  ring: text().notNull(),
  wrapped: bytes().notNull(),
  createdAt: writtenAt(),
});
