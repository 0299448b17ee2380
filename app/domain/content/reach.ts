import { and, asc, desc, eq, ilike, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { careRelationships, clients } from "#app/db/schema/clients.ts";
import { type ContentKind, contentItems, contentSeen, contentShares } from "#app/db/schema/content.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { holding } from "#app/domain/clients/choices.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { isId } from "#app/values/ids.ts";

export type ContentItem = typeof contentItems.$inferSelect;

/** An item in a member's reach, or null: what is not theirs is not there. */
export async function itemWithin(ctx: MemberCtx, itemId: string): Promise<ContentItem | null> {
  if (!isId(itemId)) return null;
  const [item] = await ctx.db
    .select()
    .from(contentItems)
    .where(and(within(ctx, "content.change", contentItems), eq(contentItems.id, itemId)));
  return item ?? null;
}

/** The same, held until the transaction ends. */
export async function holdItem(ctx: MemberCtx, itemId: string): Promise<ContentItem | null> {
  const item = await itemWithin(ctx, itemId);
  if (item)
    await ctx.db
      .select({ id: contentItems.id })
      .from(contentItems)
      .where(eq(contentItems.id, itemId))
      .for("update");
  return item;
}

/** The item a file is of, where that is in a member's reach. */
export async function hasFileWithin(ctx: MemberCtx, fileId: string): Promise<boolean> {
  const [item] = await ctx.db
    .select({ id: contentItems.id })
    .from(contentItems)
    .where(and(within(ctx, "content.change", contentItems), eq(contentItems.fileId, fileId)));
  return item !== undefined;
}

const shares = sql<number>`(select count(*)::int from ${contentShares}
  where ${contentShares.itemId} = ${contentItems.id} and ${contentShares.takenBackAt} is null)`;
const seen = sql<number>`(select count(distinct ${contentSeen.clientId})::int from ${contentSeen}
  where ${contentSeen.itemId} = ${contentItems.id})`;

export type LibraryAsked = { kind: ContentKind | null; search: string; isPutAway: boolean };

/** What is in the library, in a member's reach, the newest first, with how many have it and how many have seen it. */
export function library(ctx: MemberCtx, { kind, search, isPutAway }: LibraryAsked) {
  const narrowed: (SQL | undefined)[] = [
    kind ? eq(contentItems.kind, kind) : undefined,
    search ? ilike(contentItems.title, holding(search)) : undefined,
    isPutAway ? sql`${contentItems.putAwayAt} is not null` : isNull(contentItems.putAwayAt),
  ];
  return ctx.db
    .select({
      id: contentItems.id,
      kind: contentItems.kind,
      title: contentItems.title,
      duration: contentItems.duration,
      isForEverybody: contentItems.isForEverybody,
      availableFrom: contentItems.availableFrom,
      therapistName: therapists.firstName,
      shares,
      seen,
    })
    .from(contentItems)
    .innerJoin(therapists, eq(therapists.id, contentItems.therapistId))
    .where(and(within(ctx, "content.change", contentItems), ...narrowed))
    .orderBy(desc(contentItems.createdAt), desc(contentItems.id))
    .limit(500);
}

/** Who was given an item of a member's, and how far they have come in it; a couple's two are two lines of seeing. */
export async function holdersOf(ctx: MemberCtx, item: ContentItem) {
  return ctx.db
    .select({
      clientId: clients.id,
      name: clients.name,
      bookingId: contentShares.bookingId,
      from: contentShares.from,
      givenAt: contentShares.givenAt,
      seenAt: sql<Date | null>`(select min(s.first_at) from content_seen s
        where s.item_id = ${contentShares.itemId} and s.client_id = ${clients.id})`.mapWith(
        contentSeen.firstAt,
      ),
      isFinished: sql<boolean>`exists (select 1 from content_seen s
        where s.item_id = ${contentShares.itemId} and s.client_id = ${clients.id} and s.finished_at is not null)`,
    })
    .from(contentShares)
    .innerJoin(clients, eq(clients.id, contentShares.clientId))
    .where(
      and(
        eq(contentShares.practiceId, ctx.practiceId),
        eq(contentShares.itemId, item.id),
        isNull(contentShares.takenBackAt),
      ),
    )
    .orderBy(asc(clients.name), asc(clients.id));
}

/** Who has seen what everybody has, beside those it was given to. */
export function othersWhoSaw(ctx: MemberCtx, item: ContentItem) {
  return ctx.db
    .select({
      clientId: clients.id,
      name: clients.name,
      seenAt: sql<Date>`min(${contentSeen.firstAt})`.mapWith(contentSeen.firstAt),
    })
    .from(contentSeen)
    .innerJoin(clients, eq(clients.id, contentSeen.clientId))
    .where(
      and(
        eq(contentSeen.practiceId, ctx.practiceId),
        eq(contentSeen.itemId, item.id),
        sql`not exists (select 1 from ${contentShares} where ${contentShares.itemId} = ${contentSeen.itemId}
          and ${contentShares.clientId} = ${contentSeen.clientId} and ${contentShares.takenBackAt} is null)`,
      ),
    )
    .groupBy(clients.id, clients.name)
    .orderBy(asc(clients.name));
}

/** Whom an item can be given to: the clients its therapist is with, once their first call is behind them and while it goes on. */
export function clientsToGive(ctx: MemberCtx, { therapistId, id }: ContentItem) {
  return ctx.db
    .select({
      clientId: clients.id,
      name: clients.name,
      hasIt: sql<boolean>`exists (select 1 from ${contentShares} where ${contentShares.clientId} = ${clients.id}
        and ${contentShares.itemId} = ${id} and ${contentShares.takenBackAt} is null)`,
    })
    .from(careRelationships)
    .innerJoin(clients, eq(clients.id, careRelationships.clientId))
    .where(
      and(
        eq(careRelationships.practiceId, ctx.practiceId),
        eq(careRelationships.therapistId, therapistId),
        inArray(careRelationships.stage, ["intake", "ongoing"]),
      ),
    )
    .orderBy(asc(clients.name), asc(clients.id));
}
