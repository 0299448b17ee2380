import { and, eq } from "drizzle-orm";
import { type WaitWindow, waits } from "#app/db/schema/waiting.ts";
import { record } from "#app/domain/audit/record.ts";
import type { OpenDiary } from "#app/domain/availability/queries.ts";
import { readDiary } from "#app/domain/availability/queries.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { clientAtAddress } from "#app/domain/clients/queries.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { lookingIn, type Sought, soughtBy, suiting } from "./fitting.ts";
import { newLink } from "./link.ts";
import { step } from "./step.ts";

/** What somebody who would like a first call tells us. `email` is lower case; all of it was checked at the door. */
export type JoinWish = {
  therapistId: string;
  typeSlug: string;
  name: string;
  email: string;
  phone?: string | undefined;
  zone: string;
  adult: boolean;
  region?: string | undefined;
  windows: WaitWindow[];
};

export type JoinRefusal = "not_offered" | "adults_only" | "not_licensed_there" | "phone_needed" | "open_now";

/**
 * A place in line for a first call with a therapist who is full. Joining twice is one place: the letter with its link goes
 * out again, and nothing tells whether the address was known (decisions, 5). Refuses with the words of a booking, and
 * open_now where a time that would suit can simply be booked.
 */
export function joinFull(ctx: Ctx, wish: JoinWish): Promise<Result<null, JoinRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, wish.therapistId);
    const at = ctx.now().getTime();
    const open = await readDiary(ctx, { ...wish, from: at, to: at });
    if (open?.type.kind !== "discovery") return refused("not_offered");
    const refusal = whyNot(wish, open) ?? ((await isOpenNow(ctx, wish, open)) ? "open_now" : null);
    if (refusal) return refused(refusal);
    if (!(await comeInLine(ctx, wish, open.type.id))) await writeAgain(ctx, wish);
    return done(null);
  });
}

function whyNot(wish: JoinWish, { type, regions }: OpenDiary): JoinRefusal | null {
  if (type.ageFrom >= 18 && !wish.adult) return "adults_only";
  if (type.place === "phone" && !wish.phone) return "phone_needed";
  if (type.place === "online" && regions.length > 0 && !(wish.region && regions.includes(wish.region)))
    return "not_licensed_there";
  return null;
}

/** Whoever waits is told of what opens. So nobody waits for what stands open when they come. */
async function isOpenNow(ctx: Ctx, wish: JoinWish, open: OpenDiary): Promise<boolean> {
  const region = wish.region ?? null;
  const sought = await soughtBy(ctx, {
    ...{ kind: "full", therapistId: wish.therapistId, sessionTypeId: open.type.id, bookingId: null, region },
  });
  return sought !== null && (await hasSuiting(ctx, sought, { windows: wish.windows, guestZone: wish.zone }));
}

/** Whether anything that would suit can be had now. */
export async function hasSuiting(
  ctx: Ctx,
  sought: Sought,
  person: { windows: WaitWindow[]; guestZone: string },
): Promise<boolean> {
  const fitting = await lookingIn(ctx).look(sought);
  return fitting !== null && suiting(fitting, sought, person).length > 0;
}

/** Come in line, once: null when somebody with that address waits there already. */
export async function comeInLine(
  ctx: Ctx,
  wish: Omit<JoinWish, "adult">,
  sessionTypeId: string,
): Promise<string | null> {
  const { therapistId, name, email, phone, zone, region, windows } = wish;
  const id = newId();
  const now = ctx.now();
  const [joined] = await ctx.db
    .insert(waits)
    .values({
      ...{ id, practiceId: ctx.practiceId, therapistId, sessionTypeId, kind: "full" as const, windows },
      clientId: await clientAtAddress(ctx, email),
      guestName: name,
      guestEmail: email,
      guestPhone: phone ?? null,
      guestZone: zone,
      region: region ?? null,
      joinedAt: now,
      confirmedAt: now,
      ...newLink(ctx, id),
    })
    .onConflictDoNothing()
    .returning({ id: waits.id });
  if (!joined) return null;
  await record(ctx, "wait.joined", { id, sequence: 0 });
  return id;
}

/** Whoever asks again is written to again: they may have lost the letter. */
async function writeAgain(ctx: Ctx, { therapistId, email }: JoinWish): Promise<void> {
  const [known] = await ctx.db
    .select({ id: waits.id })
    .from(waits)
    .where(
      and(
        eq(waits.practiceId, ctx.practiceId),
        eq(waits.therapistId, therapistId),
        eq(waits.kind, "full"),
        eq(waits.guestEmail, email),
        eq(waits.status, "waiting"),
      ),
    );
  if (known) await record(ctx, "wait.joined_again", { id: known.id, sequence: await step(ctx, known.id) });
}
