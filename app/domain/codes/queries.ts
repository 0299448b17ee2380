import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { promoCodeScopes, promoCodes } from "#app/db/schema/codes.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";
import { isUse } from "./uses.ts";

/** A code as the office sees it, with how often it was used and what it took off in all (minor units). */
export type Listed = typeof promoCodes.$inferSelect & {
  uses: number;
  takenOff: number;
  sessionTypeIds: string[];
  therapistIds: string[];
  /** The same by name, in the practice's order. */
  typeNames: string[];
  therapistNames: string[];
};

function maySeeCodes(ctx: Ctx): boolean {
  return may(ctx.actor, "codes.see", { practiceId: ctx.practiceId, therapistIds: [] });
}

/** Every code of the practice, the newest first; none for whoever may not see them. */
export async function codesHere(ctx: MemberCtx): Promise<Listed[]> {
  return maySeeCodes(ctx) ? listed(ctx) : [];
}

/** One of them, or null: what is not the practice's is not there. */
export async function findCode(ctx: MemberCtx, id: string): Promise<Listed | null> {
  if (!isId(id) || !maySeeCodes(ctx)) return null;
  const [found] = await listed(ctx, eq(promoCodes.id, id));
  return found ?? null;
}

async function listed(ctx: Ctx, only?: SQL): Promise<Listed[]> {
  const used = sql`from ${bookings} where ${bookings.codeId} = ${promoCodes}.id and ${isUse}`;
  const named = (column: typeof promoCodeScopes.therapistId | typeof promoCodeScopes.sessionTypeId) =>
    sql<string[]>`array(select ${column}::text from ${promoCodeScopes}
      where ${promoCodeScopes.codeId} = ${promoCodes}.id and ${column} is not null order by 1)`;
  const rows = await ctx.db
    .select({
      code: promoCodes,
      uses: sql<number>`(select count(*)::int ${used})`,
      takenOff: sql<number>`(select coalesce(sum(${bookings.discount}), 0)::int ${used})`,
      sessionTypeIds: named(promoCodeScopes.sessionTypeId),
      therapistIds: named(promoCodeScopes.therapistId),
      typeNames: sql<
        string[]
      >`array(select t.name from ${promoCodeScopes} s join ${sessionTypes} t on t.id = s.session_type_id
        where s.code_id = ${promoCodes}.id order by t.position, t.name)`,
      therapistNames: sql<
        string[]
      >`array(select t.name from ${promoCodeScopes} s join ${therapists} t on t.id = s.therapist_id
        where s.code_id = ${promoCodes}.id order by t.position, t.name)`,
    })
    .from(promoCodes)
    .where(and(eq(promoCodes.practiceId, ctx.practiceId), only))
    .orderBy(desc(promoCodes.createdAt), desc(promoCodes.id));
  return rows.map(({ code, ...more }) => ({ ...code, ...more }));
}

/** What became of a code: each of its uses, never whose it was. */
export type CodeUse = {
  bookingId: string;
  bookedAt: Date;
  startsAt: Date;
  type: string;
  therapist: string;
  price: number;
  takenOff: number;
};

/** The uses of a code, the latest first; none for whoever may not see them. */
export async function usesOf(ctx: MemberCtx, codeId: string): Promise<CodeUse[]> {
  if (!maySeeCodes(ctx)) return [];
  return ctx.db
    .select({
      bookingId: bookings.id,
      bookedAt: bookings.bookedAt,
      startsAt: appointments.startsAt,
      type: sessionTypes.name,
      therapist: therapists.name,
      price: bookings.price,
      takenOff: bookings.discount,
    })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .innerJoin(therapists, eq(therapists.id, bookings.therapistId))
    .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.codeId, codeId), isUse))
    .orderBy(desc(bookings.bookedAt), desc(bookings.id));
}

/** What a code is called, or null when there is none of that id here. */
export async function nameOfCode(ctx: Ctx, id: string): Promise<string | null> {
  const [found] = await ctx.db
    .select({ code: promoCodes.code })
    .from(promoCodes)
    .where(and(eq(promoCodes.practiceId, ctx.practiceId), eq(promoCodes.id, id)));
  return found?.code ?? null;
}

/** Whether what somebody typed is a code's name, however it is written; nothing typed is no code. */
export async function isCalled(ctx: Ctx, id: string | null, typed: string | undefined): Promise<boolean> {
  if (id === null || typed === undefined) return id === null && typed === undefined;
  return (await nameOfCode(ctx, id))?.toLowerCase() === typed.trim().toLowerCase();
}

/** Whether the practice has a code that could be typed, so that a page need not ask for one in vain. */
export async function hasCodes(ctx: Ctx): Promise<boolean> {
  const [found] = await ctx.db
    .select({ id: promoCodes.id })
    .from(promoCodes)
    .where(and(eq(promoCodes.practiceId, ctx.practiceId), promoCodes.isActive))
    .limit(1);
  return found !== undefined;
}
