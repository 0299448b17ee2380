import { tryCode, type Wanted } from "#app/domain/codes/reserve.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { FieldErrors } from "#app/http.ts";
import { formatMoney } from "#app/values/money.ts";
import { codeRefusals } from "./codes-in-words.ts";

/** What a code would take off a price, in words. */
export type PriceLowered = { code: string; price: string; off: string; left: string; discount: number };

type Tried = { lowered: PriceLowered | null; errors: FieldErrors };

/** What a code would take off if it were used now; or why nothing, to stand at its field. */
export async function tryInWords(ctx: Ctx, wanted: Wanted, locale: string): Promise<Tried> {
  const tried = await tryCode(ctx, wanted);
  if (!tried.ok) return { lowered: null, errors: { code: codeRefusals[tried.refusal] } };
  const { name, discount } = tried.value;
  if (name === null) return { lowered: null, errors: { code: "Please type the code first." } };
  const { currency } = wanted;
  const { price } = wanted.type;
  const money = (amount: number) => formatMoney({ amount, currency }, locale);
  const left = price - discount;
  return {
    lowered: {
      code: name,
      price: money(price),
      off: `− ${money(discount)}`,
      left: left === 0 ? "nothing" : money(left),
      discount,
    },
    errors: {},
  };
}
