import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import { whereabouts } from "#app/db/schema/joining.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { whoseHand } from "#app/domain/bookings/whose-hand.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { licensedHere, licensedRegions } from "#app/domain/therapists/queries.ts";
import { dayOf } from "#app/values/zoned.ts";
import { isSaidAtThisDoor, type Session } from "./rules.ts";

export type Said = typeof whereabouts.$inferSelect;

/** A booking as its door knows it. */
export function sessionOf({ booking, appointment }: WholeBooking): Session {
  return {
    status: booking.status,
    place: appointment.place,
    startsAt: appointment.startsAt.getTime(),
    endsAt: appointment.endsAt.getTime(),
  };
}

/** Where the one who asks said they are, at the door of this session; null when they have not said so yet. */
export async function ownWord(ctx: Ctx, whole: WholeBooking): Promise<Said | null> {
  const [said] = await ctx.db
    .select()
    .from(whereabouts)
    .where(
      and(
        eq(whereabouts.practiceId, ctx.practiceId),
        eq(whereabouts.bookingId, whole.booking.id),
        isBy(await whoseHand(ctx, whole)),
      ),
    )
    .orderBy(desc(whereabouts.saidAt), desc(whereabouts.id))
    .limit(1);
  return said && isSaidAtThisDoor(said.saidAt.getTime(), sessionOf(whole)) ? said : null;
}

/** Where the one who asks said they were the last time, at whatever session of theirs here; null when they never did. */
export async function lastWord(
  ctx: Ctx,
  whole: WholeBooking,
): Promise<Pick<Said, "country" | "region"> | null> {
  const userId = await whoseHand(ctx, whole);
  const [said] = await ctx.db
    .select({ country: whereabouts.country, region: whereabouts.region })
    .from(whereabouts)
    .where(
      and(
        eq(whereabouts.practiceId, ctx.practiceId),
        isBy(userId),
        userId ? undefined : eq(whereabouts.clientId, whole.booking.clientId),
      ),
    )
    .orderBy(desc(whereabouts.saidAt), desc(whereabouts.id))
    .limit(1);
  return said ?? null;
}

function isBy(userId: string | null) {
  return userId ? eq(whereabouts.userId, userId) : isNull(whereabouts.userId);
}

/** Somebody's last word about where they are, at a session. `name` is null for the one the booking was made for. */
export type Whereabouts = Pick<
  Said,
  "id" | "userId" | "country" | "region" | "isLicensed" | "saidAt" | "letInAt"
> & { name: string | null };

/** Where each person of a session said they were, the last word of each, in the order they came. */
export async function whereaboutsOf(ctx: Ctx, bookingId: string): Promise<Whereabouts[]> {
  const rows = await wordsOf(ctx, eq(whereabouts.bookingId, bookingId));
  return lastOfEach(rows);
}

/** Everything the people of a client said about where they were, by session. */
export async function whereaboutsOfClient(ctx: Ctx, clientId: string): Promise<Map<string, Whereabouts[]>> {
  const rows = await wordsOf(ctx, eq(whereabouts.clientId, clientId));
  const bySession = Map.groupBy(rows, ({ bookingId }) => bookingId);
  return new Map([...bySession].map(([id, said]) => [id, lastOfEach(said)]));
}

function wordsOf(ctx: Ctx, which: ReturnType<typeof eq>) {
  return ctx.db
    .select({
      id: whereabouts.id,
      bookingId: whereabouts.bookingId,
      userId: whereabouts.userId,
      name: users.name,
      country: whereabouts.country,
      region: whereabouts.region,
      isLicensed: whereabouts.isLicensed,
      saidAt: whereabouts.saidAt,
      letInAt: whereabouts.letInAt,
    })
    .from(whereabouts)
    .leftJoin(users, eq(users.id, whereabouts.userId))
    .where(and(eq(whereabouts.practiceId, ctx.practiceId), which))
    .orderBy(asc(whereabouts.saidAt), asc(whereabouts.id));
}

function lastOfEach(rows: Whereabouts[]): Whereabouts[] {
  return [...new Map(rows.map((row) => [row.userId, row])).values()];
}

/** The regions to choose from at a door: those the therapist may practise in today, and those her colleagues may. */
export async function regionsAtDoor(ctx: Ctx, { therapist }: { therapist: { id: string; zone: string } }) {
  const day = dayOf(therapist.zone, ctx.now());
  const licensed = await licensedRegions(ctx, therapist.id, day);
  const others = licensed.length === 0 ? [] : await licensedHere(ctx, day);
  return { licensed, elsewhere: others.filter((region) => !licensed.includes(region)) };
}
