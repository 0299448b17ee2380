import { createHmac } from "node:crypto";

/**
 * The header that proves who speaks: the second it is sent, and that with the body under the endpoint's secret.
 * Source: https://docs.stripe.com/webhooks#verify-manually
 */
export function signed(secret: string, body: string, at: Date): { "stripe-signature": string } {
  const t = Math.floor(at.getTime() / 1000);
  const v1 = createHmac("sha256", secret).update(`${t}.${body}`).digest("hex");
  return { "stripe-signature": `t=${t},v1=${v1}` };
}
