import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "../../columns.ts";
import { clients, participants } from "../clients.ts";
import { policyVersions } from "../practices.ts";

/** `privacy` and `terms` are the practice's policies; the others are agreed to on a form. */
export type ConsentPurpose = "privacy" | "terms" | "treatment" | "telehealth" | "other";

/** What somebody agreed to, in which words, when, for whom; and when they took it back. */
export const consents = pgTable(
  "consents",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    purpose: text().$type<ConsentPurpose>().notNull(),
    /** The words: a policy's version, or a form's with the part of it that asks. */
    policyVersionId: uuid().references(() => policyVersions.id),
    formVersionId: uuid(),
    formPart: text(),
    /** Where it was signed on a form: which, and for whom. */
    askedId: uuid(),
    forParticipantId: uuid(),
    language: text().notNull(),
    givenBy: text().notNull(),
    givenAt: instant().notNull(),
    withdrawnAt: instant(),
  },
  (t) => [
    foreignKey({
      name: "consents_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    foreignKey({
      name: "consents_for_participant",
      columns: [t.practiceId, t.forParticipantId],
      foreignColumns: [participants.practiceId, participants.id],
    }),
    index("consents_by_client").on(t.clientId),
    check("consents_have_words", sql`num_nonnulls(${t.policyVersionId}, ${t.formVersionId}) = 1`),
  ],
);

/** That a card may be charged later: in which words, up to how much, by whom and when. */
export const cardConsents = pgTable(
  "card_consents",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    textVersion: text().notNull(),
    text: text().notNull(),
    /** The most one session may cost under it, and the most of one month. Minor units. */
    upTo: integer().notNull(),
    upToMonthly: integer().notNull(),
    givenBy: text().notNull(),
    givenAt: instant().notNull(),
    /** When the card it was given with was kept; before that it permits nothing. */
    inForceAt: instant(),
    withdrawnAt: instant(),
  },
  (t) => [
    unique("card_consents_of_practice").on(t.practiceId, t.id),
    foreignKey({
      name: "card_consents_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    index("card_consents_by_client").on(t.clientId),
    check("card_consents_have_a_limit", sql`${t.upTo} >= 0 and ${t.upToMonthly} >= ${t.upTo}`),
  ],
);
