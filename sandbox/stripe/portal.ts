import type Stripe from "stripe";
import { z } from "zod";
import { customerOf } from "./customers.ts";
import { anId } from "./ids.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { type Operations, operation } from "./operation.ts";
import { anything, expandable, flag, metadata, paging, text, unsettable } from "./params.ts";
import { missing, noSuch } from "./refusal.ts";

const creation = z.strictObject({
  ...expandable,
  business_profile: anything,
  default_return_url: unsettable.optional(),
  features: z.strictObject({
    customer_update: anything,
    invoice_history: anything,
    payment_method_update: anything,
    subscription_cancel: z
      .strictObject({
        cancellation_reason: anything,
        enabled: flag,
        mode: z.enum(["at_period_end", "immediately"]).optional(),
        proration_behavior: anything,
      })
      .optional(),
    subscription_pause: anything,
    subscription_update: anything,
  }),
  login_page: anything,
  metadata: metadata.optional(),
  name: unsettable.optional(),
});

export const portal: Operations = {
  "POST /v1/billing_portal/configurations": operation(creation, (merchant, asked) =>
    makeConfiguration(merchant, asked),
  ),
  "GET /v1/billing_portal/configurations": operation(
    z.strictObject({ ...paging, active: flag.optional(), is_default: flag.optional() }),
    (merchant, { active, is_default, ...asked }) => {
      const all = merchant
        .shelf("billing-portal-configurations")
        .all.filter(
          (one) =>
            (active === undefined || one.active === active) &&
            (is_default === undefined || one.is_default === is_default),
        );
      return page("/v1/billing_portal/configurations", all, asked);
    },
  ),
  "POST /v1/billing_portal/sessions": operation(
    z.strictObject({
      ...expandable,
      after_expiration: anything,
      configuration: text.optional(),
      customer: text.optional(),
      customer_account: text.optional(),
      flow_data: anything,
      locale: text.optional(),
      on_behalf_of: text.optional(),
      return_url: text.optional(),
    }),
    (merchant, asked) => {
      if (asked.customer === undefined) throw missing("customer");
      const customer = customerOf(merchant, asked.customer);
      const configuration = configurationFor(merchant, asked.configuration);
      const id = anId("bps_1");
      return merchant.shelf("billing-portal-sessions").put({
        id,
        object: "billing_portal.session",
        configuration: configuration.id,
        created: merchant.now,
        customer: customer.id,
        customer_account: null,
        flow: null,
        livemode: false,
        locale: (asked.locale ?? null) as Stripe.BillingPortal.Session.Locale | null,
        on_behalf_of: null,
        return_url: asked.return_url ?? configuration.default_return_url,
        url: `${merchant.cause?.origin}/stripe/portal/${id}`,
      });
    },
  ),
};

/** How a session's portal is set up. */
export function configurationFor(
  merchant: Merchant,
  id: string | undefined,
): Stripe.BillingPortal.Configuration {
  const shelf = merchant.shelf("billing-portal-configurations");
  if (id === undefined) {
    const features = { subscription_cancel: { enabled: true } };
    return shelf.all.find((one) => one.is_default) ?? makeConfiguration(merchant, { features }, true);
  }
  const found = shelf.find(id);
  if (!found) throw noSuch("configuration", id, "configuration");
  return found;
}

function makeConfiguration(
  merchant: Merchant,
  asked: z.infer<typeof creation>,
  isDefault = false,
): Stripe.BillingPortal.Configuration {
  const cancelling = asked.features.subscription_cancel;
  return merchant.shelf("billing-portal-configurations").put({
    id: anId("bpc_1"),
    object: "billing_portal.configuration",
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: merchant.now,
    default_return_url: asked.default_return_url ?? null,
    features: {
      customer_update: { allowed_updates: [], enabled: false },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true, payment_method_configuration: null },
      subscription_cancel: {
        cancellation_reason: { enabled: false, feedback_options: null, options: [] },
        enabled: cancelling?.enabled ?? false,
        mode: cancelling?.mode ?? "at_period_end",
        proration_behavior: "none",
      },
      subscription_pause: { duration: { interval_options: [], type: "indefinite" }, enabled: false },
      subscription_update: {
        billing_cycle_anchor: null,
        default_allowed_updates: [],
        enabled: false,
        proration_behavior: "none",
        schedule_at_period_end: { conditions: [] },
        trial_update_behavior: "end_trial",
      },
    },
    is_default: isDefault,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: merged(asked.metadata),
    name: asked.name ?? null,
    updated: merchant.now,
  });
}
