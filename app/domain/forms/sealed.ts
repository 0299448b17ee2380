import { and, asc, eq } from "drizzle-orm";
import { formAnswers } from "#app/db/schema/forms.ts";
import { keyOf } from "#app/domain/clients/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import type { Answers } from "./rules.ts";

const column = "form_answers.sealed";

/** The page that holds the name somebody signed with. No page of a form is called so. */
export const signaturePage = "signature";

export type SavedPage = { page: string; answers: Answers; savedAt: Date };

type Whose = { id: string; clientId: string };

/** What stands on the pages of a form, unsealed. Call it in the client's drawer. */
export async function savedPages(ctx: Ctx, { id, clientId }: Whose): Promise<SavedPage[]> {
  const rows = await ctx.db
    .select()
    .from(formAnswers)
    .where(and(eq(formAnswers.practiceId, ctx.practiceId), eq(formAnswers.askedId, id)))
    .orderBy(asc(formAnswers.id));
  if (rows.length === 0) return [];
  const key = await keyOf(ctx, clientId);
  return rows.map(({ id: row, page, sealed, savedAt }) => ({
    page,
    savedAt,
    answers: JSON.parse(ctx.vault.unseal(key, { row, column }, sealed)) as Answers,
  }));
}

/** Put answers in the place of what stood on a page. Call it in the client's drawer, with the form held. */
export async function savePage(ctx: Ctx, { id, clientId }: Whose, page: string, answers: Answers) {
  const { practiceId } = ctx;
  await ctx.db
    .delete(formAnswers)
    .where(
      and(eq(formAnswers.practiceId, practiceId), eq(formAnswers.askedId, id), eq(formAnswers.page, page)),
    );
  const row = newId();
  const sealed = ctx.vault.seal(await keyOf(ctx, clientId), { row, column }, JSON.stringify(answers));
  await ctx.db
    .insert(formAnswers)
    .values({ id: row, practiceId, clientId, askedId: id, page, sealed, savedAt: ctx.now() });
}

/** All answers of a form together, without the signature. */
export function together(pages: readonly SavedPage[]): Answers {
  return Object.assign(
    {},
    ...pages.filter(({ page }) => page !== signaturePage).map(({ answers }) => answers),
  );
}

/** The name somebody signed with, or null. */
export function signatureIn(pages: readonly SavedPage[]): string | null {
  const name = pages.find(({ page }) => page === signaturePage)?.answers.name;
  return typeof name === "string" ? name : null;
}
