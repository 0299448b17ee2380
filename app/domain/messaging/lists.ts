import { and, asc, desc, eq, gt, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "#app/db/client.server.ts";
import { prepared } from "#app/db/prepared.ts";
import { careRelationships, clients, participants } from "#app/db/schema/clients.ts";
import { threadReads, threads } from "#app/db/schema/messaging.ts";
import { folded, foldedInSql } from "#app/domain/clients/folded.ts";
import { own } from "#app/domain/clients/own.ts";
import { mayWrite } from "#app/domain/clients/rules.ts";
import { type ClientCtx, type Ctx, isMember, type MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { type FoundThread, foundThreads, openTo, type ReaderCtx } from "./find.ts";

const pageLength = 50;

/** A thread in a list, with how many messages its reader has not seen. */
export type ListedThread = FoundThread & { unread: number };

/** A client's own threads, the newest words first. */
export async function ownThreads(ctx: ClientCtx): Promise<ListedThread[]> {
  const rows = await foundThreads(ctx.db)
    .where(openTo(ctx, "messages.read"))
    .orderBy(sql`${threads.lastAt} desc nulls last`, asc(threads.id));
  return withUnread(ctx, rows);
}

/**
 * The threads a member may read, by page (from 1): those with something unread in their own first, then what waits the
 * longest for an answer, then the newest. `search` narrows them to names that hold it.
 */
export async function inboxOf(
  ctx: MemberCtx,
  { search = "", page = 1 }: { search?: string; page?: number },
): Promise<{ threads: ListedThread[]; more: boolean }> {
  const isOwn = ctx.actor.therapistId ? eq(threads.therapistId, ctx.actor.therapistId) : sql`false`;
  const isUnread = sql`(${isOwn} and ${threads.lastNumber} > coalesce((select r.read_number from thread_reads r
    where r.thread_id = ${threads.id} and r.user_id = ${ctx.actor.userId}), 0))`;
  const rows = await foundThreads(ctx.db)
    .where(and(openTo(ctx, "messages.read"), search ? named(search) : undefined))
    .orderBy(
      desc(isUnread),
      sql`${threads.waitingSince} asc nulls last`,
      sql`${threads.lastAt} desc nulls last`,
      asc(threads.id),
    )
    .limit(pageLength + 1)
    .offset((page - 1) * pageLength);
  const shown = await withUnread(ctx, rows.slice(0, pageLength));
  return { threads: shown, more: rows.length > pageLength };
}

/** Whose client's name, or whose people's names, hold the words asked for. */
function named(search: string): SQL {
  const holds = (text: unknown) => sql`strpos(${foldedInSql(text)}, ${folded(search)}) > 0`;
  return sql`(${holds(clients.name)} or exists (select 1 from participants as one
    where one.client_id = ${threads.clientId} and ${holds(sql`one.name`)}))`;
}

async function withUnread(ctx: ReaderCtx, rows: FoundThread[]): Promise<ListedThread[]> {
  const reads = await ctx.db
    .select({ threadId: threadReads.threadId, number: threadReads.readNumber })
    .from(threadReads)
    .where(and(eq(threadReads.practiceId, ctx.practiceId), eq(threadReads.userId, ctx.actor.userId)));
  const readTo = new Map(reads.map(({ threadId, number }) => [threadId, number]));
  return rows.map((row) => ({ ...row, unread: unreadIn(ctx, row, readTo.get(row.thread.id) ?? 0) }));
}

/** What a colleague has not read is nothing that waits for whoever only looks in. */
function unreadIn(ctx: ReaderCtx, { thread }: FoundThread, read: number): number {
  if (isMember(ctx) && ctx.actor.therapistId !== thread.therapistId) return 0;
  return Math.max(0, thread.lastNumber - read);
}

/** How many messages wait unread in somebody's own threads. Every page behind a door asks it. */
export async function unreadMessages(ctx: ReaderCtx): Promise<number> {
  if (!isMember(ctx)) return unreadOfClient(ctx);
  if (!ctx.actor.therapistId) return 0;
  const [all] = await prepared(ctx.db, "unread_messages", unreadOfTherapist).execute({
    practice: ctx.practiceId,
    user: ctx.actor.userId,
    therapist: ctx.actor.therapistId,
  });
  return all?.count ?? 0;
}

const behind = sql<number>`coalesce(sum(greatest(0, ${threads.lastNumber} - coalesce(${threadReads.readNumber}, 0))), 0)::int`;

function unreadOfTherapist(db: Db, name: string) {
  return db
    .select({ count: behind })
    .from(threads)
    .leftJoin(
      threadReads,
      and(eq(threadReads.threadId, threads.id), eq(threadReads.userId, sql.placeholder("user"))),
    )
    .where(
      and(
        eq(threads.practiceId, sql.placeholder("practice")),
        eq(threads.therapistId, sql.placeholder("therapist")),
      ),
    )
    .prepare(name);
}

async function unreadOfClient(ctx: ClientCtx): Promise<number> {
  const [all] = await ctx.db
    .select({ count: behind })
    .from(threads)
    .leftJoin(
      threadReads,
      and(eq(threadReads.threadId, threads.id), eq(threadReads.userId, ctx.actor.userId)),
    )
    .where(openTo(ctx, "messages.read"));
  return all?.count ?? 0;
}

/** The clients a signed-in person may write for, with whose therapists they could have a thread. */
export function ownClientIds(ctx: ClientCtx): Promise<{ clientId: string }[]> {
  return ctx.db
    .selectDistinct({ clientId: participants.clientId })
    .from(participants)
    .where(and(own(ctx, mayWrite, participants), isNotNull(participants.userId)));
}

/** What waits for an answer with a therapist, the longest first: whose, how many messages, since when. */
export function waitingWith(ctx: Ctx, therapistId: string) {
  return ctx.db
    .select({
      threadId: threads.id,
      clientName: clients.name,
      count: threads.waitingCount,
      since: threads.waitingSince,
    })
    .from(threads)
    .innerJoin(clients, eq(clients.id, threads.clientId))
    .where(
      and(
        eq(threads.practiceId, ctx.practiceId),
        eq(threads.therapistId, therapistId),
        gt(threads.waitingCount, 0),
      ),
    )
    .orderBy(asc(threads.waitingSince), asc(threads.id));
}

/** The threads with one client that a member may read. */
export function threadsWith(ctx: MemberCtx, clientId: string): Promise<FoundThread[]> {
  return foundThreads(ctx.db)
    .where(and(openTo(ctx, "messages.read"), eq(threads.clientId, clientId)))
    .orderBy(asc(threads.createdAt), asc(threads.id));
}

/** A therapist's own clients whose names hold the words asked for, with whom there is no thread yet: twenty at most. */
export function namesWithout(ctx: MemberCtx, search: string): Promise<{ clientId: string; name: string }[]> {
  const rows = { practiceId: careRelationships.practiceId, therapistId: careRelationships.therapistId };
  return ctx.db
    .selectDistinct({ clientId: clients.id, name: clients.name })
    .from(careRelationships)
    .innerJoin(clients, eq(clients.id, careRelationships.clientId))
    .where(
      and(
        within(ctx, "messages.write", rows),
        sql`strpos(${foldedInSql(clients.name)}, ${folded(search)}) > 0`,
        sql`not exists (select 1 from threads t where t.relationship_id = ${careRelationships.id})`,
      ),
    )
    .orderBy(asc(clients.name))
    .limit(20);
}
