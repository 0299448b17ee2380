import { and, count, desc, eq, gte, inArray, isNull } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { messages } from "#app/db/schema/messaging.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { type Ctx, isMember, privately } from "#app/domain/ctx.ts";
import type { FoundThread, ReaderCtx } from "./find.ts";
import { type Silence, type Standing, whySilent } from "./rules.ts";

/** Whether somebody may write in a thread now, or why not; what they may read is theirs to have found. */
export async function silenceOf(ctx: ReaderCtx, found: FoundThread): Promise<Silence | null> {
  const side = isMember(ctx) ? "practice" : "client";
  return whySilent(await standingOf(ctx, found), side, ctx.now().getTime());
}

async function standingOf(ctx: Ctx, { thread, stage, endedAt }: FoundThread): Promise<Standing> {
  if (stage !== "discovery") return { stage, endedAt, call: null };
  const call = await callOf(ctx, thread);
  return {
    stage,
    endedAt,
    call: call && { startsAt: call.startsAt, sent: await sentSince(ctx, thread, call) },
  };
}

type Pair = { clientId: string; therapistId: string };

/** The first call of a client and a therapist that is planned or was held, the latest; null when there is none. */
export async function callOf(ctx: Ctx, { clientId, therapistId }: Pair) {
  const [call] = await ctx.db
    .select({ startsAt: appointments.startsAt, bookedAt: bookings.bookedAt })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.clientId, clientId),
        eq(bookings.therapistId, therapistId),
        eq(sessionTypes.kind, "discovery"),
        inArray(bookings.status, ["confirmed", "attended"]),
      ),
    )
    .orderBy(desc(appointments.startsAt), desc(bookings.id))
    .limit(1);
  return call ?? null;
}

function sentSince(ctx: Ctx, thread: FoundThread["thread"], call: { bookedAt: Date }): Promise<number> {
  return privately(ctx, thread.clientId, async (ctx) => {
    const [sent] = await ctx.db
      .select({ count: count() })
      .from(messages)
      .where(
        and(
          eq(messages.practiceId, ctx.practiceId),
          eq(messages.threadId, thread.id),
          eq(messages.side, "client"),
          gte(messages.writtenAt, call.bookedAt),
          isNull(messages.takenBackAt),
        ),
      );
    return sent?.count ?? 0;
  });
}
