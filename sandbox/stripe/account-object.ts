import type Stripe from "stripe";
import { anId } from "./ids.ts";
import { within } from "./lists.ts";
import type { Merchant } from "./merchant.ts";

export type Schedule = Stripe.Account.Settings.Payouts.Schedule;
type Wish = {
  email: string | null;
  country: string;
  currency: string;
  type: Stripe.Account.Type;
  metadata: Stripe.Metadata;
  capabilities: readonly string[];
  businessType?: Stripe.Account.BusinessType | undefined;
  name?: string | null;
};

const needed = [
  "business_profile.url",
  "external_account",
  "individual.verification.document",
  "tos_acceptance.date",
];

/** A connected account of which nothing is known yet but what it was made with. */
export function anAccount(account: Merchant, wish: Wish): Stripe.Account {
  return {
    id: account.id,
    object: "account",
    business_profile: {
      annual_revenue: null,
      estimated_worker_count: null,
      mcc: null,
      minority_owned_business_designation: null,
      name: wish.name ?? null,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: wish.businessType ?? null,
    capabilities: Object.fromEntries(wish.capabilities.map((name) => [name, "inactive"])),
    charges_enabled: false,
    controller: {
      fees: { payer: wish.type === "express" ? "application_express" : "application" },
      is_controller: true,
      losses: { payments: "application" },
      requirement_collection: "stripe",
      stripe_dashboard: { type: wish.type === "express" ? "express" : "none" },
      type: "application",
    },
    country: wish.country,
    created: account.now,
    default_currency: wish.currency,
    details_submitted: false,
    email: wish.email,
    external_accounts: within(`/v1/accounts/${account.id}/external_accounts`, []),
    future_requirements: nothingDue(),
    metadata: wish.metadata,
    payouts_enabled: false,
    requirements: {
      ...nothingDue(),
      currently_due: [...needed],
      disabled_reason: "requirements.past_due",
      eventually_due: [...needed],
      past_due: [...needed],
    },
    settings: settingsOf(wish.name ?? null),
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: wish.type,
  };
}

/** The account of a key itself: everything is in order, and it pays out when it is asked to. */
export function ownAccount(merchant: Merchant): Stripe.Account {
  const { currency } = merchant;
  const made = anAccount(merchant, {
    email: "owner@example.com",
    country: currency === "usd" ? "US" : "PT",
    currency,
    type: "standard",
    metadata: {},
    capabilities: ["card_payments", "transfers"],
  });
  complete(merchant, made);
  const { capabilities: _, ...own } = made;
  if (own.settings?.payouts) own.settings.payouts.schedule = { delay_days: 2, interval: "manual" };
  return { ...own, capabilities: { card_payments: "active", transfers: "active" } };
}

/** Everything has been told and found good: money can come and go. */
export function complete({ now }: Merchant, account: Stripe.Account): void {
  const active = Object.keys(account.capabilities ?? {}).map((name) => [name, "active"]);
  Object.assign(account, {
    capabilities: Object.fromEntries(active),
    charges_enabled: true,
    details_submitted: true,
    payouts_enabled: true,
    requirements: nothingDue(),
    tos_acceptance: { date: now, ip: null, user_agent: null },
  } satisfies Partial<Stripe.Account>);
  const bank = bankOf(account);
  if (account.external_accounts && account.external_accounts.data.length === 0)
    account.external_accounts.data.push(bank);
}

function bankOf({ id, country = "PT", default_currency = "eur" }: Stripe.Account): Stripe.BankAccount {
  return {
    id: anId("ba_1"),
    object: "bank_account",
    account: id,
    account_holder_name: null,
    account_holder_type: null,
    account_type: null,
    available_payout_methods: ["standard"],
    bank_name: "STRIPE TEST BANK",
    country,
    currency: default_currency,
    customer: null,
    default_for_currency: true,
    fingerprint: "sandboxbank",
    future_requirements: bankNeeds(),
    last4: "3000",
    metadata: {},
    requirements: bankNeeds(),
    routing_number: null,
    status: "new",
  };
}

function bankNeeds(): Stripe.BankAccount.Requirements {
  return { currently_due: [], errors: [], past_due: [], pending_verification: [] };
}

function nothingDue(): Stripe.Account.Requirements {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: [],
    disabled_reason: null,
    errors: [],
    eventually_due: [],
    past_due: [],
    pending_verification: [],
  };
}

function settingsOf(name: string | null): Stripe.Account.Settings {
  return {
    branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
    card_payments: {
      decline_on: { avs_failure: false, cvc_failure: false },
      statement_descriptor_prefix: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    dashboard: { display_name: name, timezone: "Etc/UTC" },
    payments: {
      statement_descriptor: null,
      statement_descriptor_kana: null,
      statement_descriptor_kanji: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    payouts: {
      debit_negative_balances: true,
      schedule: { delay_days: 2, interval: "daily" },
      statement_descriptor: null,
    },
  };
}
