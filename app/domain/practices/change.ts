import { eq } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import { practices } from "#app/db/schema/practices.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { Practice } from "./queries.ts";
import { may } from "./rules.ts";

/** What the practice's site says. */
export type SiteText = Pick<
  Practice,
  "headline" | "lead" | "strapline" | "about" | "email" | "phone" | "address" | "replyTime" | "hue"
>;

/** What the practice is. */
export type PracticeFacts = Pick<
  Practice,
  "name" | "country" | "zone" | "locale" | "currency" | "isLicensed" | "callOpensAll"
>;

/** Change what the site says. Says whether the member may. */
export function changeSite(ctx: MemberCtx, text: SiteText): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!mayChangePractice(ctx)) return false;
    await write(ctx, text);
    return true;
  });
}

/**
 * Change what the practice is. Null when the member may not. Refuses currency_fixed: once there is a booking, what it
 * costs is said in the currency it was made with.
 */
export function changePractice(
  ctx: MemberCtx,
  facts: PracticeFacts,
): Promise<Result<undefined, "currency_fixed"> | null> {
  return inTransaction(ctx, async (ctx) => {
    if (!mayChangePractice(ctx)) return null;
    const [known] = await ctx.db
      .select({ currency: practices.currency })
      .from(practices)
      .where(eq(practices.id, ctx.practiceId))
      .for("update");
    if (known?.currency !== facts.currency && (await hasBookings(ctx))) return refused("currency_fixed");
    await write(ctx, facts);
    return done(undefined);
  });
}

/** Say whether forms sent from afar leave out the question about wanting to die. Says whether the member may. */
export function omitRisk(ctx: MemberCtx, omitsRiskRemotely: boolean): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!mayChangePractice(ctx)) return false;
    await write(ctx, { omitsRiskRemotely });
    return true;
  });
}

/** Say for how many years records are kept, 1 to 50; null: as the country usually asks. Says whether the member may. */
export function setKeepYears(ctx: MemberCtx, keepYears: number | null): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!mayChangePractice(ctx)) return false;
    await ctx.db.update(practices).set({ keepYears }).where(eq(practices.id, ctx.practiceId));
    await record(ctx, "practice.keeping_changed", { id: ctx.practiceId }, { years: keepYears });
    return true;
  });
}

/** Whether anything was ever booked here. */
export async function hasBookings(ctx: Ctx): Promise<boolean> {
  const [any] = await ctx.db
    .select({ id: bookings.id })
    .from(bookings)
    .where(eq(bookings.practiceId, ctx.practiceId))
    .limit(1);
  return any !== undefined;
}

/** Whether somebody may change the practice and its site. */
export function mayChangePractice(ctx: Ctx): boolean {
  return may(ctx.actor, "practice.change", { practiceId: ctx.practiceId, therapistIds: [] });
}

async function write(
  ctx: Ctx,
  changes: Partial<SiteText & PracticeFacts & Pick<Practice, "omitsRiskRemotely">>,
): Promise<void> {
  await ctx.db
    .update(practices)
    .set({ ...changes, changedAt: ctx.now() })
    .where(eq(practices.id, ctx.practiceId));
  await record(ctx, "practice.changed", { id: ctx.practiceId });
}
