import { timingSafeEqual } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { calendars } from "#app/db/schema/calendar.ts";
import { type Ctx, type House, inTransaction } from "#app/domain/ctx.ts";
import { isId, newId } from "#app/values/ids.ts";
import { hashOf, isToken } from "#app/values/token.ts";
import type { Calendar } from "#app/world/calendars.ts";
import { askToPull } from "./due.ts";
import type { CalendarRow } from "./pull.ts";
import { channelDays, wantsChannel } from "./rules.ts";

const DAY = 86_400_000;
const purpose = "calendar-channel";

/**
 * Have Google tell when something changes in a calendar, before what it was last told ends. A channel cannot be made
 * longer: the new one stands before the old one is stopped. Where none is given, as for an address Google cannot reach, the
 * quarter of an hour is all there is, and a day later it is tried again.
 */
export async function keepWatching(ctx: Ctx, calendar: Calendar, source: CalendarRow): Promise<void> {
  const now = ctx.now().getTime();
  if (!wantsChannel(source, now)) return;
  const id = newId();
  const { token, ring } = ctx.vault.token(purpose, id, 0);
  const address = `${ctx.appUrl}/hooks/google-calendar`;
  const until = new Date(now + channelDays * DAY);
  const heard = await calendar.watch(source.externalId ?? "", { id, address, token, until });
  const kept =
    heard.outcome === "done"
      ? {
          ...{ channelId: id, channelRing: ring },
          channelResource: heard.value.resource,
          channelUntil: heard.value.until,
        }
      : { channelNotBefore: new Date(now + (heard.outcome === "refused" ? DAY : 60_000)) };
  await ctx.db.update(calendars).set(kept).where(eq(calendars.id, source.id));
  const { channelId, channelResource, channelUntil } = source;
  // What happened before anybody listened was told to nobody.
  if (heard.outcome === "done" && (!channelUntil || channelUntil <= ctx.now()))
    await inTransaction(ctx, (ctx) => askToPull(ctx, [source.id]));
  if (heard.outcome === "done" && channelId && channelResource)
    await calendar.unwatch({ id: channelId, resource: channelResource });
}

/**
 * Somebody says that a calendar changed. Whoever says so shows the token their channel was made with; then it is asked
 * soon. Says whether it was one of ours.
 */
export async function hearOfChange(
  house: House,
  { channelId, token }: { channelId: string; token: string },
): Promise<boolean> {
  if (!isToken(token) || !isId(channelId)) return false;
  const [source] = await house.db
    .select({ id: calendars.id, practiceId: calendars.practiceId, ring: calendars.channelRing })
    .from(calendars)
    .where(and(eq(calendars.channelId, channelId), isNull(calendars.endedAt)));
  if (!source?.ring) return false;
  const { token: made } = house.vault.token(purpose, channelId, 0, source.ring);
  if (!timingSafeEqual(hashOf(token), hashOf(made))) return false;
  const { practiceId } = source;
  await inTransaction({ ...house, practiceId }, (ctx) => askToPull(ctx, [source.id]));
  return true;
}
