import { sql } from "drizzle-orm";
import { boolean, char, check, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, id, instant, writtenAt } from "../columns.ts";
import { users } from "./identity.ts";

/** A tenant and a merchant: one therapist or a group. */
export const practices = pgTable(
  "practices",
  {
    id: id(),
    slug: text().notNull().unique("practices_have_one_slug"),
    name: text().notNull(),
    country: char({ length: 2 }).notNull(),
    zone: text().notNull(),
    locale: text().notNull(),
    currency: char({ length: 3 }).notNull(),
    isHome: boolean().notNull().default(false),
    isLicensed: boolean().notNull().default(false),
    headline: text().notNull(),
    lead: text().notNull(),
    strapline: text().notNull(),
    about: text().notNull().default(""),
    email: text().notNull(),
    phone: text(),
    address: text(),
    replyTime: text().notNull(),
    hue: text().notNull().default("teal"),
    /** Whether one call opens the doors of every therapist here, not only of the one it was for. */
    callOpensAll: boolean().notNull().default(false),
    stripeFromEnv: boolean().notNull().default(false),
    /** Whether forms sent from afar leave out the question about wanting to die. */
    omitsRiskRemotely: boolean().notNull().default(false),
    /** How many years the clinical record is kept after care has ended; null: as its country usually asks. */
    keepYears: integer(),
    createdAt: writtenAt(),
    changedAt: writtenAt(),
  },
  (t) => [
    uniqueIndex("practices_one_is_home").on(t.isHome).where(sql`${t.isHome}`),
    check("practices_country_is_iso", sql`${t.country} ~ '^[A-Z]{2}$'`),
    check("practices_keep_years_are_some", sql`${t.keepYears} between 1 and 50`),
    check("practices_currency_is_iso", sql`${t.currency} ~ '^[A-Z]{3}$'`),
  ],
);

export type Role = "owner" | "manager" | "therapist" | "supervisor" | "scheduler" | "biller";

/** A user in a practice. */
export const members = pgTable(
  "members",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    roles: text().array().$type<Role[]>().notNull(),
    intake: boolean().notNull().default(false),
    clinicalLead: boolean().notNull().default(false),
    createdAt: writtenAt(),
    endedAt: instant(),
  },
  (t) => [
    unique("members_once_in_a_practice").on(t.practiceId, t.userId),
    unique("members_of_practice").on(t.practiceId, t.id),
    check(
      "members_roles_are_known",
      sql`${t.roles} <@ array['owner','manager','therapist','supervisor','scheduler','biller'] and cardinality(${t.roles}) > 0`,
    ),
  ],
);

export type PolicyKind = "privacy" | "terms" | "accessibility";

/** What people were told, as it stood when they were told it. A change is a new version. */
export const policyVersions = pgTable(
  "policy_versions",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    kind: text().$type<PolicyKind>().notNull(),
    version: text().notNull(),
    body: text().notNull(),
    effectiveAt: instant().notNull(),
  },
  (t) => [
    unique("policy_versions_are_written_once").on(t.practiceId, t.kind, t.version),
    check("policy_versions_kind_is_known", sql`${t.kind} in ('privacy', 'terms', 'accessibility')`),
  ],
);

/** A practice's own account at Stripe, its keys sealed (decisions, 21). The first practice's may come from the environment. */
export const stripeAccounts = pgTable("stripe_accounts", {
  practiceId: uuid()
    .primaryKey()
    .references(() => practices.id),
  keyRing: text().notNull(),
  keyWrapped: bytes().notNull(),
  sealedKey: bytes().notNull(),
  sealedWebhookSecret: bytes(),
  /** The end of the key, to know it by. */
  keyEnd: text().notNull(),
  connectedAt: instant().notNull(),
});
