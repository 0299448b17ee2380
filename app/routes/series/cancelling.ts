import { data, redirect } from "react-router";
import { z } from "zod";
import { type ClientCtx, isClient, type MemberCtx } from "#app/domain/ctx.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { cancelSeveral, costsSeen } from "#app/domain/series/cancel-several.ts";
import { datesMeant } from "#app/domain/series/which.ts";
import { type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { costOfCancelling } from "#app/routes/cancelling.ts";
import { optional } from "#app/routes/form-fields.ts";
import { isPlainText } from "#app/values/words.ts";
import { seen } from "./fields.ts";
import { cancelSeveralInWords } from "./refusals.ts";
import { seriesDates } from "./series-shown.ts";

/** Which dates of a series a page is about: `?from=` a booking and those after it, or all that are still to come. */
export function meantBy(query: URLSearchParams) {
  const from = query.get("from") ?? undefined;
  return { from, which: from ? ("later" as const) : ("all" as const) };
}

type Answered = { errors?: FieldErrors; typed?: Record<string, string> };

/** The dates that would be called off, each with what that costs; 404 for a series that is not theirs. */
export async function cancellingPage(
  ctx: ClientCtx | MemberCtx,
  { id, query, zone, locale }: { id: string; query: URLSearchParams; zone?: string | null; locale?: string },
  { errors = {}, typed = {} }: Answered = {},
) {
  const asked = meantBy(query);
  const { series, chosen } = orNotFound(await datesMeant(ctx, { id, ...asked }));
  const clock = { zone: zone ?? series.zone, locale: locale ?? chosen[0]?.practice.locale ?? "en-GB" };
  const now = ctx.now();
  const costs = new Map(chosen.map((one) => [one.booking.id, costOfCancelling(one, now.getTime())]));
  return {
    id,
    from: asked.from,
    dates: seriesDates(series, chosen, { ...clock, now }).map((date) => {
      const cost = costs.get(date.id);
      const fee = isClient(ctx) && cost?.isLate ? cost.fee : null;
      return { ...date, fee };
    }),
    firstName: chosen[0]?.therapist.firstName ?? "",
    isMailed: chosen.some(({ booking }) => booking.guestEmail !== null),
    seen: costsSeen(ctx, chosen),
    errors,
    typed,
  };
}

export type CancellingPage = Awaited<ReturnType<typeof cancellingPage>>;

const schema = z.object({
  seen,
  reason: optional(wish.note),
  message: optional(
    z
      .string()
      .max(500, "That’s a little long for here. 500 letters at most.")
      .refine(isPlainText, "Please use plain letters, without control characters."),
  ),
});

/** Call off what was shown, or say why not with the page as it stands now. Redirects to `to` when it is done. */
export async function cancelDates(
  ctx: ClientCtx | MemberCtx,
  request: Request,
  { id, to, ...manner }: { id: string; to: string; zone?: string | null; locale?: string },
) {
  const query = new URL(request.url).searchParams;
  const page = (answered: Answered) => cancellingPage(ctx, { id, query, ...manner }, answered);
  const form = await readForm(request, schema);
  if (!form.ok) return data(await page({ errors: form.errors, typed: form.typed }), { status: 422 });
  const { message, ...said } = form.value;
  // A sentence for the letter is the practice's to write.
  const words = isClient(ctx) ? {} : { message };
  const off = await cancelSeveral(ctx, { seriesId: id, ...meantBy(query), ...said, ...words });
  if (off.ok) throw redirect(`${to}?news=cancelled`, 303);
  if (off.refusal === "not_here") return orNotFound(null);
  const errors = { form: cancelSeveralInWords[off.refusal] };
  return data(await page({ errors, typed: form.typed }), { status: 409 });
}
