import { z } from "zod";
import type { PaymentEvent, SignedMessage } from "#app/world.ts";
import { eventOf } from "./stripe-answers.ts";

/** How old a signature may be, in seconds: Stripe's own default (https://docs.stripe.com/webhooks). */
const toleranceSeconds = 300;

/** What must be there before an event is believed to be one. */
const schema = z.object({
  id: z.string().min(1).max(200),
  object: z.literal("event"),
  type: z.string().min(1).max(100),
  created: z.int().positive(),
  data: z.object({ object: z.looseObject({}) }),
});

/**
 * What Stripe tells by webhook: the event when the signature over the raw body is right and at most five minutes old at
 * `now`, by Stripe's own SDK; null when it is not Stripe who speaks, or not of an event.
 */
export async function readStripeEvent(
  secret: string,
  { body, signature }: SignedMessage,
  now: Date,
): Promise<PaymentEvent | null> {
  const { default: Stripe } = await import("stripe");
  try {
    const told = Stripe.webhooks.constructEvent(
      body,
      signature,
      secret,
      toleranceSeconds,
      undefined,
      now.getTime(),
    );
    return schema.safeParse(told).success ? eventOf(told) : null;
  } catch {
    return null;
  }
}
