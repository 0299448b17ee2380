import type { DisputeStatus } from "#app/domain/payments/dispute-queries.ts";

const reasons: Record<string, string> = {
  fraudulent: "The owner of the card says that they did not make this payment.",
  unrecognized: "The owner of the card does not recognise this payment.",
  duplicate: "They say that they were charged twice.",
  product_not_received: "They say that what they paid for did not take place.",
  product_unacceptable: "They say that it was not what they had been told it would be.",
  credit_not_processed: "They say that money they were to get back never came.",
  subscription_canceled: "They say that they had ended what they were charged for.",
};

/** Why a bank asks money back, in plain words. */
export function reasonInWords(reason: string): string {
  return reasons[reason] ?? "Their bank gives no particular reason.";
}

type Standing = { status: DisputeStatus; isLate: boolean; until: string | null; sentOn: string | null };

/** How a dispute stands, on a line. */
export function standingInWords({ status, isLate, until, sentOn }: Standing): string {
  if (status === "won") return "The bank decided for you.";
  if (status === "lost") return "It went back to the client.";
  if (status === "sent")
    return `Answered${sentOn ? ` on ${sentOn}` : ""}. The bank decides, which can take two months.`;
  if (isLate) return "The time to answer is over. The bank decides.";
  return until ? `To be answered until ${until}.` : "To be answered.";
}
