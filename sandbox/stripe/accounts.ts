import type Stripe from "stripe";
import { z } from "zod";
import { anAccount, complete, ownAccount } from "./account-object.ts";
import { standing } from "./balance.ts";
import { anId } from "./ids.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { NotPossible } from "./not-possible.ts";
import { type Operations, operation } from "./operation.ts";
import { anything, currency, expandable, flag, listing, metadata, text, texts, whole } from "./params.ts";
import { planPayout } from "./payout-life.ts";
import { invalid, missing, noSuch, Refusal } from "./refusal.ts";

const linkSeconds = 5 * 60;
const euros = new Set("AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split(" "));

const days = ["friday", "monday", "saturday", "sunday", "thursday", "tuesday", "wednesday"] as const;
const schedule = z.strictObject({
  delay_days: z.union([z.literal("minimum"), whole]).optional(),
  interval: z.enum(["daily", "manual", "monthly", "weekly"]).optional(),
  monthly_anchor: whole.optional(),
  monthly_payout_days: z.array(whole).optional(),
  weekly_anchor: z.enum(days).optional(),
  weekly_payout_days: texts.optional(),
});
const writable = {
  ...expandable,
  account_token: text.optional(),
  business_profile: anything,
  business_type: z.enum(["company", "government_entity", "individual", "non_profit"]).optional(),
  capabilities: z.record(text, z.strictObject({ requested: flag.optional() })).optional(),
  company: anything,
  default_currency: currency.optional(),
  documents: anything,
  email: text.optional(),
  external_account: anything,
  groups: anything,
  individual: anything,
  metadata: metadata.optional(),
  settings: z
    .looseObject({
      payouts: z
        .strictObject({
          debit_negative_balances: flag.optional(),
          schedule: schedule.optional(),
          statement_descriptor: text.optional(),
        })
        .optional(),
    })
    .optional(),
  tos_acceptance: anything,
};
const creation = z.strictObject({
  ...writable,
  controller: anything,
  country: text.length(2).optional(),
  type: z.enum(["custom", "express", "standard"]).optional(),
});
const change = z.strictObject(writable);

export const accounts: Operations = {
  "GET /v1/account": operation(z.strictObject(expandable), (merchant) => accountOf(merchant)),
  "POST /v1/accounts": operation(creation, create),
  "GET /v1/accounts": operation(z.strictObject(listing), (merchant, asked) =>
    page("/v1/accounts", merchant.shelf("accounts").all, asked),
  ),
  "GET /v1/accounts/:id": operation(z.strictObject(expandable), (merchant, _asked, id) =>
    id === merchant.id ? accountOf(merchant) : accountOf(connectedOf(merchant, id)),
  ),
  "POST /v1/accounts/:id": operation(change, (merchant, asked, id) => {
    const connected = connectedOf(merchant, id);
    const account = accountOf(connected);
    apply(account, asked);
    planPayout(connected, account);
    connected.tell("account.updated", account);
    return account;
  }),
  "DELETE /v1/accounts/:id": operation(z.strictObject({}), (merchant, _asked, id) => {
    const connected = connectedOf(merchant, id);
    const { available, pending } = standing(connected, connected.currency);
    if (available + pending !== 0)
      throw invalid("This account cannot be deleted because it has a balance that is not zero.");
    merchant.connected.delete(id);
    merchant.shelf("accounts").delete(id);
    return { id, object: "account", deleted: true };
  }),
  "POST /v1/accounts/:id/login_links": operation(z.strictObject(expandable), (merchant, _asked, id) => {
    const account = accountOf(connectedOf(merchant, id));
    if (account.type !== "express" || !account.details_submitted)
      throw invalid("Cannot create a login link for an account that has not completed onboarding.");
    const url = `${merchant.cause?.origin}/stripe/express/${id}`;
    return { object: "login_link", created: merchant.now, url } satisfies Stripe.LoginLink;
  }),
  "POST /v1/account_links": operation(
    z.strictObject({
      ...expandable,
      account: text,
      collect: text.optional(),
      collection_options: anything,
      refresh_url: text.optional(),
      return_url: text.optional(),
      type: z.enum(["account_onboarding", "account_update"]),
    }),
    (merchant, { account: id, refresh_url, return_url, type }) => {
      const connected = merchant.connected.get(id);
      if (!connected) throw noSuch("account", id, "account");
      if (return_url === undefined) throw missing("return_url");
      if (refresh_url === undefined) throw missing("refresh_url");
      if (type === "account_update" && accountOf(connected).type === "express")
        throw invalid("You cannot create `account_update` type Account Links for this account.", {
          param: "type",
        });
      const link = anId("al_", 12);
      const expires_at = merchant.now + linkSeconds;
      merchant.links.set(link, {
        account: id,
        returnUrl: return_url,
        refreshUrl: refresh_url,
        expiresAt: expires_at,
      });
      const url = `${merchant.cause?.origin}/stripe/connect/${link}`;
      return { object: "account_link", created: merchant.now, expires_at, url } satisfies Stripe.AccountLink;
    },
  ),
};

/** The account object of an account: a connected one stands on its platform's shelf. */
export function accountOf(merchant: Merchant): Stripe.Account {
  const found =
    merchant.platform?.shelf("accounts").find(merchant.id) ?? own.get(merchant) ?? ownAccount(merchant);
  if (!merchant.platform) own.set(merchant, found);
  return found;
}

const own = new WeakMap<Merchant, Stripe.Account>();

/** The connected account of an id. Refuses one the key has no access to, as Stripe does with 403. */
export function connectedOf(merchant: Merchant, id: string): Merchant {
  const found = merchant.connected.get(id);
  if (found) return found;
  throw new Refusal(403, {
    type: "invalid_request_error",
    code: "account_invalid",
    message: `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
  });
}

/** The therapist fills in everything on Stripe's pages: the account can be paid. */
export function onboard(connected: Merchant): Stripe.Account {
  const account = accountOf(connected);
  complete(connected, account);
  planPayout(connected, account);
  connected.tell("account.updated", account);
  return account;
}

/** Stripe wants something more and stops paying out until `onboard` is done again. */
export function restrict(connected: Merchant): Stripe.Account {
  const account = accountOf(connected);
  if (!account.details_submitted) throw new NotPossible("This account is not set up yet.");
  const due = ["individual.verification.document"];
  Object.assign(account, { payouts_enabled: false });
  if (account.requirements)
    Object.assign(account.requirements, {
      currently_due: due,
      past_due: due,
      disabled_reason: "requirements.past_due",
    });
  planPayout(connected, account);
  connected.tell("account.updated", account);
  return account;
}

/** The therapist takes the platform's access away: for the platform the account is gone. */
export function disconnect(connected: Merchant): void {
  const platform = connected.platform;
  if (!platform) return;
  connected.tell("account.application.deauthorized", {
    id: "ca_sandbox",
    object: "application",
    name: "Selvage",
  });
  platform.connected.delete(connected.id);
  platform.shelf("accounts").delete(connected.id);
}

function create(merchant: Merchant, asked: z.infer<typeof creation>): Stripe.Account {
  if (asked.type !== undefined && asked.controller !== undefined)
    throw invalid(
      "You may not provide the `type` parameter and `controller` parameters simultaneously. They are mutually exclusive.",
    );
  const country = (asked.country ?? (merchant.currency === "usd" ? "US" : "PT")).toUpperCase();
  const connected = merchant.connect();
  connected.currency = asked.default_currency ?? (euros.has(country) ? "eur" : "usd");
  const requested = Object.entries(asked.capabilities ?? {}).filter(([, { requested: is }]) => is);
  const account = anAccount(connected, {
    email: asked.email ?? null,
    country,
    currency: connected.currency,
    type: asked.type ?? "express",
    metadata: merged(asked.metadata),
    capabilities: requested.length > 0 ? requested.map(([name]) => name) : ["transfers"],
    businessType: asked.business_type,
  });
  apply(account, { ...asked, metadata: undefined });
  merchant.shelf("accounts").put(account);
  return account;
}

function apply(account: Stripe.Account, asked: z.infer<typeof change>): void {
  account.metadata = merged(asked.metadata, account.metadata ?? {});
  if (asked.email !== undefined) account.email = asked.email;
  if (asked.business_type !== undefined) account.business_type = asked.business_type;
  const wish = asked.settings?.payouts?.schedule;
  const payouts = account.settings?.payouts;
  if (!wish || !payouts) return;
  const { interval = payouts.schedule.interval, weekly_anchor, monthly_anchor, delay_days } = wish;
  if (interval === "weekly" && weekly_anchor === undefined && payouts.schedule.weekly_anchor === undefined)
    throw missing("settings[payouts][schedule][weekly_anchor]");
  payouts.schedule = {
    delay_days: typeof delay_days === "number" ? delay_days : payouts.schedule.delay_days,
    interval,
    ...(interval === "weekly" && {
      weekly_anchor: weekly_anchor ?? payouts.schedule.weekly_anchor ?? "monday",
    }),
    ...(interval === "monthly" && { monthly_anchor: monthly_anchor ?? payouts.schedule.monthly_anchor ?? 1 }),
  };
}
