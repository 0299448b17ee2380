import { and, asc, eq, isNull } from "drizzle-orm";
import { calendars } from "#app/db/schema/calendar.ts";
import { record } from "#app/domain/audit/record.ts";
import { keepPulled } from "#app/domain/availability/keep-pulled.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { isId, newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { AddressTrouble } from "#app/world/addresses.ts";
import type { World } from "#app/world.ts";
import { askToPull } from "./due.ts";
import { ownTherapist } from "./own.ts";
import type { CalendarRow } from "./pull.ts";
import { keepReading, manner } from "./pull-address.ts";
import { sealedUrl, urlOf } from "./sealed-url.ts";

/** How many addresses a therapist may have read. */
export const mostAddresses = 10;

export type AddRefusal = AddressTrouble | "not_here" | "there_already" | "too_many";

/** A calendar by its address, as its therapist sees it; `trouble` is why the last reading gave nothing. */
export type Address = Pick<CalendarRow, "id" | "name" | "syncedAt" | "nextPullAt"> & {
  host: string;
  trouble: AddressTrouble | "away" | null;
};

/** The calendars a therapist has read by their address, in the order they were added. */
export async function ownAddresses(ctx: MemberCtx): Promise<Address[]> {
  const therapistId = ownTherapist(ctx);
  const rows = therapistId ? await addressesOf(ctx, therapistId) : [];
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, syncedAt: row.syncedAt, nextPullAt: row.nextPullAt },
    host: URL.parse(urlOf(ctx, row) ?? "")?.hostname ?? "",
    trouble: row.trouble as Address["trouble"],
  }));
}

/**
 * Have a calendar read by its address from now on: what is in it closes openings. It is tried at once; where it does not
 * answer in time it is kept all the same, and tried again. Refuses: not_here for who has no calendar of their own,
 * there_already, too_many, and whatever is wrong with the address.
 */
export async function addAddress(
  ctx: MemberCtx,
  { addresses }: World,
  { url, name }: { url: string; name: string },
): Promise<Result<{ isRead: boolean }, AddRefusal>> {
  const therapistId = ownTherapist(ctx);
  if (!addresses || !therapistId) return refused("not_here");
  const early = await refusalFor(ctx, therapistId, url);
  if (early) return refused(early);
  const began = ctx.now();
  const read = await addresses.read(url, { since: null, ...(await manner(ctx, therapistId, began)) });
  if (read.outcome === "refused") return refused(read.code);
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, therapistId);
    const refusal = await refusalFor(ctx, therapistId, url);
    if (refusal) return refused(refusal);
    const id = newId();
    const [source] = await ctx.db
      .insert(calendars)
      .values({
        ...{ id, practiceId: ctx.practiceId, therapistId, kind: "ical", name, blocks: true },
        ...sealedUrl(ctx, id, url),
        ...{ nextPullAt: began, createdAt: began },
        ...(read.outcome === "away" && { failures: 1, trouble: "away" }),
      })
      .returning();
    await record(ctx, "calendar.added", { id });
    if (source && read.outcome === "done") await keepReading(ctx, source, { began, reading: read.value });
    else await askToPull(ctx, [id]);
    return done({ isRead: read.outcome === "done" });
  });
}

/** Read a calendar no more; what it said is forgotten, its address too. Null for one that is not theirs. */
export async function removeAddress(ctx: MemberCtx, id: string): Promise<true | null> {
  const therapistId = ownTherapist(ctx);
  if (!therapistId || !isId(id)) return null;
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, therapistId);
    const theirs = (await addressesOf(ctx, therapistId)).find((row) => row.id === id);
    if (!theirs) return null;
    await keepPulled(ctx, { therapistId, calendarId: id, source: "ical" }, { spans: [], gone: "all" });
    await ctx.db.delete(calendars).where(and(eq(calendars.practiceId, ctx.practiceId), eq(calendars.id, id)));
    await record(ctx, "calendar.removed", { id });
    return true;
  });
}

async function refusalFor(ctx: Ctx, therapistId: string, url: string): Promise<AddRefusal | null> {
  const before = await addressesOf(ctx, therapistId);
  if (before.some((row) => urlOf(ctx, row) === url)) return "there_already";
  return before.length >= mostAddresses ? "too_many" : null;
}

function addressesOf({ db, practiceId }: Ctx, therapistId: string): Promise<CalendarRow[]> {
  return db
    .select()
    .from(calendars)
    .where(
      and(
        ...[eq(calendars.practiceId, practiceId), eq(calendars.therapistId, therapistId)],
        ...[eq(calendars.kind, "ical"), isNull(calendars.endedAt)],
      ),
    )
    .orderBy(asc(calendars.createdAt), asc(calendars.id));
}
