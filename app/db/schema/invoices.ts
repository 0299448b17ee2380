import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant } from "../columns.ts";
import { clients } from "./clients.ts";
import { payments, refunds } from "./payments.ts";
import { practices } from "./practices.ts";
import { sessionTypes } from "./session-types.ts";
import { therapists } from "./therapists.ts";

/** What a practice gives for money it takes. */
export type PaperKind = "payment_record" | "receipt" | "invoice";
/** Every series of numbers: a credit note takes a paper back. */
export type PaperSeries = PaperKind | "credit_note";
export type TaxTreatment = "exempt" | "rate" | "outside";

export type PaperLine = {
  bookingId: string;
  /** Neutral words: "Appointment, 50 minutes", "Fee for a missed appointment". */
  words: string;
  /** The session's day in the practice's zone, YYYY-MM-DD. */
  day: string;
  therapist: string;
  /** Minor units: list price, what came off, what is left with tax in it, and the tax in that. */
  gross: number;
  discount: number;
  total: number;
  tax: number;
  /** Hundredths of a percent (2300: 23 %); null where no tax is charged. */
  taxRate: number | null;
  taxWords: string | null;
  /** As the practice typed it; only where the practice prints superbills. */
  procedureCode: string | null;
  therapistNumber: string | null;
};

/** All a paper says, as it said it when it was issued. */
export type PaperBody = {
  seller: {
    name: string;
    legalName: string | null;
    legalNumber: string | null;
    npi: string | null;
    address: string | null;
    email: string;
  };
  buyer: { name: string; email: string | null };
  /** The client the sessions were for, where somebody else pays. */
  onBehalfOf: string | null;
  lines: PaperLine[];
  total: number;
  tax: number;
  paid: { amount: number; method: string; at: string } | null;
  note: string | null;
  locale: string;
  zone: string;
};

/** How a practice's papers look: which kind, its legal name and number, the words at the foot. */
export const paperSettings = pgTable(
  "paper_settings",
  {
    practiceId: uuid()
      .primaryKey()
      .references(() => practices.id),
    kind: text().$type<PaperKind>().notNull(),
    legalName: text(),
    /** Tax or registration number. */
    legalNumber: text(),
    /** National Provider Identifier of the practice, in the US. */
    npi: text(),
    note: text(),
    /** Whether whoever paid gets a letter about each paper. It lies in their own place either way. */
    areMailed: boolean().notNull().default(true),
    changedAt: instant().notNull(),
  },
  (t) => [check("paper_settings_kind_is_known", sql`${t.kind} in ('payment_record', 'receipt', 'invoice')`)],
);

/** How sessions are taxed. The nearest row holds: of therapist and type, of type, of therapist, of the practice. */
export const taxRules = pgTable(
  "tax_rules",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    therapistId: uuid(),
    sessionTypeId: uuid(),
    treatment: text().$type<TaxTreatment>().notNull(),
    /** Hundredths of a percent, included in the price. */
    rate: integer(),
    /** Why no tax is charged, as it is printed. */
    reason: text(),
  },
  (t) => [
    unique("tax_rules_one_for_each").on(t.practiceId, t.therapistId, t.sessionTypeId).nullsNotDistinct(),
    foreignKey({
      name: "tax_rules_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    foreignKey({
      name: "tax_rules_of_session_type",
      columns: [t.practiceId, t.sessionTypeId],
      foreignColumns: [sessionTypes.practiceId, sessionTypes.id],
    }),
    check("tax_rules_treatment_is_known", sql`${t.treatment} in ('exempt', 'rate', 'outside')`),
    check(
      "tax_rules_say_how_much_or_why_not",
      sql`(${t.treatment} = 'rate' and ${t.rate} between 1 and 10000) or (${t.treatment} = 'exempt' and ${t.reason} <> '' and ${t.rate} is null) or (${t.treatment} = 'outside' and ${t.rate} is null)`,
    ),
  ],
);

/** The last number given in a series. Taken under its row's lock by the transaction that issues, so none is ever missing. */
export const paperNumbers = pgTable(
  "paper_numbers",
  {
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    series: text().$type<PaperSeries>().notNull(),
    year: integer().notNull(),
    last: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.practiceId, t.series, t.year] })],
);

/** A paper that was issued. It never changes (papers_are_written_once); a credit note takes it back. */
export const papers = pgTable(
  "papers",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    series: text().$type<PaperSeries>().notNull(),
    year: integer().notNull(),
    number: integer().notNull(),
    /** The payment it acknowledges, or the refund of a credit note. */
    paymentId: uuid(),
    refundId: uuid(),
    /** The paper a credit note takes back. */
    corrects: uuid(),
    currency: char({ length: 3 }).notNull(),
    total: integer().notNull(),
    body: jsonb().$type<PaperBody>().notNull(),
    issuedAt: instant().notNull(),
  },
  (t) => [
    unique("papers_of_practice").on(t.practiceId, t.id),
    unique("papers_numbers_are_given_once").on(t.practiceId, t.series, t.year, t.number),
    foreignKey({
      name: "papers_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    foreignKey({
      name: "papers_of_payment",
      columns: [t.practiceId, t.paymentId],
      foreignColumns: [payments.practiceId, payments.id],
    }),
    foreignKey({
      name: "papers_of_refund",
      columns: [t.practiceId, t.refundId],
      foreignColumns: [refunds.practiceId, refunds.id],
    }),
    foreignKey({
      name: "papers_take_back",
      columns: [t.practiceId, t.corrects],
      foreignColumns: [t.practiceId, t.id],
    }),
    uniqueIndex("papers_one_per_payment").on(t.paymentId).where(sql`${t.refundId} is null`),
    uniqueIndex("papers_one_per_refund").on(t.refundId),
    index("papers_by_client").on(t.clientId, t.issuedAt),
    check(
      "papers_series_is_known",
      sql`${t.series} in ('payment_record', 'receipt', 'invoice', 'credit_note')`,
    ),
    check("papers_credit_notes_take_back", sql`(${t.series} = 'credit_note') = (${t.corrects} is not null)`),
  ],
);
