import type Stripe from "stripe";
import type { Schedule } from "./account-object.ts";
import { move } from "./balance.ts";
import { anId } from "./ids.ts";
import type { Merchant } from "./merchant.ts";
import { NotPossible } from "./not-possible.ts";

const day = 24 * 60 * 60;
const daysToBank = 2;
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

type Wish = {
  amount: number;
  currency: string;
  automatic: boolean;
  description?: string | null;
  metadata?: Stripe.Metadata;
  destination: string | null;
};

/** Money leaves for the bank, and arrives there in two days unless something is done to it. */
export function payOut(merchant: Merchant, wish: Wish): Stripe.Payout {
  const arrival = (Math.floor(merchant.now / day) + daysToBank) * day;
  const payout: Stripe.Payout = {
    id: anId("po_1"),
    object: "payout",
    amount: wish.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: arrival,
    automatic: wish.automatic,
    balance_transaction: null,
    created: merchant.now,
    currency: wish.currency,
    description: wish.description ?? (wish.automatic ? "STRIPE PAYOUT" : null),
    destination: wish.destination,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: wish.metadata ?? {},
    method: "standard",
    original_payout: null,
    payout_method: null,
    reconciliation_status: wish.automatic ? "in_progress" : "not_applicable",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: null,
    status: "pending",
    trace_id: null,
    type: "bank_account",
  };
  payout.balance_transaction = move(merchant, {
    amount: -wish.amount,
    currency: wish.currency,
    type: "payout",
    source: payout.id,
    description: "STRIPE PAYOUT",
  }).id;
  merchant.shelf("payouts").put(payout);
  merchant.tell("payout.created", payout);
  merchant.agenda.set(payout.id, arrival, () => arrive(merchant, payout));
  return payout;
}

/** The bank has it. */
export function arrive(merchant: Merchant, payout: Stripe.Payout): void {
  if (payout.status !== "pending" && payout.status !== "in_transit")
    throw new NotPossible(`This payout is ${payout.status}.`);
  merchant.agenda.delete(payout.id);
  payout.status = "paid";
  merchant.tell("payout.paid", payout);
  if (!payout.automatic) return;
  payout.reconciliation_status = "completed";
  merchant.tell("payout.reconciliation_completed", payout);
}

/** The bank sends it back, even some days after it had arrived: the money is in the balance again. */
export function failPayout(merchant: Merchant, payout: Stripe.Payout): void {
  if (payout.status === "failed" || payout.status === "canceled")
    throw new NotPossible(`This payout is ${payout.status}.`);
  giveBack(merchant, payout, "failed", "payout_failure");
  payout.failure_code = "account_closed";
  payout.failure_message = "The bank account has been closed";
  merchant.tell("payout.failed", payout);
}

/** It is called off before it left. */
export function cancelPayout(merchant: Merchant, payout: Stripe.Payout): void {
  giveBack(merchant, payout, "canceled", "payout_cancel");
  merchant.tell("payout.canceled", payout);
}

/** Look again when the account's schedule says that what is available goes to the bank. */
export function planPayout(merchant: Merchant, account: Stripe.Account): void {
  const schedule = account.settings?.payouts?.schedule;
  merchant.agenda.delete("payout");
  if (!schedule || schedule.interval === "manual" || !account.payouts_enabled) return;
  merchant.agenda.set("payout", nextPayout(schedule, merchant.now), () => {
    payOutAll(merchant, account);
    planPayout(merchant, account);
  });
}

/** The next midnight in UTC that a schedule names. */
export function nextPayout(schedule: Schedule, now: number): number {
  for (let at = (Math.floor(now / day) + 1) * day; ; at += day) {
    const date = new Date(at * 1000);
    if (schedule.interval === "daily") return at;
    if (schedule.interval === "weekly" && weekdays[date.getUTCDay()] === schedule.weekly_anchor) return at;
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    const anchor = Math.min(schedule.monthly_anchor ?? 1, last);
    if (schedule.interval === "monthly" && date.getUTCDate() === anchor) return at;
  }
}

function payOutAll(merchant: Merchant, account: Stripe.Account): void {
  const done = new Set([...merchant.paidOut.values()].flat());
  const { currency } = merchant;
  const ready = merchant
    .shelf("balance-transactions")
    .all.filter((one) => one.currency === currency && one.available_on <= merchant.now && !done.has(one.id));
  const amount = ready.reduce((sum, { net }) => sum + net, 0);
  if (amount <= 0) return;
  const destination = account.external_accounts?.data[0]?.id ?? null;
  const payout = payOut(merchant, { amount, currency, automatic: true, destination });
  merchant.paidOut.set(payout.id, [...ready.map(({ id }) => id), String(payout.balance_transaction)]);
}

function giveBack(
  merchant: Merchant,
  payout: Stripe.Payout,
  status: string,
  type: "payout_cancel" | "payout_failure",
): void {
  merchant.agenda.delete(payout.id);
  payout.status = status;
  payout.failure_balance_transaction = move(merchant, {
    amount: payout.amount,
    currency: payout.currency,
    type,
    source: payout.id,
    description: type === "payout_cancel" ? "PAYOUT CANCEL" : "PAYOUT FAILURE",
  }).id;
}
