import { and, eq, isNull } from "drizzle-orm";
import type { Stage } from "#app/db/schema/clients.ts";
import { type FormKind, forms, formVersions } from "#app/db/schema/forms.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import type { FormBody } from "#app/values/form-body.ts";
import { isId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { type Edit, edited, type Unready, unreadyFor } from "./edit.ts";
import { findForm, mayChangeForms, type WholeForm } from "./queries.ts";

/**
 * Change what a form asks, in its draft; the first change after publishing begins the next version. Null when it is not
 * theirs. Refuses: fixed, for a measure, whose questions are its authors'.
 */
export function changeDraft(
  ctx: MemberCtx,
  formId: string,
  edit: Edit,
): Promise<Result<void, "fixed"> | null> {
  return inTransaction(ctx, async (ctx) => {
    const whole = await hold(ctx, formId);
    if (!whole) return null;
    if (whole.form.kind === "measure") return refused("fixed");
    const { practiceId } = ctx;
    const from = whole.draft ?? whole.published;
    if (!from) throw new Error(`Form ${formId} has no version`);
    const body = edited(from.body, edit);
    const changedAt = ctx.now();
    if (whole.draft)
      await ctx.db
        .update(formVersions)
        .set({ body, changedAt })
        .where(and(eq(formVersions.practiceId, practiceId), eq(formVersions.id, whole.draft.id)));
    else
      await ctx.db.insert(formVersions).values({
        ...{ practiceId, formId, body, changedAt, language: from.language, version: from.version + 1 },
      });
    await record(ctx, "form.changed", { id: formId });
    return done(undefined);
  });
}

/** Publish what was written: people who are asked from now on get it, for good. Null when it is not theirs, or nothing waits. */
export function publish(
  ctx: MemberCtx,
  formId: string,
): Promise<Result<{ version: number }, Unready> | null> {
  return inTransaction(ctx, async (ctx) => {
    const whole = await hold(ctx, formId);
    if (!whole?.draft) return null;
    const { id, version, body } = whole.draft;
    const unready = unreadyFor(body);
    if (unready) return refused(unready);
    await ctx.db
      .update(formVersions)
      .set({ publishedAt: ctx.now() })
      .where(and(eq(formVersions.practiceId, ctx.practiceId), eq(formVersions.id, id)));
    await ctx.db
      .update(forms)
      .set({ kind: kindOf(whole.form.kind, body) })
      .where(and(eq(forms.practiceId, ctx.practiceId), eq(forms.id, formId)));
    await record(ctx, "form.published", { id: formId }, { version });
    return done({ version });
  });
}

/** A form that asks for nothing but a consent is one. */
function kindOf(kind: FormKind, { pages }: FormBody): FormKind {
  if (kind === "measure") return kind;
  return pages.some(({ parts }) => parts.some((part) => part.kind === "consent")) ? "consent" : "questions";
}

/** Say what a form is called, at which stage it is asked by itself, and whether it is still in use. Says whether it is theirs. */
export function keepStanding(
  ctx: MemberCtx,
  formId: string,
  { name, askedAt, isPutAway }: { name: string; askedAt: Stage | null; isPutAway: boolean },
): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const whole = await hold(ctx, formId);
    if (!whole) return false;
    const putAwayAt = isPutAway ? (whole.form.putAwayAt ?? ctx.now()) : null;
    await ctx.db
      .update(forms)
      .set({ name, askedAt, putAwayAt })
      .where(and(eq(forms.practiceId, ctx.practiceId), eq(forms.id, formId)));
    await record(ctx, "form.standing_kept", { id: formId }, { askedAt, isPutAway });
    return true;
  });
}

/** Let go of what was written since the form was published last. Says whether there was anything, and it was theirs. */
export function dropDraft(ctx: MemberCtx, formId: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const whole = await hold(ctx, formId);
    if (!whole?.draft || !whole.published) return false;
    await ctx.db
      .delete(formVersions)
      .where(
        and(
          eq(formVersions.practiceId, ctx.practiceId),
          eq(formVersions.id, whole.draft.id),
          isNull(formVersions.publishedAt),
        ),
      );
    await record(ctx, "form.changed", { id: formId });
    return true;
  });
}

async function hold(ctx: MemberCtx, formId: string): Promise<WholeForm | null> {
  if (!mayChangeForms(ctx) || !isId(formId)) return null;
  await ctx.db
    .select({ id: forms.id })
    .from(forms)
    .where(and(eq(forms.practiceId, ctx.practiceId), eq(forms.id, formId)))
    .for("update");
  return findForm(ctx, formId);
}
