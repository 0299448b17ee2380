import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { appointments } from "#app/db/schema/bookings.ts";
import { offers, sessionTypes } from "#app/db/schema/session-types.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { brokenConstraint } from "#app/db/violations.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import { done, type Refused, type Result, refused } from "#app/values/result.ts";
import { slugFrom } from "#app/values/slug.ts";
import { mayChangeTypes } from "./catalogue.ts";
import { type NewSessionType, offer } from "./offer.ts";
import type { SessionType } from "./queries.ts";
import { type Contradiction, contradictionIn, placed } from "./rules.ts";

/** What a form may leave as it is. */
type Told = "needsApproval" | "reminders" | "procedureCode";

/** What a member says of a session type. */
export type Draft = Omit<SessionType, "id" | "practiceId" | "createdAt" | "slug" | "position" | Told> &
  Partial<Pick<SessionType, Told>> & {
    /** Left out, it is made from the name. */
    slug: string | undefined;
    /** Where it stands in the list, from 1. */
    rank: number;
    therapistIds: string[];
  };

type DraftRefusal = Contradiction | "slug_taken" | "unknown_therapist";
export type ChangeRefusal = DraftRefusal | "fixed_once_booked";

/**
 * Make a new session type. Null when the member may not. Refuses: slug_taken, unknown_therapist (not of this practice),
 * and what contradicts itself.
 */
export function makeType(
  ctx: MemberCtx,
  draft: Draft,
): Promise<Result<{ sessionTypeId: string }, DraftRefusal> | null> {
  const { slug, rank, therapistIds, ...type } = draft;
  return inTransaction(ctx, async (ctx) => {
    if (!mayChangeTypes(ctx)) return null;
    const refusal = await whyNot(ctx, draft);
    if (refusal) return refused(refusal);
    const row: NewSessionType = { ...type, slug: slug ?? (await freeSlug(ctx, draft.name)) };
    const made = await offer(ctx, row, therapistIds);
    await putAt(ctx, made.sessionTypeId, rank);
    return done(made);
  }).catch(slugTaken);
}

/**
 * Change a session type for what is booked from now on: bookings keep the length, price and terms they were made with.
 * Null when there is no such type for this member. Refuses as `makeType` does, and fixed_once_booked: the kind and the
 * address of a type that was ever booked stay.
 */
export function changeType(
  ctx: MemberCtx,
  id: string,
  draft: Draft,
): Promise<Result<undefined, ChangeRefusal> | null> {
  const { slug, rank, therapistIds, ...type } = draft;
  return inTransaction<MemberCtx, Result<undefined, ChangeRefusal> | null>(ctx, async (ctx) => {
    if (!isId(id) || !mayChangeTypes(ctx)) return null;
    const known = await lockType(ctx, id);
    if (!known) return null;
    const isFixed = (slug !== undefined && slug !== known.slug) || type.kind !== known.kind;
    if (isFixed && (await wasBooked(ctx, id))) return refused("fixed_once_booked");
    const refusal = await whyNot(ctx, draft);
    if (refusal) return refused(refusal);

    await ctx.db
      .update(sessionTypes)
      .set({ ...type, slug: slug ?? known.slug })
      .where(and(eq(sessionTypes.practiceId, ctx.practiceId), eq(sessionTypes.id, id)));
    await offerBy(ctx, id, therapistIds);
    await putAt(ctx, id, rank);
    await record(ctx, "session_type.changed", { id });
    return done(undefined);
  }).catch(slugTaken);
}

/** An appointment being made holds on to its type (its foreign key), so whoever has this lock knows of all of them. */
async function lockType(ctx: Ctx, id: string) {
  const [type] = await ctx.db
    .select({ slug: sessionTypes.slug, kind: sessionTypes.kind })
    .from(sessionTypes)
    .where(and(eq(sessionTypes.practiceId, ctx.practiceId), eq(sessionTypes.id, id)))
    .for("update");
  return type ?? null;
}

async function wasBooked(ctx: Ctx, id: string): Promise<boolean> {
  const [booked] = await ctx.db
    .select({ id: appointments.id })
    .from(appointments)
    .where(and(eq(appointments.practiceId, ctx.practiceId), eq(appointments.sessionTypeId, id)))
    .limit(1);
  return booked !== undefined;
}

async function whyNot(ctx: Ctx, draft: Draft): Promise<DraftRefusal | null> {
  const contradiction = contradictionIn(draft);
  if (contradiction) return contradiction;
  const ids = new Set(draft.therapistIds);
  if (ids.size === 0) return null;
  if (![...ids].every(isId)) return "unknown_therapist";
  const known = await ctx.db
    .select({ id: therapists.id })
    .from(therapists)
    .where(and(eq(therapists.practiceId, ctx.practiceId), inArray(therapists.id, [...ids])));
  return known.length === ids.size ? null : "unknown_therapist";
}

async function offerBy(ctx: Ctx, sessionTypeId: string, therapistIds: string[]): Promise<void> {
  const { practiceId } = ctx;
  await ctx.db
    .delete(offers)
    .where(and(eq(offers.practiceId, practiceId), eq(offers.sessionTypeId, sessionTypeId)));
  const rows = therapistIds.map((therapistId) => ({ practiceId, therapistId, sessionTypeId }));
  if (rows.length > 0) await ctx.db.insert(offers).values(rows);
}

/** Put a type at a place in the practice's list, and number the others anew around it. */
async function putAt(ctx: Ctx, id: string, rank: number): Promise<void> {
  const here = eq(sessionTypes.practiceId, ctx.practiceId);
  const rows = await ctx.db
    .select({ id: sessionTypes.id, position: sessionTypes.position })
    .from(sessionTypes)
    .where(here)
    .orderBy(asc(sessionTypes.position), asc(sessionTypes.minutes), asc(sessionTypes.id));
  const order = placed(
    rows.map((row) => row.id),
    id,
    rank,
  );
  for (const { id, position } of rows) {
    const now = order.indexOf(id);
    if (now !== position)
      await ctx.db
        .update(sessionTypes)
        .set({ position: now })
        .where(and(here, eq(sessionTypes.id, id)));
  }
}

/** The name as an address, with a number behind it where another type has it already. */
async function freeSlug(ctx: Ctx, name: string): Promise<string> {
  const slug = slugFrom(name) ?? "session";
  const rows = await ctx.db
    .select({ slug: sessionTypes.slug })
    .from(sessionTypes)
    .where(and(eq(sessionTypes.practiceId, ctx.practiceId), sql`${sessionTypes.slug} ^@ ${slug}`));
  const taken = new Set(rows.map((row) => row.slug));
  let free = slug;
  for (let number = 2; taken.has(free); number += 1) free = `${slug}-${number}`;
  return free;
}

function slugTaken(error: unknown): Refused<"slug_taken"> {
  if (brokenConstraint(error) === "session_types_slug_in_practice") return refused("slug_taken");
  throw error;
}
