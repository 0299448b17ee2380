import { data, type RouterContextProvider } from "react-router";
import { type Held, openLink } from "#app/domain/bookings/queries.ts";
import { frameOf, siteOf } from "#app/domain/site/queries.ts";
import { houseOf } from "#app/http.ts";
import { shownBooking } from "#app/routes/shown-booking.ts";

/** What a private link opens; 404 for one that never was, 410 for one that was. Nobody else's cache keeps the page. */
export async function heldBy(context: Readonly<RouterContextProvider>, token: string): Promise<Held> {
  const held = await openLink(houseOf(context), token);
  if (held === null) throw data(null, { status: 404 });
  if (held === "dead") throw data(null, { status: 410 });
  return held;
}

/** Pages behind a private link are in nobody's cache and in no search engine. */
export const privately = { headers: { "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex" } };

/** A booking as the pages of its private link show it, by the clock it was made with. */
export async function heldPage({ ctx, booking: whole, token }: Held) {
  const shown = shownBooking(whole, { zone: whole.booking.guestZone, now: ctx.now().getTime() });
  return { token, frame: frameOf(await siteOf(ctx), whole.therapist.slug), ...shown };
}
