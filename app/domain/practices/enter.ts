import { record } from "#app/domain/audit/record.ts";
import { type Ctx, type House, inTransaction } from "#app/domain/ctx.ts";
import { beginSession, endSession, type SignedIn } from "#app/domain/identity/session.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { type Place, placesOf } from "./standings.ts";

/** Somebody who has shown who they are, and the session their browser had before, whoever's it was. */
export type Arrival = { userId: string; isOwnDevice: boolean; device: string; before: SignedIn | null };

/** A session that has begun. `place` is null while one of several is still to be chosen. */
export type Entered = { token: string; keepSeconds: number | null; place: Place | null };

/** Let somebody in: to the one place they have, or to the choice between several. Refuses: nowhere, when they have none. */
export function enter(ctx: Ctx, { before, ...arrival }: Arrival): Promise<Result<Entered, "nowhere">> {
  return inTransaction(ctx, async (ctx) => {
    const [first, ...others] = await placesOf(ctx, arrival.userId);
    if (!first) return refused("nowhere");
    if (before) await endSession(ctx, before);
    return done(await begin(ctx, arrival, others.length === 0 ? first : null));
  });
}

/**
 * Go to another place one has: a new session there, and the end of this one. It lives no longer than the sign-in it
 * came from, and a second factor has to be shown again. Refuses: not_theirs; gone, when the session ended meanwhile.
 */
export async function changePlace(
  house: House,
  session: SignedIn,
  { place: wanted, device }: { place: string; device: string },
): Promise<Result<Entered, "not_theirs" | "gone">> {
  const { userId, isOwnDevice, signedInAt } = session;
  const place = (await placesOf(house, userId)).find((one) => keyOf(one) === wanted);
  if (!place) return refused("not_theirs");
  return inTransaction({ ...house, practiceId: place.practiceId }, async (ctx) => {
    if (!(await endSession(ctx, session))) return refused("gone");
    return done(await begin(ctx, { userId, isOwnDevice, device, signedInAt }, place));
  });
}

/** What a place is called in a form: the member somebody is there, or the practice they are a client of. */
export function keyOf({ memberId, practiceId }: Place): string {
  return memberId ?? practiceId;
}

type Beginning = Omit<Arrival, "before"> & { signedInAt?: Date };

async function begin(ctx: Ctx, beginning: Beginning, place: Place | null): Promise<Entered> {
  const { token, sessionId, keepSeconds } = await beginSession(ctx, { ...beginning, standing: place });
  const practiceId = place?.practiceId ?? ctx.practiceId;
  await record({ ...ctx, practiceId }, "session.began", { id: sessionId }, { userId: beginning.userId });
  return { token, keepSeconds, place };
}
