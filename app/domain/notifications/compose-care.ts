import { and, asc, eq, getTableColumns, inArray, isNotNull } from "drizzle-orm";
import { careRelationships, clients, participants } from "#app/db/schema/clients.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { maySee } from "#app/domain/clients/rules.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { joinUrl } from "#app/domain/identity/join-link.ts";
import { footerLine } from "#app/domain/site/crisis-lines.ts";
import { siteOf } from "#app/domain/site/queries.ts";
import type { PersonLetter } from "#app/emails/letter/person.ts";
import { letterOf } from "./client-letters.ts";
import { ownWordsFor } from "./own-words.ts";

/** Somebody a letter about care goes to. */
export type Reader = {
  id: string;
  clientId: string;
  name: string;
  email: string;
  isDiscreet: boolean;
  pageUrl: string;
  /** Where they stop letters like it; left out where they cannot be stopped. */
  unsubscribeUrl?: string;
};

/** The part of a letter that is the same for everybody, and whose envelope it goes in. */
export type Sheet = {
  letter: Omit<PersonLetter, "person" | "pageUrl">;
  practice: { name: string; email: string };
};

type Row = typeof participants.$inferSelect;

/** The people in a client who get letters about it: who may see it, has an address and did not ask for none. */
export async function readersOf(ctx: Ctx, clientId: string): Promise<Reader[]> {
  const rows = await ctx.db
    .select(getTableColumns(participants))
    .from(participants)
    .innerJoin(clients, and(eq(clients.id, participants.clientId), eq(clients.isInvented, false)))
    .where(and(eq(participants.practiceId, ctx.practiceId), eq(participants.clientId, clientId)))
    .orderBy(asc(participants.createdAt), asc(participants.id));
  return rows.flatMap((row) => asReader(ctx, row) ?? []);
}

/** The same for one person, or null. */
export async function readerWith(ctx: Ctx, participantId: string): Promise<Reader | null> {
  const [row] = await ctx.db
    .select(getTableColumns(participants))
    .from(participants)
    .innerJoin(clients, and(eq(clients.id, participants.clientId), eq(clients.isInvented, false)))
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.id, participantId),
        isNotNull(participants.userId),
      ),
    );
  return row ? asReader(ctx, row) : null;
}

function asReader(ctx: Ctx, row: Row): Reader | null {
  const { id, clientId, name, email, role, mayEmail, isDiscreet, userId } = row;
  if (!email || !mayEmail || !maySee(role)) return null;
  const pageUrl = userId ? joinUrl(ctx, userId) : `${ctx.appUrl}/client`;
  return { id, clientId, name, email, isDiscreet, pageUrl };
}

type CareOfLetter = {
  clientId: string;
  therapistId: string;
  name: string;
  firstName: string;
  stage: typeof careRelationships.$inferSelect.stage;
};

/** One care relationship with its therapist, or null. */
export async function careById(ctx: Ctx, relationshipId: string): Promise<CareOfLetter | null> {
  const [found] = await cares(ctx).where(
    and(eq(careRelationships.practiceId, ctx.practiceId), eq(careRelationships.id, relationshipId)),
  );
  return found ?? null;
}

/** The first care relationship of a client, in whose therapist's name they are welcomed; null when there is none. */
export async function firstCare(ctx: Ctx, clientId: string): Promise<CareOfLetter | null> {
  const [first] = await cares(ctx)
    .where(and(eq(careRelationships.practiceId, ctx.practiceId), eq(careRelationships.clientId, clientId)))
    .orderBy(asc(careRelationships.createdAt), asc(careRelationships.id))
    .limit(1);
  return first ?? null;
}

/** The care relationships of a client with any of these therapists, in the practice's order. */
export function caresBetween(ctx: Ctx, clientId: string, therapistIds: string[]): Promise<CareOfLetter[]> {
  return cares(ctx)
    .where(
      and(
        eq(careRelationships.practiceId, ctx.practiceId),
        eq(careRelationships.clientId, clientId),
        inArray(careRelationships.therapistId, therapistIds),
      ),
    )
    .orderBy(asc(therapists.position), asc(therapists.name));
}

function cares(ctx: Ctx) {
  return ctx.db
    .select({
      clientId: careRelationships.clientId,
      therapistId: careRelationships.therapistId,
      name: therapists.name,
      firstName: therapists.firstName,
      stage: careRelationships.stage,
    })
    .from(careRelationships)
    .innerJoin(therapists, eq(therapists.id, careRelationships.therapistId));
}

/**
 * The sheet a therapist writes on, with her own words as they stood at `askedAt`, or the practice's when it is nobody's
 * in particular.
 */
export async function sheetFrom(
  ctx: Ctx,
  who: Pick<CareOfLetter, "therapistId" | "name" | "firstName"> | null,
  askedAt: Date,
): Promise<Sheet> {
  const asked = who && { therapistId: who.therapistId, letter: letterOf(ctx.actor), askedAt };
  const site = await siteOf(ctx);
  const { name, address, locale, email, country, isGroup } = site;
  return {
    letter: {
      practice: { name, url: ctx.appUrl, replyTo: email, address, locale },
      from: who ? { name: who.name, firstName: who.firstName } : { name, firstName: name },
      ...(asked && { own: await ownWordsFor(ctx, asked) }),
      help: { words: footerLine(country, isGroup ? "We" : "I"), url: `${ctx.appUrl}/help-now` },
    },
    practice: { name, email },
  };
}
