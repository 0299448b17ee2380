import { hearStripe } from "#app/domain/payments/hear.ts";
import { houseOf, worldOf } from "#app/http.ts";
import type { Route } from "./+types/stripe";

const status = { heard: 200, not_theirs: 401, unknown: 404 } as const;

/**
 * What Stripe tells a practice. Kept by its id and answered at once; the work is a job's. 401 for anybody whose signature is
 * not right or is older than five minutes, 404 where the practice takes no cards.
 */
export async function action({ context, params, request }: Route.ActionArgs) {
  const message = { body: await request.text(), signature: request.headers.get("stripe-signature") ?? "" };
  const heard = await hearStripe(houseOf(context), worldOf(context), { slug: params.practice, message });
  return new Response(null, { status: status[heard] });
}
