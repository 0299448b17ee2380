import { and, eq, isNull } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { calendarConnections, calendars, type TitleMode } from "#app/db/schema/calendar.ts";
import { record } from "#app/domain/audit/record.ts";
import { keepPulled } from "#app/domain/availability/keep-pulled.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { World } from "#app/world.ts";
import { primary } from "./connect.ts";
import { brokeOff, type Connection, connectionOf, openCalendar } from "./connection.ts";
import { askToPull, outdatesPulls } from "./due.ts";
import { ownTherapist } from "./own.ts";
import { scopes } from "./rules.ts";
import { askFor } from "./turns.ts";

/** What a therapist chooses for their entries. `isAgreed`: they say that their agreement with Google covers clients' names. */
export type Manner = { titles: TitleMode; isAgreed: boolean; makesMeet: boolean };

export type MannerRefusal = "not_here" | "not_agreed";

/** How entries look from now on; what stands ahead is changed too. Refuses not_agreed for names without an agreement. */
export function changeManner(
  ctx: MemberCtx,
  { titles, isAgreed, makesMeet }: Manner,
): Promise<Result<null, MannerRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    const connection = await ownConnection(ctx);
    if (!connection) return refused("not_here");
    const namesSomebody = titles === "initials" || titles === "name";
    const agreementAt = namesSomebody ? (connection.agreementAt ?? (isAgreed ? ctx.now() : null)) : null;
    if (namesSomebody && (!isAgreed || !agreementAt)) return refused("not_agreed");
    await ctx.db
      .update(calendarConnections)
      .set({ titles, agreementAt, makesMeet })
      .where(eq(calendarConnections.id, connection.id));
    await record(ctx, "calendar.changed", { id: connection.id }, { titles, makesMeet });
    await askFor(ctx, "fill_calendar", [connection.id]);
    return done(null);
  });
}

export type Listed = { id: string; name: string; isRead: boolean; isWritten: boolean; isWritable: boolean };

/**
 * The calendars a therapist has at Google, with what is read and written now. Refuses: not_here, needs_box where the list
 * was not allowed, away.
 */
export async function listCalendars(
  ctx: MemberCtx,
  world: World,
): Promise<Result<Listed[], "not_here" | "needs_box" | "away">> {
  const connection = await ownConnection(ctx);
  const google = connection && openCalendar(ctx, world, connection);
  if (!connection || !google) return refused("not_here");
  if (!connection.scopes.includes(scopes.list)) return refused("needs_box");
  const heard = await google.list();
  if (heard.outcome === "away") return refused("away");
  if (heard.outcome === "refused") {
    if (heard.code !== "forbidden") await brokeOff(ctx, connection, heard.code);
    return refused("needs_box");
  }
  const chosen = await sourcesOf(ctx, connection);
  return done(
    heard.value.map(({ id, name, isPrimary, isWritable }) => {
      const externalId = isPrimary ? primary : id;
      const source = chosen.find((one) => one.externalId === externalId);
      return {
        ...{ id: externalId, name, isWritable },
        isRead: source?.blocks ?? false,
        isWritten: source?.isWritten ?? false,
      };
    }),
  );
}

/** What is read, and where appointments go: as Google calls them. */
export type Choice = { reads: readonly string[]; writes: string };

/**
 * Which calendars close openings, and into which one appointments go. `listed` is what Google offered, asked for anew.
 * Refuses: not_here, not_offered for one that is not there or cannot be written.
 */
export function chooseCalendars(
  ctx: MemberCtx,
  listed: readonly Listed[],
  { reads, writes }: Choice,
): Promise<Result<null, "not_here" | "not_offered">> {
  return inTransaction(ctx, async (ctx) => {
    const therapistId = ownTherapist(ctx);
    if (therapistId) await lockTherapist(ctx, therapistId);
    const connection = await ownConnection(ctx);
    if (!connection) return refused("not_here");
    const offered = new Map(listed.map((one) => [one.id, one]));
    if (!offered.get(writes)?.isWritable || reads.some((id) => !offered.has(id)))
      return refused("not_offered");

    const before = await sourcesOf(ctx, connection);
    // One place only at a time: the last lets go of it before the next takes it.
    await ctx.db.update(calendars).set({ isWritten: false }).where(eq(calendars.connectionId, connection.id));
    for (const source of before) {
      const { externalId } = source;
      const stays = externalId !== null && (externalId === writes || reads.includes(externalId));
      await change(ctx, source.id, {
        blocks: stays && reads.includes(externalId),
        isWritten: externalId === writes,
        // What was learned is no answer to what is asked now, and what is just being learned is none either.
        ...{ syncToken: null, ...outdatesPulls },
        ...(!stays && { endedAt: ctx.now() }),
      });
      const of = { therapistId: source.therapistId, calendarId: source.id, source: "google" } as const;
      if (!stays || !reads.includes(externalId)) await keepPulled(ctx, of, { spans: [], gone: "all" });
    }
    const added = [...new Set([...reads, writes])].filter(
      (id) => !before.some(({ externalId }) => externalId === id),
    );
    for (const externalId of added)
      await ctx.db.insert(calendars).values({
        ...{ id: newId(), practiceId: ctx.practiceId, therapistId: connection.therapistId, kind: "google" },
        ...{ connectionId: connection.id, externalId, name: offered.get(externalId)?.name ?? "" },
        ...{ blocks: reads.includes(externalId), isWritten: externalId === writes },
        ...{ nextPullAt: ctx.now(), createdAt: ctx.now() },
      });
    await record(ctx, "calendar.changed", { id: connection.id }, { reads: reads.length });
    const standing = await sourcesOf(ctx, connection);
    await askToPull(
      ctx,
      standing.map(({ id }) => id),
    );
    await askFor(ctx, "fill_calendar", [connection.id]);
    return done(null);
  });
}

async function ownConnection(ctx: MemberCtx): Promise<Connection | null> {
  const therapistId = ownTherapist(ctx);
  const connection = therapistId && (await connectionOf(ctx, therapistId));
  return connection && connection.state !== "leaving" ? connection : null;
}

/** The calendars of a connection that are read now. */
export function sourcesOf({ db }: Ctx, { id }: Pick<Connection, "id">) {
  return db
    .select()
    .from(calendars)
    .where(and(eq(calendars.connectionId, id), isNull(calendars.endedAt)))
    .orderBy(calendars.createdAt, calendars.id);
}

async function change(ctx: Ctx, id: string, set: PgUpdateSetSource<typeof calendars>): Promise<void> {
  await ctx.db.update(calendars).set(set).where(eq(calendars.id, id));
}
