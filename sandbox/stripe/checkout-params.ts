import { z } from "zod";
import { lineItem } from "./line-items.ts";
import { anything, currency, expandable, flag, metadata, text, texts, whole } from "./params.ts";

const never = z.enum(["never", "auto"]).optional();
const enabled = z.strictObject({ enabled: flag.optional() }).optional();

const locales =
  "auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW";

/** What `POST /v1/checkout/sessions` takes. Parts that change nothing here are taken as they come. */
export const sessionCreation = z.strictObject({
  ...expandable,
  adaptive_pricing: enabled,
  after_expiration: z
    .strictObject({
      recovery: z.strictObject({ allow_promotion_codes: flag.optional(), enabled: flag }).optional(),
    })
    .optional(),
  allow_promotion_codes: flag.optional(),
  allowed_payment_method_types: texts.optional(),
  automatic_tax: anything,
  billing_address_collection: z.enum(["auto", "required"]).optional(),
  branding_settings: anything,
  cancel_url: text.optional(),
  client_reference_id: text.max(200).optional(),
  consent_collection: anything,
  currency: currency.optional(),
  custom_fields: anything,
  custom_text: anything,
  customer: text.optional(),
  customer_account: text.optional(),
  customer_creation: z.enum(["always", "if_required"]).optional(),
  customer_email: text.optional(),
  customer_update: z.strictObject({ address: never, name: never, shipping: never }).optional(),
  discounts: z.array(z.strictObject({ coupon: text.optional(), promotion_code: text.optional() })).optional(),
  excluded_payment_method_types: texts.optional(),
  expires_at: whole.optional(),
  integration_identifier: text.optional(),
  invoice_creation: anything,
  line_items: z.array(lineItem).optional(),
  locale: z.enum(locales.split(" ") as [string, ...string[]]).optional(),
  managed_payments: anything,
  metadata: metadata.optional(),
  mode: z.enum(["payment", "setup", "subscription"]),
  name_collection: anything,
  optional_items: anything,
  origin_context: z.enum(["mobile_app", "web"]).optional(),
  payment_intent_data: z
    .strictObject({
      application_fee_amount: whole.optional(),
      capture_method: z.enum(["automatic", "automatic_async", "manual"]).optional(),
      description: text.optional(),
      metadata: metadata.optional(),
      on_behalf_of: text.optional(),
      receipt_email: text.optional(),
      setup_future_usage: z.enum(["off_session", "on_session"]).optional(),
      shipping: anything,
      statement_descriptor: text.max(22).optional(),
      statement_descriptor_suffix: text.max(22).optional(),
      transfer_data: anything,
      transfer_group: text.optional(),
    })
    .optional(),
  payment_method_collection: z.enum(["always", "if_required"]).optional(),
  payment_method_configuration: text.optional(),
  payment_method_data: z
    .strictObject({ allow_redisplay: z.enum(["always", "limited", "unspecified"]).optional() })
    .optional(),
  payment_method_options: anything,
  permissions: anything,
  phone_number_collection: z.strictObject({ enabled: flag }).optional(),
  redirect_on_completion: z.enum(["always", "if_required", "never"]).optional(),
  return_url: text.optional(),
  saved_payment_method_options: z
    .strictObject({
      allow_redisplay_filters: z.array(z.enum(["always", "limited", "unspecified"])).optional(),
      payment_method_remove: z.enum(["disabled", "enabled"]).optional(),
      payment_method_save: z.enum(["disabled", "enabled"]).optional(),
    })
    .optional(),
  setup_intent_data: z
    .strictObject({
      description: text.optional(),
      metadata: metadata.optional(),
      on_behalf_of: text.optional(),
    })
    .optional(),
  shipping_address_collection: anything,
  shipping_options: anything,
  submit_type: z.enum(["auto", "book", "donate", "pay", "subscribe"]).optional(),
  subscription_data: z
    .strictObject({
      application_fee_percent: anything,
      billing_cycle_anchor: whole.optional(),
      billing_cycle_anchor_config: anything,
      billing_mode: anything,
      default_tax_rates: anything,
      description: text.optional(),
      invoice_settings: anything,
      metadata: metadata.optional(),
      on_behalf_of: text.optional(),
      pending_invoice_item_interval: anything,
      proration_behavior: z.enum(["create_prorations", "none"]).optional(),
      transfer_data: anything,
      trial_end: whole.optional(),
      trial_period_days: whole.optional(),
      trial_settings: anything,
    })
    .optional(),
  success_url: text.optional(),
  tax_id_collection: anything,
  ui_mode: z.enum(["elements", "embedded_page", "form", "hosted_page"]).optional(),
  wallet_options: z
    .strictObject({ link: z.strictObject({ display: z.enum(["auto", "never"]).optional() }).optional() })
    .optional(),
});
export type SessionWish = z.infer<typeof sessionCreation>;
