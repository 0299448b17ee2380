import type { RouterContextProvider } from "react-router";
import { signedIn } from "#app/context.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { asClient, orNotFound } from "#app/http.ts";

/** The client whose page this is. `zone` is the one they chose for everything, or null. */
export type Here = { ctx: ClientCtx; name: string; email: string; zone: string | null };

export function whoIsHere(context: Readonly<RouterContextProvider>): Here {
  const { name, email, zone } = orNotFound(context.get(signedIn));
  return { ctx: asClient(context), name, email, zone };
}

/** By whose clock a client reads a booking: a room with an address has one, whoever comes to it. */
export function clockOf(
  { zone }: Pick<Here, "zone">,
  { booking, appointment, therapist }: WholeBooking,
): string {
  return appointment.place === "in_person" ? therapist.zone : (zone ?? booking.guestZone);
}
