import { href, redirect } from "react-router";
import { z } from "zod";
import { decideFee } from "#app/domain/bookings/decide-fee.ts";
import { findInReach } from "#app/domain/bookings/queries.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/fee";
import { notDone } from "./not-done.tsx";
import { feeInWords } from "./refusals.ts";

export { ErrorBoundary } from "./not-done.tsx";

const schema = z.object({ decision: z.enum(["kept", "waived"]) });

export function loader({ params }: Route.LoaderArgs) {
  return redirect(href("/practice/bookings/:id", params));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "fee.decide");
  const { booking } = orNotFound(await findInReach(ctx, "fee.decide", params.id));
  const form = await readForm(request, schema);
  if (!form.ok) return notDone("Keep the fee, or waive it: please choose one.", 422);
  const decided = await decideFee(ctx, { bookingId: booking.id, ...form.value });
  if (decided.ok) {
    // A biller decides about money and sees no diary, so the booking's own page is not theirs to return to.
    const seesIt = reachOf(ctx.actor, "diary.see") !== "none";
    const page = seesIt ? href("/practice/bookings/:id", params) : href("/practice/settings");
    throw redirect(`${page}?news=${form.value.decision}`, 303);
  }
  if (decided.refusal === "not_here") return orNotFound(null);
  return notDone(feeInWords[decided.refusal]);
}

export default function Fee() {
  return null;
}
