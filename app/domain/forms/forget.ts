import { and, eq, inArray, isNull } from "drizzle-orm";
import { formAlerts, formAnswers, formReviews, formsAsked } from "#app/db/schema/forms.ts";
import { type Ctx, moving } from "#app/domain/ctx.ts";

/** Forget what a client answered and what was written about it. That something was asked and signed, and when, stays. */
export function forget(ctx: Ctx, clientId: string): Promise<void> {
  return moving(ctx, clientId, async (ctx) => {
    const { practiceId } = ctx;
    for (const words of [formReviews, formAnswers])
      await ctx.db.delete(words).where(and(eq(words.practiceId, practiceId), eq(words.clientId, clientId)));
    await ctx.db
      .update(formAlerts)
      .set({ tellNextAt: null })
      .where(and(eq(formAlerts.practiceId, practiceId), eq(formAlerts.clientId, clientId)));
    await ctx.db
      .update(formsAsked)
      .set({ status: "withdrawn" })
      .where(
        and(
          eq(formsAsked.practiceId, practiceId),
          eq(formsAsked.clientId, clientId),
          inArray(formsAsked.status, ["waiting", "begun"]),
          isNull(formsAsked.signedAt),
        ),
      );
  });
}
