import { href } from "react-router";
import { diaryLine } from "#app/domain/bookings/diary.ts";
import { findInReach } from "#app/domain/bookings/queries.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { type Deed, reachOf } from "#app/domain/practices/rules.ts";
import { orNotFound } from "#app/http.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { stateOf } from "./state.ts";

/** Where a form about a booking's money leads back to: its own page, or the money for a biller, who sees no diary. */
export function backFrom({ actor }: MemberCtx, id: string): string {
  return reachOf(actor, "diary.see") === "none"
    ? href("/practice/billing")
    : href("/practice/bookings/:id", { id });
}

/** A booking in reach of whoever is at work, as its pages begin with it; 404 for any other. */
export async function onDesk(ctx: MemberCtx, deed: Deed, id: string) {
  const [found, line, { locale }] = await Promise.all([
    findInReach(ctx, deed, id),
    diaryLine(ctx, deed, id),
    ownPractice(ctx),
  ]);
  const { booking, appointment, therapist, type } = orNotFound(found);
  const { clientName } = orNotFound(line);
  const clock = { zone: therapist.zone, locale };
  const now = ctx.now().getTime();
  const startsAt = appointment.startsAt.getTime();
  return {
    found: orNotFound(found),
    clock,
    now,
    page: {
      id,
      sequence: booking.sequence,
      status: booking.status,
      isOffered: booking.status === "held" && booking.heldFor === "offer",
      clientId: booking.clientId,
      clientName,
      typeName: type.name,
      therapist: { name: therapist.name, firstName: therapist.firstName, slug: therapist.slug },
      whose: therapist.id === ctx.actor.therapistId ? "your" : `${therapist.firstName}’s`,
      startsAt: appointment.startsAt.toISOString(),
      ...whenAndWhere(startsAt, clock),
      hasBegun: startsAt <= now,
      isOver: appointment.endsAt.getTime() <= now,
      isMailed: booking.guestEmail !== null,
      state: stateOf({ ...booking, ...appointment }, now, clock),
    },
  };
}

export type DeskPage = Awaited<ReturnType<typeof onDesk>>["page"];
