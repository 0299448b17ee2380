import type { SessionWish } from "./checkout-params.ts";
import { knownCurrency } from "./money.ts";
import { exclusive, invalid, missing } from "./refusal.ts";

const minute = 60;
const trialAtLeast = 48 * 60 * minute;
const [soonest, latest] = [30 * minute, 24 * 60 * minute];

/** What belongs to some modes only. Source: the descriptions in `Stripe.Checkout.SessionCreateParams`. */
const onlyIn: Partial<Record<keyof SessionWish, readonly SessionWish["mode"][]>> = {
  allow_promotion_codes: ["payment", "subscription"],
  customer_creation: ["payment", "setup"],
  discounts: ["payment", "subscription"],
  invoice_creation: ["payment"],
  line_items: ["payment", "subscription"],
  payment_intent_data: ["payment"],
  payment_method_collection: ["subscription"],
  saved_payment_method_options: ["payment", "subscription"],
  setup_intent_data: ["setup"],
  submit_type: ["payment", "subscription"],
  subscription_data: ["subscription"],
};

/** Refuses a session that Stripe would not open at `now`, before anything is made for it. */
export function checkSession(wish: SessionWish, now: number): void {
  for (const [param, modes] of Object.entries(onlyIn)) {
    if (wish[param as keyof SessionWish] !== undefined && !modes.includes(wish.mode))
      throw invalid(`You can not pass \`${param}\` in \`${wish.mode}\` mode.`, { param });
  }
  checkPage(wish);
  checkCustomer(wish);
  if (wish.mode !== "setup" && (wish.line_items ?? []).length === 0) throw missing("line_items");
  if (wish.mode === "setup" && wish.currency === undefined && wish.allowed_payment_method_types === undefined)
    throw missing("currency");
  if (wish.currency !== undefined) knownCurrency(wish.currency);
  if (wish.allow_promotion_codes !== undefined && wish.discounts !== undefined)
    throw exclusive(["allow_promotion_codes", "discounts"]);
  checkExpiry(wish.expires_at, now);
  const trialEnd = wish.subscription_data?.trial_end;
  if (trialEnd !== undefined && trialEnd < now + trialAtLeast)
    throw invalid("The `trial_end` date has to be at least 2 days in the future.", {
      param: "subscription_data[trial_end]",
    });
}

/** When it will expire: as asked, or after a day. */
export function expiryOf({ expires_at }: SessionWish, now: number): number {
  return expires_at ?? now + latest;
}

/** The parameter is not named with it, as this version of the API does not name it. */
function checkExpiry(at: number | undefined, now: number): void {
  if (at === undefined) return;
  if (at < now + soonest)
    throw invalid("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.");
  if (at > now + latest)
    throw invalid("The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.");
}

function checkPage({
  ui_mode: mode = "hosted_page",
  success_url,
  cancel_url,
  return_url,
}: SessionWish): void {
  if (mode === "hosted_page") {
    if (return_url !== undefined)
      throw invalid("You cannot specify `return_url` when `ui_mode` is `hosted_page`.", {
        param: "return_url",
      });
    if (success_url === undefined) throw missing("success_url");
  } else if (success_url !== undefined && mode !== "elements")
    throw invalid(`You cannot specify \`success_url\` when \`ui_mode\` is \`${mode}\`.`, {
      param: "success_url",
    });
  for (const [param, url] of Object.entries({ success_url, cancel_url, return_url }))
    if (url !== undefined && !isAddress(url))
      throw invalid("Not a valid URL", { code: "url_invalid", param });
}

function isAddress(url: string): boolean {
  const filled = url.replaceAll("{CHECKOUT_SESSION_ID}", "cs");
  return /^https?:\/\//.test(filled) && URL.canParse(filled);
}

function checkCustomer(wish: SessionWish): void {
  if (wish.customer !== undefined && wish.customer_email !== undefined)
    throw exclusive(["customer", "customer_email"]);
  if (wish.customer !== undefined && wish.customer_creation !== undefined)
    throw exclusive(["customer", "customer_creation"]);
  for (const param of ["customer_update", "saved_payment_method_options"] as const)
    if (wish[param] !== undefined && wish.customer === undefined)
      throw invalid(`\`${param}\` can only be used with \`customer\`.`, { param });
}
