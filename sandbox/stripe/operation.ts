import type { z } from "zod";
import type { Merchant } from "./merchant.ts";
import { readParams } from "./params.ts";

type Run = (merchant: Merchant) => object;

/** A call of Stripe's: first what was asked is read, or refused; then it is done. */
export type Operation = (raw: unknown, ids: readonly string[]) => Run;
/** Operations by method and path, such as `POST /v1/refunds/:id/cancel`. */
export type Operations = Record<string, Operation>;

/** An operation from the shape of its parameters and what it does. `id` and `second` are the ids in its path. */
export function operation<P>(
  shape: z.ZodType<P>,
  run: (merchant: Merchant, params: P, id: string, second: string) => object,
): Operation {
  return (raw, [id = "", second = ""]) => {
    const params = readParams(shape, raw);
    return (merchant) => run(merchant, params, id, second);
  };
}
