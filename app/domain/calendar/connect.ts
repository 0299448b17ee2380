import { and, desc, eq, isNull } from "drizzle-orm";
import { calendarConnections, calendars } from "#app/db/schema/calendar.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { record } from "#app/domain/audit/record.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { Grant } from "#app/world/calendars.ts";
import type { World } from "#app/world.ts";
import { returnUrlOf, spendAsk, verifierOf } from "./ask-consent.ts";
import { connectionOf, sealedGrant } from "./connection.ts";
import { endConnection } from "./disconnect.ts";
import { askToPull, outdatesPulls } from "./due.ts";
import { ownTherapist } from "./own.ts";
import { firstPull, isEnough } from "./rules.ts";
import { askFor } from "./turns.ts";

export type ConnectRefusal =
  | "not_here"
  | "too_late"
  | "boxes_unticked"
  | "refused"
  | "away"
  | "other_account"
  | "still_leaving";

/** What a calendar is called whose name Google did not tell. */
const unnamed = "Your calendar";

/** What Google calls a person's own calendar. */
export const primary = "primary";

/**
 * Connect a therapist's calendar with the code Google sent them back with. The grant is looked at, box by box, and kept
 * sealed; their own calendar is read and written from now on, and what stands ahead goes there. Connected already, a dead
 * grant is replaced and everything else stays. Refuses: not_here for who has no calendar to connect, too_late for a way
 * that took too long or was gone already, boxes_unticked when less was given than is needed (what was given is given back),
 * refused when Google does not know the code, other_account for another than the one that is connected,
 * still_leaving while the last connection is being taken down, away. Another account in the place of one whose grant died is a
 * new beginning.
 */
export async function connect(
  ctx: MemberCtx,
  world: World,
  { state, code }: { state: string; code: string },
): Promise<Result<null, ConnectRefusal>> {
  const therapistId = ownTherapist(ctx);
  if (!world.calendars || !therapistId) return refused("not_here");
  const before = await connectionOf(ctx, therapistId);
  if (before?.state === "leaving") return refused("still_leaving");
  const ask = await spendAsk(ctx, state);
  if (!ask) return refused("too_late");
  const told = await world.calendars.redeem({
    ...{ code, verifier: verifierOf(ctx, state) },
    returnUrl: returnUrlOf(ctx),
  });
  if (told.outcome === "away") return refused("away");
  if (told.outcome === "refused") return refused("refused");
  const { scopes: given, ...grant } = told.value;
  if (!isEnough(given)) {
    // Google takes back all a person ever gave us at once, so what stands is worth more than tidiness.
    if (!before) await world.calendars.revoke(grant);
    return refused("boxes_unticked");
  }
  const opened = world.calendars.open(grant, async () => undefined);
  const described = await opened.describe(primary);
  const name = described.outcome === "done" ? described.value.name : null;
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, therapistId);
    const last = await connectionOf(ctx, therapistId);
    const isOther = last !== null && name !== null && (await isAnother(ctx, last.id, name));
    if (isOther && last.state === "connected") return refused("other_account");
    if (isOther) await endConnection(ctx, last);
    const standing = isOther ? null : last;
    const id = standing
      ? await renew(ctx, standing.id, grant, given)
      : await begin(ctx, { therapistId, grant, given, name: name || unnamed });
    await record(ctx, "calendar.connected", { id });
    await askFor(ctx, "fill_calendar", [id]);
    const read = await ctx.db
      .select({ id: calendars.id })
      .from(calendars)
      .where(and(eq(calendars.connectionId, id), isNull(calendars.endedAt)));
    await askToPull(
      ctx,
      read.map(({ id }) => id),
    );
    return done(null);
  });
}

/** Whether the person's own calendar goes by another name than the one that is connected. */
async function isAnother({ db }: MemberCtx, connectionId: string, name: string): Promise<boolean> {
  const [own] = await db
    .select({ name: calendars.name })
    .from(calendars)
    .where(and(eq(calendars.connectionId, connectionId), eq(calendars.externalId, primary)))
    .orderBy(desc(calendars.createdAt))
    .limit(1);
  return own !== undefined && own.name !== name && own.name !== unnamed;
}

/** Put a new grant in the place of the last. What was chosen stays; what was learned under the last is looked at anew. */
async function renew(ctx: MemberCtx, id: string, grant: Grant, given: string[]): Promise<string> {
  const fresh = { scopes: given, state: "connected" as const, trouble: null, brokenAt: null };
  await ctx.db
    .update(calendarConnections)
    .set({ ...sealedGrant(ctx, id, grant), ...fresh, connectedAt: ctx.now() })
    .where(eq(calendarConnections.id, id));
  const anew = { syncToken: null, failures: 0, trouble: null, channelUntil: null, channelNotBefore: null };
  await ctx.db
    .update(calendars)
    .set({ ...anew, ...outdatesPulls, nextPullAt: ctx.now() })
    .where(and(eq(calendars.connectionId, id), isNull(calendars.endedAt)));
  return id;
}

type Beginning = { therapistId: string; grant: Grant; given: string[]; name: string };

/** The first connection, or the next after one that was ended: the person's own calendar, read and written. */
async function begin(ctx: MemberCtx, { therapistId, grant, given, name }: Beginning): Promise<string> {
  const { practiceId, db } = ctx;
  const [last] = await db
    .select({ generation: calendarConnections.generation })
    .from(calendarConnections)
    .where(eq(calendarConnections.therapistId, therapistId))
    .orderBy(desc(calendarConnections.generation))
    .limit(1);
  const [therapist] = await db
    .select({ room: therapists.roomUrl })
    .from(therapists)
    .where(eq(therapists.id, therapistId));
  const id = newId();
  const whose = { practiceId, therapistId };
  await db.insert(calendarConnections).values({
    ...{ id, ...whose, generation: (last?.generation ?? 0) + 1, state: "connected", scopes: given },
    ...sealedGrant(ctx, id, grant),
    // Whoever has a room of their own goes on meeting there until they say otherwise.
    makesMeet: therapist?.room === null,
    connectedAt: ctx.now(),
  });
  const own = { externalId: primary, name, blocks: true, isWritten: true };
  await db.insert(calendars).values({
    ...{ id: newId(), ...whose, kind: "google", connectionId: id, ...own },
    nextPullAt: new Date(firstPull(ctx.now().getTime(), Math.random())),
    createdAt: ctx.now(),
  });
  return id;
}
