import { href } from "react-router";
import { waysToReach } from "#app/domain/clients/ways-to-reach.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { type Lost, lostSessions } from "#app/domain/sick-days/queries.ts";
import type { Outcome } from "#app/domain/sick-days/rules.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import type { TagKind } from "#app/ui/tag.tsx";
import { reachInWords } from "./people.ts";

type Clock = { zone: string; locale: string };

const outcomes: Record<Outcome, { tag: string; kind: TagKind }> = {
  taken: { tag: "Took another time", kind: "ok" },
  booked_since: { tag: "Has another time", kind: "ok" },
  settled: { tag: "Settled", kind: "plain" },
  open: { tag: "No other time yet", kind: "wait" },
  left_alone: { tag: "Changed it before", kind: "plain" },
};

export type LostLine = Awaited<ReturnType<typeof lostInWords>>[number];

/** The sessions a sick day touched, in words, with what became of each and how whoever hears nothing is reached. */
export async function lostInWords(ctx: MemberCtx, sickDayIds: readonly string[], clock: Clock) {
  const lost = await lostSessions(ctx, sickDayIds);
  const reach = await waysToReach(ctx, lost);
  return lost.map((one) => {
    const reached = reach(one);
    const isCalledUp = reached.email === null && one.outcome !== "left_alone";
    return {
      sickDayId: one.sickDayId,
      id: one.bookingId,
      clientId: one.clientId,
      name: one.clientName,
      at: one.startsAt.toISOString(),
      when: whenAndWhere(one.startsAt.getTime(), clock).when,
      what: one.typeName,
      outcome: one.outcome,
      ...outcomes[one.outcome],
      href: href("/practice/bookings/:id", { id: one.takenBookingId ?? one.bookingId }),
      told: reachInWords(reached, one.calledOff),
      isCalledUp,
    };
  });
}

/** Whether somebody still has no other time. */
export function isOpen({ outcome }: Pick<Lost, "outcome">): boolean {
  return outcome === "open";
}
