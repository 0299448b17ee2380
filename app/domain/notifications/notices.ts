import { and, count, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "#app/db/client.server.ts";
import { prepared } from "#app/db/prepared.ts";
import { notifications, type Side } from "#app/db/schema/notifications.ts";
import { isId } from "#app/values/ids.ts";
import { type Facts, findFacts, isReaderMember, type ReaderCtx } from "./facts.ts";
import { type About, isNoticeKind, kinds, type NoticeKind } from "./kinds.ts";

type AboutOf<K extends NoticeKind> = (typeof kinds)[K]["about"];

type Line = { id: string; side: Side; createdAt: Date; isRead: boolean };

/** A notice of a known kind with the facts of its thing; `facts` is null when the reader cannot see it any more. */
export type Notice = {
  [K in NoticeKind]: Line & { kind: K; facts: Facts[AboutOf<K>] | null };
}[NoticeKind];

export type NoticePage = { notices: Notice[]; more: string | null };

/** Somebody's notices on the side they stand on, the newest first: `count` of them, those before the notice `before`. */
export async function noticesOf(
  ctx: ReaderCtx,
  wanted: { count: number; before?: string | null; onlyUnread?: boolean },
): Promise<NoticePage> {
  const { before, onlyUnread } = wanted;
  const found = await ctx.db
    .select()
    .from(notifications)
    .where(
      and(
        theirs(ctx),
        onlyUnread ? isNull(notifications.readAt) : undefined,
        before && isId(before) ? isBefore(before) : undefined,
      ),
    )
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(wanted.count + 1);
  const shown = found.slice(0, wanted.count);
  return {
    notices: await withFacts(ctx, shown),
    more: found.length > wanted.count ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** How many notices somebody has not read on the side they stand on. Every page behind a door asks it. */
export async function unreadCount(ctx: ReaderCtx): Promise<number> {
  const [all] = await prepared(ctx.db, "unread_notices", unreadStatement).execute({
    practice: ctx.practiceId,
    user: ctx.actor.userId,
    side: sideOf(ctx),
  });
  return all?.count ?? 0;
}

function unreadStatement(db: Db, name: string) {
  return db
    .select({ count: count() })
    .from(notifications)
    .where(
      and(
        eq(notifications.practiceId, sql.placeholder("practice")),
        eq(notifications.userId, sql.placeholder("user")),
        eq(notifications.side, sql.placeholder("side")),
        isNull(notifications.readAt),
      ),
    )
    .prepare(name);
}

/** One notice of somebody's own, or null. */
export async function findNotice(ctx: ReaderCtx, noticeId: string): Promise<Notice | null> {
  if (!isId(noticeId)) return null;
  const rows = await ctx.db
    .select()
    .from(notifications)
    .where(and(theirs(ctx), eq(notifications.id, noticeId)));
  const [notice] = await withFacts(ctx, rows);
  return notice ?? null;
}

/** Which notices are the reader's own, on the side they stand on, as a condition. */
export function theirs(ctx: ReaderCtx): SQL | undefined {
  return and(
    eq(notifications.practiceId, ctx.practiceId),
    eq(notifications.userId, ctx.actor.userId),
    eq(notifications.side, sideOf(ctx)),
  );
}

function sideOf(ctx: ReaderCtx): Side {
  return isReaderMember(ctx) ? "practice" : "client";
}

function isBefore(noticeId: string): SQL {
  return sql`(${notifications.createdAt}, ${notifications.id}) < (
    select n.created_at, n.id from notifications n where n.id = ${noticeId})`;
}

type Row = typeof notifications.$inferSelect;

async function withFacts(ctx: ReaderCtx, rows: Row[]): Promise<Notice[]> {
  const known = rows.flatMap((row) => (isNoticeKind(row.kind) ? [{ ...row, kind: row.kind }] : []));
  const byAbout = Map.groupBy(known, ({ kind }) => kinds[kind].about);
  const found = new Map<string, Facts[About]>();
  for (const [about, rows] of byAbout) {
    const ids = [...new Set(rows.map(({ subjectId }) => subjectId))];
    for (const { key, ...facts } of await findFacts[about](ctx, ids)) found.set(key, facts as Facts[About]);
  }
  return known.map(
    ({ id, side, kind, createdAt, readAt, subjectId }) =>
      ({
        id,
        side,
        kind,
        createdAt,
        isRead: readAt !== null,
        facts: found.get(subjectId) ?? null,
      }) as Notice,
  );
}
