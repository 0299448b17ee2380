import type { z } from "zod";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { closeCheckouts } from "#app/domain/payments/let-go.ts";
import { worldOf } from "#app/http.ts";
import type { Route } from "./+types/cancellation";
import { heldBy } from "./door.ts";
import { takes } from "./methods.ts";
import { readJson } from "./read.ts";
import { cancellation, type cancelled } from "./shapes.ts";
import { cancelRefusals, refusal } from "./words.ts";

export const middleware: Route.MiddlewareFunction[] = [takes("POST")];

export async function action({ request, params, context }: Route.ActionArgs) {
  const { reason } = await readJson(request, cancellation, { mayBeEmpty: true });
  const { ctx, booking } = await heldBy(context, params.token);
  const { id, therapistId } = booking.booking;
  if (booking.booking.status === "held") await closeCheckouts(ctx, worldOf(context), id);
  const said = await cancel(ctx, { bookingId: id, therapistId, by: "client", reason });
  if (!said.ok) return refusal(said.refusal, cancelRefusals[said.refusal]);
  return { id, status: "cancelled", late: said.value.isLate } satisfies z.infer<typeof cancelled>;
}
