import { lowerAhead } from "#app/domain/bookings/lower.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { FieldErrors } from "#app/http.ts";
import { formatMoney } from "#app/values/money.ts";
import { codeRefusals } from "./codes-in-words.ts";

/** What a code would take off a price, in words, and as minor units (`discount`). */
export type PriceLowered = { code: string; price: string; off: string; left: string; discount: number };

type Asked = Omit<Parameters<typeof lowerAhead>[1], "code"> & { code: string | undefined };

/** What a code would take off if it were used now; or why nothing, to stand at its field. */
export async function tryInWords(
  ctx: Ctx,
  { code, ...asked }: Asked,
  locale: string,
): Promise<{ lowered: PriceLowered | null; errors: FieldErrors }> {
  if (code === undefined) return { lowered: null, errors: { code: "Please type the code first." } };
  const tried = await lowerAhead(ctx, { ...asked, code });
  if (!tried.ok) return { lowered: null, errors: { code: codeRefusals[tried.refusal] } };
  const { name, price, discount } = tried.value;
  const money = (amount: number) => formatMoney({ amount, currency: asked.currency }, locale);
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
