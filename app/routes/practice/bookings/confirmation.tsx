import { href, redirect } from "react-router";
import { z } from "zod";
import { type AnswerRefusal, accept } from "#app/domain/bookings/answer-request.ts";
import { findInReach } from "#app/domain/bookings/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/confirmation";
import { notDone } from "./not-done.tsx";
import { answerInWords } from "./refusals.ts";
import { sequence } from "./typed-time.ts";

export { ErrorBoundary } from "./not-done.tsx";

const schema = z.object({ sequence });

export function loader({ params }: Route.LoaderArgs) {
  return redirect(href("/practice/bookings/:id", params));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  const { booking } = orNotFound(await findInReach(ctx, "diary.change", params.id));
  const form = await readForm(request, schema);
  const asked = form.ok ? form.value.sequence : -1;
  const accepted = await accept(ctx, { bookingId: booking.id, sequence: asked });
  if (accepted.ok) {
    const { waitsFor } = accepted.value;
    const news = waitsFor === null ? "confirmed" : `accepted-${waitsFor}`;
    throw redirect(`${href("/practice/bookings/:id", params)}?news=${news}`, 303);
  }
  return refusedWith(accepted.refusal);
}

function refusedWith(refusal: AnswerRefusal) {
  if (refusal === "not_here") return orNotFound(null);
  return notDone(answerInWords[refusal]);
}

export default function Confirmation() {
  return null;
}
