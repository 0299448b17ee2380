import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  char,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, id, instant } from "../columns.ts";
import { bookings } from "./bookings.ts";
import { clients } from "./clients.ts";
import { practices } from "./practices.ts";
import type { ChargeWhen } from "./session-types.ts";

export type PaymentMethod = "stripe" | "cash" | "bank_transfer" | "other";
export type PaymentStatus = "open" | "paid" | "failed" | "expired";
/** `booking`: before a session. `card`: nothing yet, a card is kept. `owed`: what is due, all at once. */
export type PaymentFor = "booking" | "card" | "owed";
export type PartKind = "session" | "late_fee";
export type RefundStatus = "asked" | "pending" | "succeeded" | "failed";
export type RefundReason =
  | ("terms" | "practice_cancelled" | "goodwill")
  | ("paid_too_late" | "paid_twice" | "waived");
export type RefundTo = "card" | "credit" | "by_hand";
export type DisputeStatus = "open" | "sent" | "won" | "lost";

/** How one client pays: what stands in for the session type's own words, who pays, and the card that was kept. */
export const clientBilling = pgTable(
  "client_billing",
  {
    clientId: uuid().primaryKey(),
    practiceId: uuid().notNull(),
    chargeWhen: text().$type<ChargeWhen>(),
    /** The person who pays, where that is not the client's own self. */
    payerId: uuid(),
    stripeCustomer: text(),
    stripeCard: text(),
    cardBrand: text(),
    cardLast4: text(),
    cardExpires: text(),
    /** Since a dispute began no card of theirs is charged. */
    cardsStoppedAt: instant(),
    changedAt: instant().notNull(),
  },
  (t) => [
    belongs("client_billing_of_client", [t.practiceId, t.clientId], clients),
    check(
      "client_billing_charge_when_is_known",
      sql`${t.chargeWhen} in ('at_booking', 'after_session', 'monthly')`,
    ),
  ],
);

/** One try to collect money, or a payment somebody made outside. What it pays for are its parts. */
export const payments = pgTable(
  "payments",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    purpose: text().$type<PaymentFor>().notNull(),
    method: text().$type<PaymentMethod>().notNull(),
    status: text().$type<PaymentStatus>().notNull(),
    /** Minor units. Nothing for a card that is only kept. */
    amount: integer().notNull(),
    currency: char({ length: 3 }).notNull(),
    /** The participant who paid, where it was not the client. */
    payerId: uuid(),
    /** Charged to a kept card while nobody was there. */
    isOffSession: boolean().notNull().default(false),
    /** Which try it is at the same thing, from 0 (decisions, 16). */
    tries: integer().notNull().default(0),
    stripeSession: text(),
    stripeIntent: text(),
    stripeCharge: text(),
    checkoutUrl: text(),
    /** Where Stripe takes the person back to; part of what its idempotency key stands for. */
    returnUrl: text(),
    cancelUrl: text(),
    expiresAt: instant(),
    /** Why it failed, in Stripe's own word ("card_declined"). */
    failure: text(),
    consentId: uuid(),
    /** Who wrote it down, where somebody did. */
    recordedBy: uuid(),
    createdAt: instant().notNull(),
    paidAt: instant(),
    changedAt: instant().notNull(),
  },
  (t) => [
    unique("payments_of_practice").on(t.practiceId, t.id),
    belongs("payments_of_client", [t.practiceId, t.clientId], clients),
    uniqueIndex("payments_one_per_session").on(t.stripeSession),
    uniqueIndex("payments_one_per_intent").on(t.stripeIntent),
    index("payments_by_client").on(t.clientId, t.createdAt),
    index("payments_open").on(t.practiceId, t.expiresAt).where(sql`${t.status} = 'open'`),
    index("payments_paid").on(t.practiceId, t.paidAt).where(sql`${t.status} = 'paid'`),
    check("payments_purpose_is_known", sql`${t.purpose} in ('booking', 'card', 'owed')`),
    check("payments_method_is_known", sql`${t.method} in ('stripe', 'cash', 'bank_transfer', 'other')`),
    check("payments_status_is_known", sql`${t.status} in ('open', 'paid', 'failed', 'expired')`),
    check("payments_amount_is_no_debt", sql`${t.amount} > 0 or (${t.purpose} = 'card' and ${t.amount} = 0)`),
    check("payments_paid_at_a_time", sql`(${t.status} = 'paid') = (${t.paidAt} is not null)`),
    check("payments_outside_stripe_are_made", sql`${t.method} = 'stripe' or ${t.status} = 'paid'`),
  ],
);

/** What a payment pays for: a session or the fee of a missed one, and how much of it. */
export const paymentParts = pgTable(
  "payment_parts",
  {
    practiceId: uuid().notNull(),
    paymentId: uuid().notNull(),
    bookingId: uuid().notNull(),
    kind: text().$type<PartKind>().notNull(),
    amount: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.paymentId, t.bookingId] }),
    belongs("payment_parts_of_payment", [t.practiceId, t.paymentId], payments),
    belongs("payment_parts_of_booking", [t.practiceId, t.bookingId], bookings),
    index("payment_parts_by_booking").on(t.bookingId),
    check("payment_parts_kind_is_known", sql`${t.kind} in ('session', 'late_fee')`),
    check("payment_parts_are_no_debt", sql`${t.amount} >= 0`),
  ],
);

/** Money or credit on its way back. One row for one decision, however often it was pressed. */
export const refunds = pgTable(
  "refunds",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    bookingId: uuid().notNull(),
    /** The payment it goes back from; null for credit that returns to credit. */
    paymentId: uuid(),
    amount: integer().notNull(),
    currency: char({ length: 3 }).notNull(),
    reason: text().$type<RefundReason>().notNull(),
    goesTo: text().$type<RefundTo>().notNull(),
    status: text().$type<RefundStatus>().notNull(),
    stripeRefund: text(),
    failure: text(),
    /** Names the decision: the same one twice is one refund. */
    key: text().notNull(),
    askedBy: text().notNull(),
    askedAt: instant().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [
    unique("refunds_of_practice").on(t.practiceId, t.id),
    unique("refunds_are_decided_once").on(t.practiceId, t.key),
    belongs("refunds_of_booking", [t.practiceId, t.bookingId], bookings),
    belongs("refunds_of_payment", [t.practiceId, t.paymentId], payments),
    belongs("refunds_of_client", [t.practiceId, t.clientId], clients),
    uniqueIndex("refunds_one_per_refund").on(t.stripeRefund),
    index("refunds_by_booking").on(t.bookingId),
    index("refunds_by_payment").on(t.paymentId),
    index("refunds_underway").on(t.practiceId, t.changedAt).where(sql`${t.status} in ('asked', 'pending')`),
    check("refunds_amount_is_positive", sql`${t.amount} > 0`),
    check(
      "refunds_reason_is_known",
      sql`${t.reason} in ('terms', 'practice_cancelled', 'goodwill', 'paid_too_late', 'paid_twice', 'waived')`,
    ),
    check("refunds_go_somewhere", sql`${t.goesTo} in ('card', 'credit', 'by_hand')`),
    check("refunds_status_is_known", sql`${t.status} in ('asked', 'pending', 'succeeded', 'failed')`),
  ],
);

/** Money a bank asks back for the card's owner. It is held until the bank decides. */
export const disputes = pgTable(
  "disputes",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    paymentId: uuid().notNull(),
    stripeDispute: text().notNull().unique("disputes_one_per_dispute"),
    amount: integer().notNull(),
    reason: text().notNull(),
    status: text().$type<DisputeStatus>().notNull(),
    /** Until when evidence is taken. */
    dueBy: instant(),
    openedAt: instant().notNull(),
    sentAt: instant(),
    closedAt: instant(),
  },
  (t) => [
    unique("disputes_of_practice").on(t.practiceId, t.id),
    belongs("disputes_of_payment", [t.practiceId, t.paymentId], payments),
    belongs("disputes_of_client", [t.practiceId, t.clientId], clients),
    index("disputes_by_payment").on(t.paymentId),
    check("disputes_status_is_known", sql`${t.status} in ('open', 'sent', 'won', 'lost')`),
  ],
);

/** A private link by which what is owed for one session can be paid, and that shows nothing of it but the sum. */
export const debtLinks = pgTable(
  "debt_links",
  {
    hash: bytes().primaryKey(),
    practiceId: uuid().notNull(),
    bookingId: uuid().notNull(),
    sequence: integer().notNull(),
    ring: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    unique("debt_links_one_per_sequence").on(t.bookingId, t.sequence),
    belongs("debt_links_of_booking", [t.practiceId, t.bookingId], bookings),
  ],
);

/** What Stripe told, by its own id: ids and a type, nothing else of what it says. What it means is asked anew. */
export const stripeEvents = pgTable(
  "stripe_events",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    stripeId: text().notNull(),
    type: text().notNull(),
    objectId: text(),
    /** The payment intent or checkout session it belongs to, where it says so. */
    belongsTo: text(),
    happenedAt: instant().notNull(),
    heardAt: instant().notNull(),
    doneAt: instant(),
  },
  (t) => [
    unique("stripe_events_are_heard_once").on(t.practiceId, t.stripeId),
    index("stripe_events_undone").on(t.heardAt).where(sql`${t.doneAt} is null`),
  ],
);

/** A row of the same practice, by its two columns, that a row belongs to. */
type Target = { practiceId: AnyPgColumn; id: AnyPgColumn };
function belongs(name: string, columns: [AnyPgColumn, AnyPgColumn], to: Target) {
  return foreignKey({ name, columns, foreignColumns: [to.practiceId, to.id] });
}
