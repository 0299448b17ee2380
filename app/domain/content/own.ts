import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { careRelationships, type ParticipantRole, participants } from "#app/db/schema/clients.ts";
import { contentItems, contentSeen, contentShares } from "#app/db/schema/content.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { shownTo } from "#app/domain/clients/own.ts";
import { mayWrite } from "#app/domain/clients/rules.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";

const roles: ParticipantRole[] = ["self", "partner", "child", "guardian", "payer", "emergency_contact"];

/**
 * What stands open to a client, by the stage of their care (domain, "The gate"): what is for everybody from the first
 * call on, what was given to them once they begin together, and after the end what they had by then. Words are for the
 * people in a client, never a guardian or a payer.
 */
function isOpen(ctx: ClientCtx) {
  const now = ctx.now().toISOString();
  const given = sql`(${contentShares.id} is not null and ${careRelationships.stage} <> 'discovery')`;
  const everybodys = sql`(${contentItems.isForEverybody} and ${contentItems.availableFrom} <= ${now}::timestamptz
    and (${contentItems.putAwayAt} is null or ${careRelationships.createdAt} < ${contentItems.putAwayAt})
    and (${careRelationships.stage} <> 'ended' or ${contentItems.availableFrom} <= ${careRelationships.endedAt}))`;
  return and(
    eq(contentItems.practiceId, ctx.practiceId),
    eq(participants.userId, ctx.actor.userId),
    inArray(participants.role, roles.filter(mayWrite)),
    shownTo(ctx, careRelationships),
    sql`(${given} or ${everybodys})`,
  );
}

function openTo(ctx: ClientCtx) {
  const now = ctx.now().toISOString();
  return ctx.db
    .select({
      id: contentItems.id,
      kind: contentItems.kind,
      title: contentItems.title,
      words: contentItems.words,
      transcript: contentItems.transcript,
      duration: contentItems.duration,
      fileId: contentItems.fileId,
      url: contentItems.url,
      clientId: careRelationships.clientId,
      therapistName: therapists.firstName,
      bookingId: contentShares.bookingId,
      since: sql<Date>`coalesce(${contentShares.from}, ${contentItems.availableFrom})`.mapWith(
        contentShares.from,
      ),
      seenAt: contentSeen.firstAt,
      position: contentSeen.position,
      finishedAt: contentSeen.finishedAt,
    })
    .from(contentItems)
    .innerJoin(
      careRelationships,
      and(
        eq(careRelationships.practiceId, contentItems.practiceId),
        eq(careRelationships.therapistId, contentItems.therapistId),
      ),
    )
    .innerJoin(participants, eq(participants.clientId, careRelationships.clientId))
    .innerJoin(therapists, eq(therapists.id, contentItems.therapistId))
    .leftJoin(
      contentShares,
      and(
        eq(contentShares.itemId, contentItems.id),
        eq(contentShares.clientId, careRelationships.clientId),
        sql`${contentShares.takenBackAt} is null and ${contentShares.from} <= ${now}::timestamptz`,
      ),
    )
    .leftJoin(
      contentSeen,
      and(
        eq(contentSeen.itemId, contentItems.id),
        eq(contentSeen.clientId, careRelationships.clientId),
        eq(contentSeen.userId, ctx.actor.userId),
      ),
    );
}

export type OwnItem = Awaited<ReturnType<typeof ownContent>>[number];

/** What a signed-in person has to listen to, read and work with, the newest first; each once, whatever clients they belong to. */
export async function ownContent(ctx: ClientCtx) {
  const rows = await openTo(ctx)
    .where(isOpen(ctx))
    .orderBy(desc(sql`coalesce(${contentShares.from}, ${contentItems.availableFrom})`), desc(contentItems.id))
    .limit(500);
  return rows.filter(({ id }, at) => rows.findIndex((other) => other.id === id) === at);
}

/** One of them, or null. */
export async function ownItem(ctx: ClientCtx, itemId: string): Promise<OwnItem | null> {
  if (!isId(itemId)) return null;
  const [item] = await openTo(ctx)
    .where(and(isOpen(ctx), eq(contentItems.id, itemId)))
    .orderBy(careRelationships.createdAt)
    .limit(1);
  return item ?? null;
}

/** Whether a file is of something they have. */
export async function hasOwnFile(ctx: ClientCtx, fileId: string): Promise<boolean> {
  const [item] = await openTo(ctx)
    .where(and(isOpen(ctx), eq(contentItems.fileId, fileId)))
    .limit(1);
  return item !== undefined;
}
