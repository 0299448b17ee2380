import { eventAt } from "#app/domain/audit/queries.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { World } from "#app/world.ts";
import type { kinds, NoticeKind } from "./kinds.ts";
import { notify, peopleToTell, therapistToTell } from "./notify.ts";

/** The kinds of notice that are about a booking. */
type BookingKind = {
  [Kind in NoticeKind]: (typeof kinds)[Kind]["about"] extends "booking" ? Kind : never;
}[NoticeKind];

type IsNews = (ctx: Ctx, subject: Subject) => Promise<boolean> | boolean;

const always = () => true;

/** The job that tells a booking's therapist of an event, inside the house. */
export function tellsTherapist(kind: BookingKind) {
  return async (ctx: Ctx, _world: World, subject: Subject): Promise<void> => {
    const found = await findBooking(ctx, subject.subjectId);
    if (found) await notify(ctx, kind, subject, await therapistToTell(ctx, found.booking.therapistId));
  };
}

/**
 * The job that tells a booking's client: everybody in it who may see its sessions, but whoever did it by the private link,
 * which is the one the booking was made for. `isNews` says of an event whether it is one to tell of at all.
 */
export function tellsClient(kind: BookingKind, isNews: IsNews = always) {
  return async (ctx: Ctx, _world: World, subject: Subject): Promise<void> => {
    const found = await findBooking(ctx, subject.subjectId);
    if (!found || !(await isNews(ctx, subject))) return;
    const { id, clientId, guestEmail } = found.booking;
    const event = await eventAt(ctx, kind, { id, sequence: subject.sequence });
    const isByGuest = event !== null && /^(holder:|visitor$)/.test(event.actor);
    const people = await peopleToTell(ctx, clientId);
    await notify(
      ctx,
      kind,
      subject,
      people.filter(({ email }) => !(isByGuest && email === guestEmail)),
    );
  };
}
