import { and, eq } from "drizzle-orm";
import { waits } from "#app/db/schema/waiting.ts";
import { record } from "#app/domain/audit/record.ts";
import { letGoOfOffer } from "#app/domain/bookings/offered.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { isId } from "#app/values/ids.ts";
import { hasNow } from "./has-now.ts";
import type { Wait } from "./link.ts";
import { answerOffer, openOfferOf } from "./offers.ts";
import { endWait, step } from "./step.ts";

/** Leave the list, at one's own wish. What was offered goes to the next; leaving twice is leaving once. */
export function leave(ctx: Ctx, wait: Wait): Promise<void> {
  return endAs(ctx, wait, { status: "left", by: "client" });
}

type End = { status: "served" | "left" | "lapsed"; by: "client" | "practice" | "system" };

/** End somebody's waiting and give back what is kept for them. */
export function endAs(ctx: Ctx, wait: Wait, { status, by }: End): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, wait.therapistId);
    const sequence = await endWait(ctx, wait.id, status);
    if (sequence === null) return;
    await letGo(ctx, wait.id, by);
    const about = { id: wait.id, sequence };
    if (status === "lapsed") return record(ctx, "wait.lapsed", about, { by, ...(await hasNow(ctx, wait)) });
    await record(ctx, `wait.${status}`, about, { by });
  });
}

/** Give back what is kept for somebody in line, if anything. Call it with the therapist locked. */
async function letGo(ctx: Ctx, waitId: string, by: End["by"]): Promise<boolean> {
  const offer = await openOfferOf(ctx, waitId);
  if (!offer || !(await answerOffer(ctx, offer.id, by === "practice" ? "withdrawn" : "passed"))) return false;
  await letGoOfOffer(ctx, offer.bookingId, by);
  return true;
}

/** One place in line within a member's reach, or null. */
export async function waitWithin(
  ctx: MemberCtx,
  deed: "diary.see" | "diary.change",
  waitId: string,
): Promise<Wait | null> {
  if (!isId(waitId)) return null;
  const [wait] = await ctx.db
    .select()
    .from(waits)
    .where(and(within(ctx, deed, waits), eq(waits.id, waitId)));
  return wait ?? null;
}

/** Take somebody off the list, from the practice's side. Null when they are not in reach. */
export async function takeOff(ctx: MemberCtx, waitId: string): Promise<true | null> {
  const wait = await waitWithin(ctx, "diary.change", waitId);
  if (!wait) return null;
  await endAs(ctx, wait, { status: "left", by: "practice" });
  return true;
}

/** Take back what is offered to somebody, from the practice's side; they stay in line, and the time goes to the next. Null when they are not in reach. */
export async function withdraw(ctx: MemberCtx, waitId: string): Promise<true | null> {
  const wait = await waitWithin(ctx, "diary.change", waitId);
  if (!wait) return null;
  await inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, wait.therapistId);
    if (!(await letGo(ctx, wait.id, "practice"))) return;
    await record(
      ctx,
      "wait.offer_over",
      { id: wait.id, sequence: await step(ctx, wait.id) },
      { status: "withdrawn" },
    );
  });
  return true;
}
