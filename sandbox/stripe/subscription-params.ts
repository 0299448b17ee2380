import { z } from "zod";
import {
  amount,
  anything,
  currency,
  expandable,
  flag,
  metadata,
  natural,
  text,
  unsettable,
  whole,
} from "./params.ts";

const feedback = z
  .enum([
    "",
    "customer_service",
    "low_quality",
    "missing_features",
    "other",
    "switched_service",
    "too_complex",
    "too_expensive",
    "unused",
  ])
  .optional();
export const cancellationDetails = z.strictObject({
  comment: unsettable.optional(),
  feedback,
  feedback_option: text.optional(),
});
const priceData = z.strictObject({
  currency,
  product: text,
  recurring: z.strictObject({
    interval: z.enum(["day", "month", "week", "year"]),
    interval_count: amount.optional(),
  }),
  tax_behavior: z.enum(["exclusive", "inclusive", "unspecified"]).optional(),
  unit_amount: natural.optional(),
  unit_amount_decimal: text.optional(),
});
const item = {
  billing_thresholds: anything,
  current_trial: anything,
  discounts: anything,
  metadata: metadata.optional(),
  plan: text.optional(),
  price: text.optional(),
  price_data: priceData.optional(),
  quantity: natural.optional(),
  tax_rates: anything,
};
const proration = z.enum(["always_invoice", "create_prorations", "none"]).optional();
const discounts = z
  .union([
    z.literal(""),
    z.array(
      z.strictObject({ coupon: text.optional(), promotion_code: text.optional(), discount: text.optional() }),
    ),
  ])
  .optional();
const writable = {
  ...expandable,
  add_invoice_items: anything,
  application_fee_percent: anything,
  automatic_tax: anything,
  billing_schedules: anything,
  billing_thresholds: anything,
  cancel_at: z
    .union([z.enum(["", "max_billed_until", "max_period_end", "min_period_end"]), whole])
    .optional(),
  cancel_at_period_end: flag.optional(),
  collection_method: z.enum(["charge_automatically", "send_invoice"]).optional(),
  days_until_due: whole.optional(),
  default_payment_method: text.optional(),
  default_source: anything,
  default_tax_rates: anything,
  description: unsettable.optional(),
  discounts,
  invoice_settings: anything,
  metadata: metadata.optional(),
  off_session: flag.optional(),
  on_behalf_of: unsettable.optional(),
  payment_behavior: z
    .enum(["allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"])
    .optional(),
  payment_settings: anything,
  pending_invoice_item_interval: anything,
  proration_behavior: proration,
  transfer_data: anything,
  trial_end: z.union([z.literal("now"), whole]).optional(),
  trial_from_plan: flag.optional(),
  trial_settings: z
    .strictObject({
      end_behavior: z.strictObject({
        billing_cycle_anchor: anything,
        missing_payment_method: z.enum(["cancel", "create_invoice", "pause"]),
      }),
    })
    .optional(),
};

/** What `POST /v1/subscriptions` takes. */
export const subscriptionCreation = z.strictObject({
  ...writable,
  backdate_start_date: whole.optional(),
  billing_cycle_anchor: whole.optional(),
  billing_cycle_anchor_config: anything,
  billing_mode: anything,
  currency: currency.optional(),
  customer: text,
  customer_account: text.optional(),
  items: z.array(z.strictObject(item)),
  trial_period_days: whole.optional(),
});
/** What `POST /v1/subscriptions/:id` takes. */
export const subscriptionChange = z.strictObject({
  ...writable,
  billing_cycle_anchor: z.enum(["now", "unchanged"]).optional(),
  cancellation_details: cancellationDetails.optional(),
  items: z
    .array(
      z.strictObject({
        ...item,
        clear_usage: flag.optional(),
        deleted: flag.optional(),
        id: text.optional(),
      }),
    )
    .optional(),
  pause_collection: z
    .union([
      z.literal(""),
      z.strictObject({
        behavior: z.enum(["keep_as_draft", "mark_uncollectible", "void"]),
        resumes_at: whole.optional(),
      }),
    ])
    .optional(),
  proration_date: whole.optional(),
});
export type SubscriptionCreation = z.infer<typeof subscriptionCreation>;
export type SubscriptionChange = z.infer<typeof subscriptionChange>;
