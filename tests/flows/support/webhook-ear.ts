import { hearStripe } from "#app/domain/payments/hear.ts";
import type { SignedMessage } from "#app/world.ts";
import { signed } from "#sandbox/stripe/sign.ts";
import type { Till } from "#tests/support/a-till.ts";
import { slugOf } from "./money-actors.ts";

export type Ear = ReturnType<typeof earOf>;

/** Where a till's practice is told things by Stripe, and what it kept of them. */
export function earOf(till: Till) {
  return {
    hear: (message: SignedMessage, slug = slugOf(till)) =>
      hearStripe(till.house, till.world, { slug, message }),
    /** What Stripe would tell now, each message once. */
    told: (): SignedMessage[] =>
      till.hooks().map(({ body, headers }) => ({ body, signature: headers["stripe-signature"]! })),
    /** A message of Stripe's about something it says happened. */
    said(event: object, secret = "whsec_till"): SignedMessage {
      const created = Math.floor(till.clock.now.getTime() / 1000);
      const whole = { id: "evt_test", object: "event", created, data: { object: {} }, ...event };
      const body = JSON.stringify(whole);
      return { body, signature: signed(secret, body, till.clock.now)["stripe-signature"] };
    },
    /** What has been kept and queued of all that was ever said. */
    async kept(): Promise<{ events: number; undone: number; jobs: number }> {
      const [counted] = await till.rows<{ events: number; undone: number; jobs: number }>(
        `select (select count(*)::int from stripe_events) as events,
           (select count(*)::int from stripe_events where done_at is null) as undone,
           (select count(*)::int from still_work) as jobs`,
      );
      return counted!;
    },
  };
}
