import { z } from "zod";
import {
  amount,
  anything,
  currency,
  expandable,
  flag,
  metadata,
  text,
  texts,
  unsettable,
  whole,
} from "./params.ts";

const writable = {
  ...expandable,
  allowed_payment_method_types: texts.optional(),
  amount_details: anything,
  application_fee_amount: whole.optional(),
  capture_method: z.enum(["automatic", "manual", "automatic_async"]).optional(),
  customer: text.optional(),
  customer_account: text.optional(),
  description: unsettable.optional(),
  excluded_payment_method_types: texts.optional(),
  hooks: anything,
  metadata: metadata.optional(),
  payment_details: anything,
  payment_method: text.optional(),
  payment_method_configuration: text.optional(),
  payment_method_data: anything,
  payment_method_options: anything,
  receipt_email: unsettable.optional(),
  setup_future_usage: z.enum(["off_session", "on_session"]).optional(),
  shipping: anything,
  statement_descriptor: text.optional(),
  statement_descriptor_suffix: text.optional(),
  transfer_data: anything,
  transfer_group: text.optional(),
};
const confirmation = {
  confirmation_token: text.optional(),
  error_on_requires_action: flag.optional(),
  mandate: text.optional(),
  mandate_data: anything,
  off_session: z.enum(["true", "false", "one_off", "recurring"]).optional(),
  radar_options: anything,
  return_url: text.optional(),
  use_stripe_sdk: flag.optional(),
};
export const creation = z.strictObject({
  ...writable,
  ...confirmation,
  amount,
  currency,
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.enum(["always", "never"]).optional() })
    .optional(),
  confirm: flag.optional(),
  confirmation_method: z.enum(["automatic", "manual"]).optional(),
  on_behalf_of: text.optional(),
});
export const change = z.strictObject({
  ...writable,
  amount: amount.optional(),
  currency: currency.optional(),
});
export const confirming = z.strictObject({ ...expandable, ...confirmation, payment_method: text.optional() });
