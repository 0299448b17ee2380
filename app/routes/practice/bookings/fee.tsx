import { data, href, redirect } from "react-router";
import { z } from "zod";
import { decideFee } from "#app/domain/bookings/decide-fee.ts";
import { findInReach } from "#app/domain/bookings/queries.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/fee";
import { NotDone } from "./not-done.tsx";
import { feeInWords } from "./refusals.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({ decision: z.enum(["kept", "waived"]) });

export function loader({ params }: Route.LoaderArgs) {
  return redirect(href("/practice/bookings/:id", params));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "fee.decide");
  const { booking } = orNotFound(await findInReach(ctx, "fee.decide", params.id));
  const form = await readForm(request, schema);
  if (!form.ok) return data({ words: "Keep the fee, or waive it: please choose one." }, { status: 422 });
  const decided = await decideFee(ctx, { bookingId: booking.id, ...form.value });
  if (decided.ok) {
    // A biller decides about money and sees no diary, so the booking's own page is not theirs to return to.
    const seesIt = reachOf(ctx.actor, "diary.see") !== "none";
    const page = seesIt ? href("/practice/bookings/:id", params) : href("/practice/settings");
    throw redirect(`${page}?news=${form.value.decision}`, 303);
  }
  if (decided.refusal === "not_here") return orNotFound(null);
  return data({ words: feeInWords[decided.refusal] }, { status: 409 });
}

export default function Fee({ actionData, params }: Route.ComponentProps) {
  return actionData ? <NotDone id={params.id} words={actionData.words} /> : null;
}
