import type { Ctx } from "#app/domain/ctx.ts";
import { availabilityOf } from "./find-openings.ts";
import { isOpen } from "./openings.ts";
import { readDiary } from "./queries.ts";

type Wished = { therapistId: string; typeSlug: string; startsAt: number; except?: string; isKnown?: boolean };

/** Whether a start (ms) could be booked now. Only booking itself, under the therapist's lock, can promise it. */
export async function isTimeOpen(ctx: Ctx, wished: Wished): Promise<boolean> {
  const open = await readDiary(ctx, { ...wished, from: wished.startsAt, to: wished.startsAt });
  if (!open || !(open.takesNew || wished.isKnown)) return false;
  return isOpen(availabilityOf(open, ctx.now().getTime()), wished.startsAt);
}
