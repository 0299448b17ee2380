import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { FormBody } from "#app/values/form-body.ts";
import { bytes, id, instant, writtenAt } from "../columns.ts";
import { careRelationships, clients, participants, type Stage } from "./clients.ts";
import { users } from "./identity.ts";
import { practices } from "./practices.ts";

export type FormKind = "questions" | "consent" | "measure";

/** A form a practice uses. What it asks stands in its versions. */
export const forms = pgTable(
  "forms",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    kind: text().$type<FormKind>().notNull(),
    name: text().notNull(),
    /** Which of those that ship it began as: `phq-9`, `intake`; null: the practice's own. */
    template: text(),
    /** At which stage it is asked by itself; null: by hand. */
    askedAt: text().$type<Stage>(),
    createdAt: writtenAt(),
    putAwayAt: instant(),
  },
  (t) => [
    unique("forms_of_practice").on(t.practiceId, t.id),
    check("forms_kind_is_known", sql`${t.kind} in ('questions', 'consent', 'measure')`),
    check("forms_asked_at_a_stage", sql`${t.askedAt} in ('discovery', 'intake', 'ongoing', 'ended')`),
  ],
);

/** What a form asks, as it stood: published once and never changed. The one without a date is being written. */
export const formVersions = pgTable(
  "form_versions",
  {
    id: id(),
    practiceId: uuid().notNull(),
    formId: uuid().notNull(),
    version: integer().notNull(),
    language: text().notNull(),
    body: jsonb().$type<FormBody>().notNull(),
    changedAt: instant().notNull(),
    publishedAt: instant(),
  },
  (t) => [
    unique("form_versions_of_practice").on(t.practiceId, t.id),
    unique("form_versions_are_numbered").on(t.formId, t.version),
    foreignKey({
      name: "form_versions_of_form",
      columns: [t.practiceId, t.formId],
      foreignColumns: [forms.practiceId, forms.id],
    }),
  ],
);

export type AskedStatus = "waiting" | "begun" | "signed" | "withdrawn";

/** A form one person was asked to fill. It holds no answer, only how far they have come. */
export const formsAsked = pgTable(
  "forms_asked",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    relationshipId: uuid().notNull(),
    /** Who is to fill it. */
    participantId: uuid().notNull(),
    /** For whom, where that is another: a guardian signs for a child. */
    forParticipantId: uuid(),
    versionId: uuid().notNull(),
    status: text().$type<AskedStatus>().notNull(),
    /** Whether the question about wanting to die is left out here (a practice's setting, as it stood). */
    omitsRisk: boolean().notNull().default(false),
    askedAt: instant().notNull(),
    bookingId: uuid(),
    savedAt: instant(),
    signedAt: instant(),
    signedBy: uuid().references(() => users.id),
    /** SHA-256 over the version and all answers as they were signed. */
    hash: bytes(),
    reviewedAt: instant(),
    reviewedBy: uuid().references(() => users.id),
  },
  (t) => [
    unique("forms_asked_of_practice").on(t.practiceId, t.id),
    foreignKey({
      name: "forms_asked_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    foreignKey({
      name: "forms_asked_of_relationship",
      columns: [t.practiceId, t.relationshipId],
      foreignColumns: [careRelationships.practiceId, careRelationships.id],
    }),
    foreignKey({
      name: "forms_asked_of_participant",
      columns: [t.practiceId, t.participantId],
      foreignColumns: [participants.practiceId, participants.id],
    }),
    foreignKey({
      name: "forms_asked_for_participant",
      columns: [t.practiceId, t.forParticipantId],
      foreignColumns: [participants.practiceId, participants.id],
    }),
    foreignKey({
      name: "forms_asked_of_version",
      columns: [t.practiceId, t.versionId],
      foreignColumns: [formVersions.practiceId, formVersions.id],
    }),
    index("forms_asked_by_client").on(t.clientId),
    index("forms_asked_by_relationship").on(t.relationshipId),
    check("forms_asked_status_is_known", sql`${t.status} in ('waiting', 'begun', 'signed', 'withdrawn')`),
    check(
      "forms_asked_are_signed_whole",
      sql`(${t.status} = 'signed') = (${t.signedAt} is not null and ${t.hash} is not null)`,
    ),
  ],
);

/** What somebody answered on one page of a form: sealed and walled. The page `signature` holds the name they typed. */
export const formAnswers = pgTable(
  "form_answers",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    askedId: uuid().notNull(),
    page: text().notNull(),
    sealed: bytes().notNull(),
    savedAt: instant().notNull(),
  },
  (t) => [
    unique("form_answers_one_per_page").on(t.askedId, t.page),
    foreignKey({
      name: "form_answers_of_asked",
      columns: [t.practiceId, t.askedId],
      foreignColumns: [formsAsked.practiceId, formsAsked.id],
    }),
    index("form_answers_by_client").on(t.clientId),
  ],
);

/** A form that needs somebody today: raised when it was sent, told again until what was done about it is signed. */
export const formAlerts = pgTable(
  "form_alerts",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    therapistId: uuid().notNull(),
    askedId: uuid().notNull().unique("form_alerts_once"),
    raisedAt: instant().notNull(),
    /** How often it was told, and when next. */
    told: integer().notNull().default(0),
    tellNextAt: instant(),
    reviewedAt: instant(),
    reviewedBy: uuid().references(() => users.id),
  },
  (t) => [
    foreignKey({
      name: "form_alerts_of_asked",
      columns: [t.practiceId, t.askedId],
      foreignColumns: [formsAsked.practiceId, formsAsked.id],
    }),
    unique("form_alerts_of_practice").on(t.practiceId, t.id),
    index("form_alerts_open").on(t.tellNextAt).where(sql`${t.reviewedAt} is null`),
    index("form_alerts_by_client").on(t.clientId),
  ],
);

/** What a therapist did about an alert: sealed and walled, signed and kept. */
export const formReviews = pgTable(
  "form_reviews",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    alertId: uuid().notNull(),
    sealed: bytes().notNull(),
    writtenBy: uuid()
      .notNull()
      .references(() => users.id),
    writtenAt: instant().notNull(),
  },
  (t) => [
    foreignKey({
      name: "form_reviews_of_alert",
      columns: [t.practiceId, t.alertId],
      foreignColumns: [formAlerts.practiceId, formAlerts.id],
    }).onDelete("cascade"),
    index("form_reviews_by_client").on(t.clientId),
  ],
);
