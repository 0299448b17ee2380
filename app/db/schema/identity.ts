import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import { bytes, id, instant, writtenAt } from "../columns.ts";

/** A person who can sign in: one address, one row, however many roles. */
export const users = pgTable(
  "users",
  {
    id: id(),
    email: text().notNull().unique("users_have_one_address"),
    name: text().notNull(),
    zone: text(),
    createdAt: writtenAt(),
    /** Since when nobody signs in here any more, by the person's own wish. */
    closedAt: instant(),
  },
  (t) => [check("users_email_is_lower_case", sql`${t.email} = lower(${t.email})`)],
);

/** Counters of rate-limiter-flexible, in the shape it asks for. Keys are keyed hashes, never an address. */
export const rateLimits = pgTable("rate_limits", {
  key: varchar({ length: 255 }).primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: "number" }),
});

/** Who works for the network and belongs to no practice. */
export const networkStaff = pgTable("network_staff", {
  userId: uuid()
    .primaryKey()
    .references(() => users.id),
  createdAt: writtenAt(),
});

/**
 * A sign-in somebody asked for, whether or not anybody has that address: who it is for is looked up when the letter is
 * written, so asking costs the same for everybody. Link and code are made of the row and a ring key; swept after a day.
 */
export const signInLinks = pgTable(
  "sign_in_links",
  {
    id: id(),
    hash: bytes().notNull().unique("sign_in_links_open_once"),
    ring: text().notNull(),
    email: text().notNull(),
    askerHash: bytes().notNull(),
    back: text(),
    tries: smallint().notNull().default(0),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [
    index("sign_in_links_by_asker").on(t.askerHash),
    index("sign_in_links_by_age").on(t.createdAt),
    check("sign_in_links_tries_are_few", sql`${t.tries} between 0 and 5`),
  ],
);

/**
 * A sign-in that holds, with the one standing it carries: a member's (practice and member), a client's (practice alone),
 * or none chosen yet. No foreign key to members, who stand a floor above and are never deleted.
 */
export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    hash: bytes().notNull().unique("sessions_have_one_token"),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    practiceId: uuid(),
    memberId: uuid(),
    isOwnDevice: boolean().notNull().default(false),
    device: text().notNull(),
    signedInAt: instant().notNull(),
    /** When the second factor was shown, or null. */
    provenAt: instant(),
    lastSeenAt: instant().notNull(),
    endsAt: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [
    index("sessions_by_user").on(t.userId, t.endsAt),
    index("sessions_by_end").on(t.endsAt),
    check("sessions_member_is_in_a_practice", sql`${t.memberId} is null or ${t.practiceId} is not null`),
  ],
);

/** A secret shared with an authenticator app (TOTP, RFC 6238), sealed under a key of its own; asked for once confirmed. */
export const totpSecrets = pgTable("totp_secrets", {
  userId: uuid()
    .primaryKey()
    .references(() => users.id),
  ring: text().notNull(),
  wrapped: bytes().notNull(),
  sealed: bytes().notNull(),
  /** The last time step a code was accepted for: the same code never counts twice. */
  lastStep: bigint({ mode: "number" }).notNull().default(0),
  createdAt: instant().notNull(),
  confirmedAt: instant(),
});

/** Codes for the day the phone is lost, by their hash; each works once. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id),
    hash: bytes().notNull(),
    createdAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.hash] })],
);

/** A passkey (WebAuthn): its public half, and how often it was used. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    credentialId: text().notNull().unique("passkeys_are_registered_once"),
    publicKey: bytes().notNull(),
    counter: bigint({ mode: "number" }).notNull(),
    transports: text().array().notNull().default([]),
    name: text().notNull(),
    createdAt: instant().notNull(),
    lastUsedAt: instant(),
  },
  (t) => [index("passkeys_by_user").on(t.userId)],
);

/** The one question a session's browser was last asked to sign, for five minutes. */
export const passkeyChallenges = pgTable("passkey_challenges", {
  sessionId: uuid()
    .primaryKey()
    .references(() => sessions.id, { onDelete: "cascade" }),
  purpose: text().$type<"register" | "prove">().notNull(),
  challenge: text().notNull(),
  expiresAt: instant().notNull(),
});

/** A wish for another address: it takes both letters' confirmation, and happens with the second. */
export const emailChanges = pgTable(
  "email_changes",
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    newEmail: text().notNull(),
    ring: text().notNull(),
    oldHash: bytes().notNull(),
    newHash: bytes().notNull(),
    oldConfirmedAt: instant(),
    newConfirmedAt: instant(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [
    unique("email_changes_by_old_link").on(t.oldHash),
    unique("email_changes_by_new_link").on(t.newHash),
    index("email_changes_by_user").on(t.userId),
    check("email_changes_are_lower_case", sql`${t.newEmail} = lower(${t.newEmail})`),
  ],
);
