import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "../columns.ts";
import { bookings } from "./bookings.ts";
import { clients } from "./clients.ts";
import { practices } from "./practices.ts";

/** The accounts of a practice's books (domain, "Ledger"). Debit is positive in all of them. */
export const accounts = [
  "stripe_balance",
  "bank_and_cash",
  "receivable",
  "disputed",
  "transfers_in_transit",
  "prepayments",
  "session_credits",
  "client_credit",
  "therapist_payable",
  "reserve",
  "tax_payable",
  "session_revenue",
  "fee_income",
  "unused_credits",
  "discounts",
  "refunds",
  "therapist_share",
  "stripe_fees",
  "dispute_losses",
  "write_offs",
] as const;
export type Account = (typeof accounts)[number];

/**
 * Something that moved money, or what it is counted as. Written once and never changed: what was wrong is put right by
 * another. `key` says what it is about, so that the same thing is written down once however often it is told.
 */
export const ledgerTransactions = pgTable(
  "ledger_transactions",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    key: text().notNull(),
    /** In a word, for whoever reads the books: "payment", "earned", "refund". */
    kind: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    unique("ledger_transactions_are_written_once").on(t.practiceId, t.key),
    unique("ledger_transactions_of_practice").on(t.practiceId, t.id),
    index("ledger_transactions_by_time").on(t.practiceId, t.at),
  ],
);

/** One line of a transaction: minor units, debit positive. All lines of a transaction sum to zero. */
export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    id: id(),
    practiceId: uuid().notNull(),
    transactionId: uuid().notNull(),
    account: text().$type<Account>().notNull(),
    amount: integer().notNull(),
    clientId: uuid(),
    therapistId: uuid(),
    bookingId: uuid(),
    paymentId: uuid(),
  },
  (t) => [
    foreignKey({
      name: "ledger_entries_of_transaction",
      columns: [t.practiceId, t.transactionId],
      foreignColumns: [ledgerTransactions.practiceId, ledgerTransactions.id],
    }),
    index("ledger_entries_by_transaction").on(t.transactionId),
    index("ledger_entries_by_account").on(t.practiceId, t.account),
    index("ledger_entries_by_booking").on(t.bookingId),
    index("ledger_entries_by_payment").on(t.paymentId),
    index("ledger_entries_by_client").on(t.clientId, t.account),
    check("ledger_entries_say_something", sql`${t.amount} <> 0`),
    check(
      "ledger_entries_account_is_known",
      sql`${t.account} in (${sql.raw(accounts.map((name) => `'${name}'`).join(", "))})`,
    ),
  ],
);

/** A booking's own owings that were given up. */
export const writeOffs = pgTable(
  "write_offs",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    bookingId: uuid().notNull(),
    amount: integer().notNull(),
    writtenBy: uuid().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    unique("write_offs_once_per_booking").on(t.bookingId),
    foreignKey({
      name: "write_offs_of_booking",
      columns: [t.practiceId, t.bookingId],
      foreignColumns: [bookings.practiceId, bookings.id],
    }),
    foreignKey({
      name: "write_offs_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    check("write_offs_amount_is_positive", sql`${t.amount} > 0`),
  ],
);

/** One nightly comparison of the books with Stripe's balance transactions. */
export const reconciliations = pgTable(
  "reconciliations",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    at: instant().notNull(),
    ours: integer().notNull(),
    theirs: integer().notNull(),
    /** Stripe's ids of what does not agree. */
    differing: text().array().notNull().default([]),
  },
  (t) => [index("reconciliations_by_practice").on(t.practiceId, t.at)],
);
