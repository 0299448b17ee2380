import { and, eq, sql } from "drizzle-orm";
import { careRelationships } from "#app/db/schema/clients.ts";
import { formAlerts, formAnswers, formReviews, formsAsked } from "#app/db/schema/forms.ts";
import { keyOf } from "#app/domain/clients/queries.ts";
import { type Ctx, inTransaction, moving } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";

/**
 * Give one client's forms to another, for a merge, before the care relationships are joined: what was asked goes over to
 * the relationship its therapist has there, or along with its own, and what was answered and written about it is sealed
 * anew with the other's key.
 */
export function rehome(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const { practiceId } = ctx;
    const taken = await takeWords(ctx, from);
    const joined = sql`coalesce((select there.id from ${careRelationships} here join ${careRelationships} there
      on there.therapist_id = here.therapist_id and there.client_id = ${to}
      where here.id = ${formsAsked.relationshipId}), ${formsAsked.relationshipId})`;
    await ctx.db
      .update(formsAsked)
      .set({ clientId: to, relationshipId: joined })
      .where(and(eq(formsAsked.practiceId, practiceId), eq(formsAsked.clientId, from)));
    await ctx.db
      .update(formAlerts)
      .set({ clientId: to })
      .where(and(eq(formAlerts.practiceId, practiceId), eq(formAlerts.clientId, from)));
    await giveWords(ctx, to, taken);
  });
}

type Taken = Awaited<ReturnType<typeof takeWords>>;

function takeWords(ctx: Ctx, clientId: string) {
  return moving(ctx, clientId, async (ctx) => {
    const here = {
      answers: ofClient(ctx, formAnswers, clientId),
      reviews: ofClient(ctx, formReviews, clientId),
    };
    const answers = await ctx.db.delete(formAnswers).where(here.answers).returning();
    const reviews = await ctx.db.delete(formReviews).where(here.reviews).returning();
    if (answers.length + reviews.length === 0) return { answers: [], reviews: [] };
    const key = await keyOf(ctx, clientId);
    const unseal = (row: { id: string; sealed: Buffer }, column: string) =>
      ctx.vault.unseal(key, { row: row.id, column }, row.sealed);
    return {
      answers: answers.map((row) => ({ ...row, text: unseal(row, "form_answers.sealed") })),
      reviews: reviews.map((row) => ({ ...row, text: unseal(row, "form_reviews.sealed") })),
    };
  });
}

function giveWords(ctx: Ctx, clientId: string, { answers, reviews }: Taken): Promise<void> {
  if (answers.length + reviews.length === 0) return Promise.resolve();
  return moving(ctx, clientId, async (ctx) => {
    const key = await keyOf(ctx, clientId);
    const sealed = (text: string, column: string) => {
      const id = newId();
      return { id, clientId, sealed: ctx.vault.seal(key, { row: id, column }, text) };
    };
    for (const { text, ...row } of answers)
      await ctx.db.insert(formAnswers).values({ ...row, ...sealed(text, "form_answers.sealed") });
    for (const { text, ...row } of reviews)
      await ctx.db.insert(formReviews).values({ ...row, ...sealed(text, "form_reviews.sealed") });
  });
}

function ofClient(ctx: Ctx, rows: typeof formAnswers | typeof formReviews, clientId: string) {
  return and(eq(rows.practiceId, ctx.practiceId), eq(rows.clientId, clientId));
}
