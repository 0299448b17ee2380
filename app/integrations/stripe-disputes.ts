import { createHash } from "node:crypto";
import type Stripe from "stripe";
import type { Evidence, Merchant, Told } from "#app/world.ts";
import { disputeOf } from "./stripe-answers.ts";
import { once } from "./stripe-calls.ts";

type Ask = <T>(call: (stripe: Stripe) => Promise<T>) => Promise<Told<T>>;

/** What a practice can do about a payment that a bank asks back. */
export function disputing(ask: Ask): Pick<Merchant, "readDispute" | "answerDispute" | "closeDispute"> {
  const read = (id: string) => ask(async ({ disputes }) => disputeOf(await disputes.retrieve(id)));
  /** The dispute as it stands once it waits in none of these states, so that nothing is said to it twice. */
  const unless = (id: string, states: readonly string[]) => async () => {
    const told = await read(id);
    return told.outcome === "done" && states.includes(told.value.status) ? { ...told, value: null } : told;
  };
  return {
    readDispute: read,
    answerDispute: (id, evidence) =>
      once(
        `dispute:${id}:${fingerprint(evidence)}`,
        (idempotencyKey) =>
          ask(async ({ disputes }) =>
            disputeOf(
              await disputes.update(
                id,
                { evidence: inTheirWords(evidence), submit: true },
                { idempotencyKey },
              ),
            ),
          ),
        unless(id, ["open"]),
      ),
    closeDispute: (id) =>
      once(
        `dispute:${id}:close`,
        (idempotencyKey) =>
          ask(async ({ disputes }) => disputeOf(await disputes.close(id, {}, { idempotencyKey }))),
        unless(id, ["open", "sent"]),
      ),
  };
}

function inTheirWords({ serviceDate, description, refundPolicy, terms, attendance }: Evidence) {
  return {
    service_date: serviceDate,
    product_description: description,
    refund_policy_disclosure: refundPolicy,
    cancellation_policy_disclosure: terms,
    uncategorized_text: attendance,
  };
}

/** Other words are another call: the same key with another body would be refused. */
function fingerprint(evidence: Evidence): string {
  return createHash("sha256")
    .update(JSON.stringify(inTheirWords(evidence)))
    .digest("hex")
    .slice(0, 16);
}
