import { and, eq } from "drizzle-orm";
import { formsAsked } from "#app/db/schema/forms.ts";
import { record } from "#app/domain/audit/record.ts";
import { type ClientCtx, privately } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { ownForm, pagesOf, type WholeAsked } from "./asked.ts";
import { type Answers, isOpen, isSame, kept, opensAt } from "./rules.ts";
import { isAlarming } from "./scoring/score.ts";
import { type SavedPage, savedPages, savePage, together } from "./sealed.ts";

export type SaveRefusal = "not_open" | "saved_elsewhere";

type Wish = {
  id: string;
  page: string;
  answers: Answers;
  /** How the page stood when it was opened (`markOf`). */
  mark: string;
};

export type Saved = { savedAt: Date; mark: string; needsSomebody: boolean };

/**
 * Save one page of a form as far as it is answered. What an earlier answer hides is let go of. Null when it is not theirs.
 * Refuses: not_open once it was signed, withdrawn or care ended; saved_elsewhere when the page was saved meanwhile,
 * on another device or in another tab, with something else on it.
 */
export async function saveAnswers(
  ctx: ClientCtx,
  { id, page, answers, mark }: Wish,
): Promise<Result<Saved, SaveRefusal> | null> {
  const found = await ownForm(ctx, id);
  if (!found || !pagesOf(found).some(({ key }) => key === page)) return null;
  return privately(ctx, found.asked.clientId, async (ctx) => {
    const whole = await holdOpen(ctx, id);
    if (!whole) return refused("not_open");
    const pages = pagesOf(whole);
    const before = await savedPages(ctx, whole.asked);
    const others = before.filter((one) => one.page !== page);
    const counts = kept(pages, { ...together(others), ...onPage(whole, page, answers) });
    const there = before.find((one) => one.page === page);
    if (there && markOf(there) !== mark) {
      if (isSame(there.answers, onPage(whole, page, counts)))
        return done({ savedAt: there.savedAt, mark: markOf(there), needsSomebody: alarming(whole, counts) });
      return refused("saved_elsewhere");
    }
    for (const { key } of pages) {
      const now = onPage(whole, key, counts);
      const was = before.find((one) => one.page === key);
      if (key === page || (was && !isSame(was.answers, now))) await savePage(ctx, whole.asked, key, now);
    }
    await ctx.db
      .update(formsAsked)
      .set({ status: "begun", savedAt: ctx.now() })
      .where(and(eq(formsAsked.practiceId, ctx.practiceId), eq(formsAsked.id, id)));
    if (whole.asked.status === "waiting") await record(ctx, "form.begun", { id });
    const savedAt = ctx.now();
    return done({ savedAt, mark: markOf({ savedAt }), needsSomebody: alarming(whole, counts) });
  });
}

/** What a page shows of how it stands, to know later whether it was saved meanwhile. */
export function markOf(page: Pick<SavedPage, "savedAt"> | undefined): string {
  return page ? page.savedAt.toISOString() : "";
}

/** Hold a form of their own that can be written in until the transaction ends; null when it cannot be any more. */
export async function holdOpen(ctx: ClientCtx, id: string): Promise<WholeAsked | null> {
  await ctx.db
    .select({ id: formsAsked.id })
    .from(formsAsked)
    .where(and(eq(formsAsked.practiceId, ctx.practiceId), eq(formsAsked.id, id)))
    .for("update");
  const whole = await ownForm(ctx, id);
  return whole && isOpen(whole.asked) && opensAt(whole.stage, whole.form.kind) ? whole : null;
}

/** Of all answers, those to the questions of one page. */
export function onPage(whole: Pick<WholeAsked, "asked" | "body">, page: string, answers: Answers): Answers {
  const keys =
    pagesOf(whole)
      .find(({ key }) => key === page)
      ?.parts.map(({ key }) => key) ?? [];
  return Object.fromEntries(Object.entries(answers).filter(([key]) => keys.includes(key)));
}

function alarming({ asked, body }: WholeAsked, counts: Answers): boolean {
  return isAlarming({ body, omitsRisk: asked.omitsRisk }, counts);
}
