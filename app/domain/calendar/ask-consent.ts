import { and, eq, gt, isNull } from "drizzle-orm";
import { calendarAsks } from "#app/db/schema/calendar.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { isId, newId } from "#app/values/ids.ts";
import type { World } from "#app/world.ts";
import { ownTherapist } from "./own.ts";
import { neededScopes, scopes } from "./rules.ts";

/** How long the way to Google and back may take. */
const askMinutes = 10;

type Ask = typeof calendarAsks.$inferSelect;

/** The secret that proves that who comes back with Google's code is who went there (RFC 7636). Made anew from the id, never stored. */
export function verifierOf({ vault }: MemberCtx, askId: string): string {
  return vault.token("calendar-verifier", askId, 0).token;
}

/** Where Google leads whoever gave their answer. */
export function returnUrlOf({ appUrl }: MemberCtx): string {
  return `${appUrl}/practice/settings/calendar/return`;
}

/**
 * Begin the way to Google, for a therapist's own calendar: the address of its page. Asks for events and for busy times
 * and nothing else; for the list of calendars only where one is to be chosen (`wantsList`). Null where there is no Google
 * here or no therapist.
 */
export async function askConsent(
  ctx: MemberCtx,
  { calendars }: World,
  { wantsList }: { wantsList: boolean },
): Promise<string | null> {
  const therapistId = ownTherapist(ctx);
  if (!calendars || !therapistId) return null;
  const id = newId();
  const { practiceId, actor } = ctx;
  await ctx.db
    .insert(calendarAsks)
    .values({ id, practiceId, therapistId, memberId: actor.memberId, wantsList, askedAt: ctx.now() });
  return calendars.consentUrl({
    state: id,
    verifier: verifierOf(ctx, id),
    returnUrl: returnUrlOf(ctx),
    scopes: wantsList ? [...neededScopes, scopes.list] : neededScopes,
  });
}

/** What somebody comes back from; null when it is not theirs, too old or used. */
export async function findAsk(ctx: MemberCtx, id: string): Promise<Ask | null> {
  if (!isId(id)) return null;
  const [found] = await ctx.db
    .select()
    .from(calendarAsks)
    .where(and(eq(calendarAsks.id, id), isOpen(ctx)));
  return found ?? null;
}

/** Use an ask up; null when somebody did already. */
export async function spendAsk(ctx: MemberCtx, id: string): Promise<Ask | null> {
  if (!isId(id)) return null;
  const [used] = await ctx.db
    .update(calendarAsks)
    .set({ usedAt: ctx.now() })
    .where(and(eq(calendarAsks.id, id), isOpen(ctx)))
    .returning();
  return used ?? null;
}

function isOpen({ actor, practiceId, now }: MemberCtx) {
  return and(
    ...[eq(calendarAsks.practiceId, practiceId), eq(calendarAsks.memberId, actor.memberId)],
    gt(calendarAsks.askedAt, new Date(now().getTime() - askMinutes * 60_000)),
    isNull(calendarAsks.usedAt),
  );
}
