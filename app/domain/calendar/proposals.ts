import { and, asc, eq, isNull } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import {
  calendarProposals,
  type ProposalKind,
  type ProposalOutcome,
} from "#app/db/schema/calendar/entries.ts";
import { record } from "#app/domain/audit/record.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import type { Deed } from "#app/domain/practices/rules.ts";
import { isId, newId } from "#app/values/ids.ts";
import type { EntryRow } from "./entries.ts";

export type ProposalRow = typeof calendarProposals.$inferSelect;

/** The open question about an appointment; null where there is none. */
export async function openProposalOf(ctx: Ctx, appointmentId: string): Promise<ProposalRow | null> {
  const [found] = await ctx.db
    .select()
    .from(calendarProposals)
    .where(
      and(
        eq(calendarProposals.practiceId, ctx.practiceId),
        eq(calendarProposals.appointmentId, appointmentId),
        isNull(calendarProposals.closedAt),
      ),
    );
  return found ?? null;
}

/** One question in a member's reach, open or answered; what is not theirs is not there. */
export async function proposalById(
  ctx: MemberCtx,
  id: string,
  deed: Deed = "diary.see",
): Promise<ProposalRow | null> {
  if (!isId(id)) return null;
  const [found] = await ctx.db
    .select()
    .from(calendarProposals)
    .where(and(within(ctx, deed, calendarProposals), eq(calendarProposals.id, id)));
  return found ?? null;
}

/** What Google says of an appointment, where it is not what stands here. */
export type Seen = { kind: ProposalKind; span: { startsAt: Date; endsAt: Date } | null; stoodAt: Date };

/** Ask the therapist what it shall be; asked already, the question says what Google says now. */
export async function propose(ctx: Ctx, entry: EntryRow, { kind, span, stoodAt }: Seen): Promise<void> {
  const { id: entryId, therapistId, appointmentId } = entry;
  const now = { kind, startsAt: span?.startsAt ?? null, endsAt: span?.endsAt ?? null, stoodAt, entryId };
  const before = await openProposalOf(ctx, appointmentId);
  if (before) {
    await ctx.db.update(calendarProposals).set(now).where(eq(calendarProposals.id, before.id));
    return;
  }
  const id = newId();
  const row = { id, practiceId: ctx.practiceId, therapistId, appointmentId, ...now, openedAt: ctx.now() };
  await ctx.db.insert(calendarProposals).values(row);
  await record(ctx, "calendar.asked", { id });
}

/** End a question; says whether it was still open. */
export async function closeProposal(ctx: Ctx, id: string, outcome: ProposalOutcome): Promise<boolean> {
  const [closed] = await ctx.db
    .update(calendarProposals)
    .set({ outcome, closedAt: ctx.now() })
    .where(
      and(
        eq(calendarProposals.practiceId, ctx.practiceId),
        eq(calendarProposals.id, id),
        isNull(calendarProposals.closedAt),
      ),
    )
    .returning({ id: calendarProposals.id });
  if (closed) await record(ctx, "calendar.answered", { id }, { outcome });
  return closed !== undefined;
}

/** End a question that nobody needs to answer any more: the appointment itself was moved, or called off. */
export async function closeMoot(ctx: Ctx, { id }: ProposalRow): Promise<void> {
  await closeProposal(ctx, id, "moot");
}

/** An open question with what a page says of it. */
export type Proposal = Awaited<ReturnType<typeof openProposals>>[number];

/** The open questions in a member's reach, soonest appointment first; of one therapist where that is asked, or of one booking. */
export async function openProposals(
  ctx: MemberCtx,
  { therapistId, bookingId }: { therapistId?: string; bookingId?: string } = {},
) {
  return ctx.db
    .select({
      id: calendarProposals.id,
      kind: calendarProposals.kind,
      startsAt: calendarProposals.startsAt,
      endsAt: calendarProposals.endsAt,
      openedAt: calendarProposals.openedAt,
      therapistId: calendarProposals.therapistId,
      appointmentId: calendarProposals.appointmentId,
      stands: { startsAt: appointments.startsAt, endsAt: appointments.endsAt },
      booking: {
        id: bookings.id,
        sequence: bookings.sequence,
        clientId: bookings.clientId,
        clientName: bookings.guestName,
      },
    })
    .from(calendarProposals)
    .innerJoin(appointments, eq(appointments.id, calendarProposals.appointmentId))
    .innerJoin(bookings, and(eq(bookings.appointmentId, appointments.id), eq(bookings.status, "confirmed")))
    .where(
      and(
        within(ctx, "diary.see", calendarProposals),
        isNull(calendarProposals.closedAt),
        therapistId ? eq(calendarProposals.therapistId, therapistId) : undefined,
        bookingId ? eq(bookings.id, bookingId) : undefined,
      ),
    )
    .orderBy(asc(appointments.startsAt), asc(calendarProposals.id));
}
