import type { Account } from "./engine.ts";

/**
 * The two Stripe accounts of the demo. Their keys and secrets open nothing but this sandbox; the practices' own
 * settings hold the same.
 */
const maren = {
  slug: "maren-holt",
  currency: "eur",
  secretKey: "sk_test_demo_maren",
  secret: "whsec_ZGVtby1vbmx5LW1hcmVuLXN0cmlwZQ",
};
const harbour = {
  slug: "harbour-group",
  currency: "usd",
  secretKey: "sk_test_demo_harbour",
  secret: "whsec_ZGVtby1vbmx5LWhhcmJvdXItc3RyaXBl",
};

/** What the app's environment holds: the key of the deployment's first practice, and its webhook's secret. */
export const demoStripe = { STRIPE_SECRET_KEY: maren.secretKey, STRIPE_WEBHOOK_SECRET: maren.secret };

/** Both accounts, heard at `/hooks/stripe/:practice` of the app at `appUrl`. */
export function demoAccounts(appUrl: string): Account[] {
  return [maren, harbour].map(({ slug, currency, secretKey, secret }) => ({
    secretKey,
    secret,
    currency,
    url: `${appUrl}/hooks/stripe/${slug}`,
  }));
}
