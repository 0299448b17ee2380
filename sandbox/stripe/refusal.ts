import type Stripe from "stripe";

type Status = 400 | 401 | 402 | 403 | 404 | 409 | 429 | 500 | 501;
type Words = {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string | undefined;
  param?: string | undefined;
  decline_code?: string;
  charge?: string;
  payment_intent?: Stripe.PaymentIntent;
  payment_method?: Stripe.PaymentMethod;
};

/** Thrown by the rules and answered in Stripe's own words and shape. */
export class Refusal extends Error {
  readonly status: Status;
  readonly words: Words;

  constructor(status: Status, words: Words) {
    super(words.message);
    this.status = status;
    this.words = words;
  }

  get body(): { error: Words & { doc_url?: string } } {
    const { code } = this.words;
    const page = code && `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`;
    return { error: { ...this.words, ...(page && { doc_url: page }) } };
  }
}

type About = { code?: string; param?: string; status?: Status };

/** 400 `invalid_request_error`: something that was asked cannot be done. */
export function invalid(message: string, { code, param, status = 400 }: About = {}): Refusal {
  return new Refusal(status, {
    type: "invalid_request_error",
    message,
    ...(code && { code }),
    ...(param && { param }),
  });
}

export function missing(param: string): Refusal {
  return invalid(`Missing required param: ${param}.`, { code: "parameter_missing", param });
}

/** Something named in a parameter that is not there. What the address itself names is refused with `notHere`. */
export function noSuch(kind: string, id: string, param: string): Refusal {
  return invalid(`No such ${kind}: '${id}'`, { code: "resource_missing", param });
}

/** 404 `resource_missing` for the id in the address. */
export function notHere(kind: string, id: string, param = "id"): Refusal {
  return invalid(`No such ${kind}: '${id}'`, { code: "resource_missing", param, status: 404 });
}

export function exclusive(params: string[]): Refusal {
  const message = `You may only specify one of these parameters: ${params.join(", ")}.`;
  return invalid(message, { code: "parameters_exclusive" });
}
