import { data, type RouterContextProvider } from "react-router";
import { newestToken } from "#app/domain/bookings/link.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { frameOf, siteOf } from "#app/domain/site/queries.ts";
import { therapistById } from "#app/domain/therapists/queries.ts";
import { overBecause } from "#app/domain/waiting/answer.ts";
import { openWaitLink, type Wait } from "#app/domain/waiting/link.ts";
import { findOffer, type Offer, openOfferOf } from "#app/domain/waiting/offers.ts";
import { houseOf, orNotFound } from "#app/http.ts";
import { whenAndWhere } from "#app/routes/when.ts";

/** What a place in line is about, as its pages begin with it; 404 for a link that never was. */
export async function heldWait(context: Readonly<RouterContextProvider>, token: string) {
  const { ctx, wait } = orNotFound(await openWaitLink(houseOf(context), token));
  const [site, found] = await Promise.all([siteOf(ctx), therapistById(ctx, wait.therapistId)]);
  const therapist = orNotFound(found);
  const clock = { zone: wait.guestZone, locale: site.locale };
  const has = wait.bookingId ? await findBooking(ctx, wait.bookingId) : null;
  const { name, firstName, slug } = therapist;
  return {
    ctx,
    wait,
    clock,
    page: {
      token,
      frame: frameOf(site, slug),
      therapist: { name, firstName, slug, zone: therapist.zone },
      kind: wait.kind,
      status: wait.status,
      isCall: has === null || has.type.kind === "discovery",
      has: has ? whenAndWhere(has.appointment.startsAt.getTime(), clock).when : null,
    },
  };
}

export type HeldWait = Awaited<ReturnType<typeof heldWait>>;

/** An offer in words, by the clock of who was offered it and the therapist's; `over` says why it can be answered no more. */
export async function offerInWords({ ctx, clock, page }: HeldWait, offer: Offer) {
  const startsAt = offer.startsAt.getTime();
  const here = whenAndWhere(startsAt, clock);
  const there = whenAndWhere(startsAt, { ...clock, zone: page.therapist.zone });
  const held = await findBooking(ctx, offer.bookingId);
  const { appointment, type } = orNotFound(held);
  return {
    id: offer.id,
    at: offer.startsAt.toISOString(),
    ...here,
    there: there.when === here.when ? null : there,
    minutes: (appointment.endsAt.getTime() - appointment.startsAt.getTime()) / 60_000,
    typeName: type.name,
    until: whenAndWhere(offer.endsAt.getTime(), clock).when,
    over: overBecause(offer, ctx.now()),
  };
}

export type ShownOffer = Awaited<ReturnType<typeof offerInWords>>;

/** The offer of an address, of this place in line; 404 for any other's. */
export async function offerOf(held: HeldWait, offerId: string): Promise<Offer> {
  const found = orNotFound(await findOffer(held.ctx, offerId));
  if (found.wait.id !== held.wait.id) throw data(null, { status: 404 });
  return found.offer;
}

/** The offer that waits for an answer now, in words, or null. */
export async function offerNow(held: HeldWait): Promise<ShownOffer | null> {
  const offer = await openOfferOf(held.ctx, held.wait.id);
  const shown = offer && (await offerInWords(held, offer));
  return shown && shown.over === null ? shown : null;
}

/** The private page of the booking that an offer became or was about. */
export async function bookingPage(ctx: Ctx, bookingId: string): Promise<string> {
  return `/book/manage/${await newestToken(ctx, bookingId)}`;
}

/** The booking of somebody who keeps one while they wait, or who took what was offered. */
export function bookingOf(wait: Wait, taken: Offer | undefined): string | null {
  return wait.bookingId ?? taken?.bookingId ?? null;
}
