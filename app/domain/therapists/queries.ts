import { and, asc, eq, getTableColumns, sql } from "drizzle-orm";
import type { Db } from "#app/db/client.server.ts";
import { prepared } from "#app/db/prepared.ts";
import { users } from "#app/db/schema/identity.ts";
import { members, practices } from "#app/db/schema/practices.ts";
import { licences, therapists } from "#app/db/schema/therapists.ts";
import type { Ctx, House, MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import type { Deed } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";
import { isSlug } from "#app/values/slug.ts";
import { hasRoom } from "./has-room.ts";

export type Therapist = typeof therapists.$inferSelect;

/** A profile as the public reads it: whoever is full takes nobody new, whatever the box says. */
const published = {
  ...getTableColumns(therapists),
  isAccepting: sql<boolean>`(${therapists.isAccepting} and ${hasRoom()})`.as("is_accepting"),
};

/** A therapist whose profile is public, by the slug that is unique in the deployment; null when there is none. */
export async function findPublished(house: House, slug: string): Promise<Therapist | null> {
  if (!isSlug(slug)) return null;
  const [therapist] = await prepared(house.db, "published_therapist", bySlug).execute({ slug });
  return therapist ?? null;
}

function bySlug(db: Db, name: string) {
  return db
    .select(published)
    .from(therapists)
    .where(and(eq(therapists.slug, sql.placeholder("slug")), therapists.isPublished))
    .prepare(name);
}

/** The published therapists of this practice, in the order the practice gave them. */
export function publishedHere(ctx: Ctx): Promise<Therapist[]> {
  return ctx.db
    .select(published)
    .from(therapists)
    .where(and(eq(therapists.practiceId, ctx.practiceId), therapists.isPublished))
    .orderBy(asc(therapists.position), asc(therapists.name));
}

/** Every published therapist of the deployment, with the practice they belong to. */
export function publishedEverywhere(house: House) {
  return house.db
    .select({ therapist: published, practice: practices })
    .from(therapists)
    .innerJoin(practices, eq(practices.id, therapists.practiceId))
    .where(eq(therapists.isPublished, true))
    .orderBy(
      sql`${practices.isHome} desc`,
      asc(practices.name),
      asc(therapists.position),
      asc(therapists.name),
    );
}

/** The regions a therapist's licences cover on a day (`YYYY-MM-DD`). */
export async function licensedRegions(ctx: Ctx, therapistId: string, day: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ region: licences.region })
    .from(licences)
    .where(
      and(
        eq(licences.practiceId, ctx.practiceId),
        eq(licences.therapistId, therapistId),
        sql`(${licences.expiresOn} is null or ${licences.expiresOn} >= ${day})`,
      ),
    )
    .orderBy(asc(licences.region));
  return rows.map((row) => row.region);
}

/** The regions anybody who is published in this practice may practise in on a day (`YYYY-MM-DD`). */
export async function licensedHere(ctx: Ctx, day: string): Promise<string[]> {
  const rows = await ctx.db
    .selectDistinct({ region: licences.region })
    .from(licences)
    .innerJoin(therapists, eq(therapists.id, licences.therapistId))
    .where(
      and(
        eq(licences.practiceId, ctx.practiceId),
        therapists.isPublished,
        sql`(${licences.expiresOn} is null or ${licences.expiresOn} >= ${day})`,
      ),
    )
    .orderBy(asc(licences.region));
  return rows.map((row) => row.region);
}

/** Who in this practice is licensed in a region on a day: the answer to "then who can?". */
export function licensedIn(ctx: Ctx, region: string, day: string) {
  return ctx.db
    .selectDistinct({ name: therapists.name, slug: therapists.slug })
    .from(licences)
    .innerJoin(therapists, eq(therapists.id, licences.therapistId))
    .where(
      and(
        eq(licences.practiceId, ctx.practiceId),
        eq(licences.region, region),
        therapists.isPublished,
        therapists.isAccepting,
        hasRoom(),
        sql`(${licences.expiresOn} is null or ${licences.expiresOn} >= ${day})`,
      ),
    );
}

/** The account and address behind a therapist. */
export async function accountOf(
  ctx: Ctx,
  therapistId: string,
): Promise<{ userId: string; email: string; name: string }> {
  const [person] = await ctx.db
    .select({ userId: users.id, email: users.email, name: users.name })
    .from(therapists)
    .innerJoin(members, eq(members.id, therapists.memberId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(therapists.practiceId, ctx.practiceId), eq(therapists.id, therapistId)));
  if (!person) throw new Error(`Therapist ${therapistId} is nobody's profile`);
  return person;
}

/**
 * One therapist within a member's reach for a deed, or null. `locked` keeps them as they are until the transaction ends,
 * so that two hands at one record take turns.
 */
export async function therapistWithin(
  ctx: MemberCtx,
  deed: Deed,
  therapistId: string,
  { locked = false } = {},
): Promise<Therapist | null> {
  if (!isId(therapistId)) return null;
  const mine = within(ctx, deed, { practiceId: therapists.practiceId, therapistId: therapists.id });
  const found = ctx.db
    .select()
    .from(therapists)
    .where(and(mine, eq(therapists.id, therapistId)));
  const [therapist] = locked ? await found.for("no key update") : await found;
  return therapist ?? null;
}

/** The licences a therapist holds, run out or not, for whoever may change them. */
export function licencesOf(ctx: MemberCtx, therapistId: string) {
  return ctx.db
    .select({ region: licences.region, number: licences.number, expiresOn: licences.expiresOn })
    .from(licences)
    .where(and(within(ctx, "profile.change", licences), eq(licences.therapistId, therapistId)))
    .orderBy(asc(licences.region), asc(licences.id));
}

/** The therapists a member's reach for a deed covers, published or not, in the practice's order. */
export function therapistsWithin(ctx: MemberCtx, deed: Deed): Promise<Therapist[]> {
  return ctx.db
    .select()
    .from(therapists)
    .where(within(ctx, deed, { practiceId: therapists.practiceId, therapistId: therapists.id }))
    .orderBy(asc(therapists.position), asc(therapists.name));
}

/** One therapist of the practice, or null. */
export async function therapistById(ctx: Ctx, therapistId: string): Promise<Therapist | null> {
  const [therapist] = await ctx.db
    .select()
    .from(therapists)
    .where(and(eq(therapists.practiceId, ctx.practiceId), eq(therapists.id, therapistId)));
  return therapist ?? null;
}
