import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { sayWhere } from "#app/domain/joining/say-where.ts";
import { type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { questionOf, readWhere, whereSchema } from "./question.ts";

type Problem = { errors: FieldErrors; typed: Record<string, string> };

/**
 * Take the answer to where somebody is today. What became of it the page itself says, let in or not, too early or too
 * late; only an answer that cannot be read comes back, with what was typed.
 */
export async function answerWhere(ctx: Ctx, whole: WholeBooking, request: Request): Promise<Problem | null> {
  const form = await readForm(request, whereSchema);
  if (!form.ok) return { errors: form.errors, typed: form.typed };
  const read = readWhere(form.value, await questionOf(ctx, whole), whole.practice.country);
  if (!read.ok) return { errors: read.errors, typed: form.typed };
  const said = await sayWhere(ctx, whole.booking.id, read.where);
  if (!said.ok && said.refusal === "not_found") return orNotFound(null);
  return null;
}
