import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { careRelationships, clients, participants } from "#app/db/schema/clients.ts";
import { threads } from "#app/db/schema/messaging.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { own } from "#app/domain/clients/own.ts";
import { mayWrite } from "#app/domain/clients/rules.ts";
import { type ClientCtx, type Ctx, isMember, type MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { isId } from "#app/values/ids.ts";

/** Somebody who may have threads: a client, or a member of the practice. */
export type ReaderCtx = ClientCtx | MemberCtx;

/** To read a thread, or to write in it: the clinical lead reads and never writes in another's name. */
export type ThreadDeed = "messages.read" | "messages.write";

const found = {
  thread: threads,
  stage: careRelationships.stage,
  endedAt: careRelationships.endedAt,
  client: { name: clients.name, kind: clients.kind },
  therapist: {
    name: therapists.name,
    firstName: therapists.firstName,
    zone: therapists.zone,
    slug: therapists.slug,
  },
  /** Whose thread apart it is. */
  person: { id: participants.id, name: participants.name, userId: participants.userId },
};

/** A thread with whom it is between. */
export type FoundThread = Awaited<ReturnType<typeof foundThreads>>[number];

/** Threads with whom they are between, for a query that says which. */
export function foundThreads(db: Ctx["db"]) {
  return db
    .select(found)
    .from(threads)
    .innerJoin(careRelationships, eq(careRelationships.id, threads.relationshipId))
    .innerJoin(clients, eq(clients.id, threads.clientId))
    .innerJoin(therapists, eq(therapists.id, threads.therapistId))
    .leftJoin(participants, eq(participants.id, threads.participantId));
}

/** One thread that somebody may read, or write in; null when it is not theirs. */
export async function findThread(
  ctx: ReaderCtx,
  threadId: string,
  deed: ThreadDeed = "messages.read",
): Promise<FoundThread | null> {
  if (!isId(threadId)) return null;
  const [thread] = await foundThreads(ctx.db).where(and(openTo(ctx, deed), eq(threads.id, threadId)));
  return thread ?? null;
}

/**
 * The threads somebody may read or write in, as a condition: a member's by their reach, a client's own by the people in
 * it who may write, and one apart by the person it is with alone.
 */
export function openTo(ctx: ReaderCtx, deed: ThreadDeed): SQL | undefined {
  if (isMember(ctx)) return within(ctx, deed, threads);
  const isTheirsApart = sql`exists (select 1 from participants as whose
    where whose.id = ${threads.participantId} and whose.user_id = ${ctx.actor.userId})`;
  return and(own(ctx, mayWrite, threads), or(isNull(threads.participantId), isTheirsApart));
}

/** Whether a member reads only, because the thread is a colleague's. */
export function isColleagues(ctx: ReaderCtx, { thread }: Pick<FoundThread, "thread">): boolean {
  return isMember(ctx) && ctx.actor.therapistId !== thread.therapistId;
}
