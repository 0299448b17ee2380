import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { sourcesOf } from "./choose.ts";
import { connectionOf } from "./connection.ts";
import { askToPull } from "./due.ts";
import { ownTherapist } from "./own.ts";
import { askFor } from "./turns.ts";

/** Have one's calendars read now, and what is on its way there looked after; null where nothing is connected. */
export function checkNow(ctx: MemberCtx): Promise<{ id: string } | null> {
  return inTransaction(ctx, async (ctx) => {
    const therapistId = ownTherapist(ctx);
    const connection = therapistId === null ? null : await connectionOf(ctx, therapistId);
    if (connection?.state !== "connected") return null;
    const sources = await sourcesOf(ctx, connection);
    await askToPull(
      ctx,
      sources.map(({ id }) => id),
    );
    await askFor(ctx, "fill_calendar", [connection.id]);
    return { id: connection.id };
  });
}
