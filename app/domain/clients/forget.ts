import { and, eq } from "drizzle-orm";
import { cardConsents, consents } from "#app/db/schema/clients/consents.ts";
import { careWords, clients, participants } from "#app/db/schema/clients.ts";
import { type Ctx, moving } from "#app/domain/ctx.ts";
import { erasedName } from "#app/values/erased.ts";
import { destroyKey } from "./destroy-key.ts";
import { forgetReasons } from "./glass-reasons.ts";

/** Forget a client: names, ways to reach them and tags go, and with their key every word that was sealed with it. */
export function forget(ctx: Ctx, clientId: string): Promise<void> {
  return moving(ctx, clientId, async (ctx) => {
    const { practiceId } = ctx;
    await ctx.db
      .delete(careWords)
      .where(and(eq(careWords.practiceId, practiceId), eq(careWords.clientId, clientId)));
    await forgetReasons(ctx, clientId);
    await destroyKey(ctx, clientId);
    await ctx.db
      .update(participants)
      .set({
        name: erasedName,
        email: null,
        phone: null,
        userId: null,
        isAlone: false,
        mayEmail: false,
        mayCall: false,
        mayLeaveMessage: false,
        calendarWords: null,
      })
      .where(and(eq(participants.practiceId, practiceId), eq(participants.clientId, clientId)));
    await ctx.db
      .update(consents)
      .set({ givenBy: erasedName })
      .where(and(eq(consents.practiceId, practiceId), eq(consents.clientId, clientId)));
    await ctx.db
      .update(cardConsents)
      .set({ givenBy: erasedName })
      .where(and(eq(cardConsents.practiceId, practiceId), eq(cardConsents.clientId, clientId)));
    await ctx.db
      .update(clients)
      .set({ name: erasedName, tags: [] })
      .where(and(eq(clients.practiceId, practiceId), eq(clients.id, clientId)));
  });
}
