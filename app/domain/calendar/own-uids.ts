import { and, eq, inArray } from "drizzle-orm";
import { inChunks } from "#app/db/chunks.ts";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { calendarEntries } from "#app/db/schema/calendar/entries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import { looksOurs } from "./rules.ts";

/** What an appointment is called in a therapist's own feed. */
export function uidOf({ appUrl }: Pick<Ctx, "appUrl">, appointmentId: string): string {
  return `appointment-${appointmentId}@${new URL(appUrl).hostname}`;
}

const atGoogle = "@google.com";

/**
 * Which of a calendar's events are this therapist's own appointments, come home by another way: by the feed they made here,
 * by a letter's file, or by Google, where we put them. They are taken already and close nothing twice; moved or called off
 * here, they may stand there for hours yet. A colleague's are events like any other.
 */
export async function ownUids(
  ctx: Ctx,
  therapistId: string,
  uids: ReadonlySet<string>,
): Promise<Set<string>> {
  const host = `@${new URL(ctx.appUrl).hostname}`;
  const called = new Map<string, string[]>();
  const call = (name: string, uid: string) => called.set(name, [...(called.get(name) ?? []), uid]);
  for (const uid of uids) {
    const [, kind, id] = /^(appointment|booking)-([0-9a-f-]{36})/.exec(uid) ?? [];
    if (kind && id && isId(id) && uid.endsWith(host)) call(`${kind} ${id}`, uid);
    if (looksOurs(uid) && uid.endsWith(atGoogle)) call(`event ${uid.slice(0, -atGoogle.length)}`, uid);
  }
  const names = (kind: string) =>
    [...called.keys()].flatMap((name) => (name.startsWith(`${kind} `) ? [name.slice(kind.length + 1)] : []));
  const isTheirs = and(
    eq(appointments.practiceId, ctx.practiceId),
    eq(appointments.therapistId, therapistId),
  );
  const found: string[] = [];
  await inChunks(names("appointment"), async (ids) => {
    const rows = await ctx.db
      .select({ id: appointments.id })
      .from(appointments)
      .where(and(isTheirs, inArray(appointments.id, ids)));
    found.push(...rows.map(({ id }) => `appointment ${id}`));
  });
  await inChunks(names("booking"), async (ids) => {
    const rows = await ctx.db
      .select({ id: bookings.id })
      .from(bookings)
      .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
      .where(and(isTheirs, inArray(bookings.id, ids)));
    found.push(...rows.map(({ id }) => `booking ${id}`));
  });
  await inChunks(names("event"), async (ids) => {
    const rows = await ctx.db
      .select({ id: calendarEntries.eventId })
      .from(calendarEntries)
      .innerJoin(appointments, eq(appointments.id, calendarEntries.appointmentId))
      .where(and(isTheirs, inArray(calendarEntries.eventId, ids)));
    found.push(...rows.map(({ id }) => `event ${id}`));
  });
  return new Set(found.flatMap((name) => called.get(name) ?? []));
}
