import { data, type RouterContextProvider } from "react-router";
import { type Held, openLink } from "#app/domain/bookings/queries.ts";
import { freeUntil } from "#app/domain/bookings/rules.ts";
import { frameOf, siteOf } from "#app/domain/site/queries.ts";
import { houseOf } from "#app/http.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { formatMoney } from "#app/values/money.ts";

/** What a private link opens; 404 for one that never was, 410 for one that was. Nobody else's cache keeps the page. */
export async function heldBy(context: Readonly<RouterContextProvider>, token: string): Promise<Held> {
  const held = await openLink(houseOf(context), token);
  if (held === null) throw data(null, { status: 404 });
  if (held === "dead") throw data(null, { status: 410 });
  return held;
}

/** Pages behind a private link are in nobody's cache and in no search engine. */
export const privately = { headers: { "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex" } };

/** A booking as its pages show it, in the guest's clock and the therapist's. */
export async function heldPage({ ctx, booking: whole, token }: Held) {
  const { booking, appointment, therapist, practice, type } = whole;
  const starts = appointment.startsAt.getTime();
  const { locale } = practice;
  const here = whenAndWhere(starts, { zone: booking.guestZone, locale });
  const there = whenAndWhere(starts, { zone: therapist.zone, locale });
  const now = ctx.now().getTime();
  return {
    token,
    frame: frameOf(await siteOf(ctx), therapist.slug),
    therapist: { slug: therapist.slug, name: therapist.name, firstName: therapist.firstName },
    type: {
      name: type.name,
      minutes: (appointment.endsAt.getTime() - starts) / 60_000,
      isFirstCall: type.kind === "discovery",
    },
    price:
      booking.price === 0 ? null : formatMoney({ amount: booking.price, currency: booking.currency }, locale),
    status: booking.status,
    isOver: starts <= now,
    startsAt: appointment.startsAt.toISOString(),
    here,
    there: there.when === here.when ? null : there,
    place: appointment.place,
    roomUrl: appointment.place === "online" ? therapist.roomUrl : null,
    address: appointment.place === "in_person" ? practice.address : null,
    phone: appointment.place === "phone" ? booking.guestPhone : null,
    freeUntil: whenAndWhere(freeUntil({ startsAt: starts, termsWindow: booking.termsWindow }), {
      zone: booking.guestZone,
      locale,
    }).when,
  };
}

export type HeldPage = Awaited<ReturnType<typeof heldPage>>;
