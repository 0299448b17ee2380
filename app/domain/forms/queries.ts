import { and, asc, desc, eq, isNotNull, isNull } from "drizzle-orm";
import { forms, formsAsked, formVersions } from "#app/db/schema/forms.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";

export type Form = typeof forms.$inferSelect;
export type FormVersion = typeof formVersions.$inferSelect;

/** A practice's form with what it asks now: the newest published version, and the one being written. */
export type WholeForm = { form: Form; published: FormVersion | null; draft: FormVersion | null };

/** Whether somebody may say what forms ask. */
export function mayChangeForms(ctx: Ctx): boolean {
  return may(ctx.actor, "forms.change", { practiceId: ctx.practiceId, therapistIds: [] });
}

/** All forms of the practice by name, those put away at the end. */
export async function allForms(ctx: MemberCtx): Promise<WholeForm[]> {
  const all = await ctx.db
    .select()
    .from(forms)
    .where(eq(forms.practiceId, ctx.practiceId))
    .orderBy(desc(isNull(forms.putAwayAt)), asc(forms.name), asc(forms.id));
  const versions = await ctx.db
    .select()
    .from(formVersions)
    .where(eq(formVersions.practiceId, ctx.practiceId))
    .orderBy(desc(formVersions.version));
  return all.map((form) => whole(form, versions));
}

/** One form of the practice, or null. */
export async function findForm(ctx: Ctx, formId: string): Promise<WholeForm | null> {
  if (!isId(formId)) return null;
  const [form] = await ctx.db
    .select()
    .from(forms)
    .where(and(eq(forms.practiceId, ctx.practiceId), eq(forms.id, formId)));
  if (!form) return null;
  const versions = await ctx.db
    .select()
    .from(formVersions)
    .where(and(eq(formVersions.practiceId, ctx.practiceId), eq(formVersions.formId, form.id)))
    .orderBy(desc(formVersions.version));
  return whole(form, versions);
}

function whole(form: Form, versions: FormVersion[]): WholeForm {
  const own = versions.filter(({ formId }) => formId === form.id);
  return {
    form,
    published: own.find(({ publishedAt }) => publishedAt) ?? null,
    draft: own.find(({ publishedAt }) => !publishedAt) ?? null,
  };
}

/** The forms in use that can be asked, with their newest version. */
export async function formsInUse(ctx: Ctx): Promise<{ form: Form; version: FormVersion }[]> {
  const rows = await ctx.db
    .select({ form: forms, version: formVersions })
    .from(forms)
    .innerJoin(formVersions, eq(formVersions.formId, forms.id))
    .where(
      and(eq(forms.practiceId, ctx.practiceId), isNull(forms.putAwayAt), isNotNull(formVersions.publishedAt)),
    )
    .orderBy(asc(forms.name), asc(forms.id), desc(formVersions.version));
  return rows.filter(({ form }, at) => form.id !== rows[at - 1]?.form.id);
}

/** How often each form was asked, by its id. */
export async function timesAsked(ctx: MemberCtx): Promise<Map<string, number>> {
  const rows = await ctx.db
    .select({ formId: formVersions.formId })
    .from(formsAsked)
    .innerJoin(formVersions, eq(formVersions.id, formsAsked.versionId))
    .where(eq(formsAsked.practiceId, ctx.practiceId));
  const counts = new Map<string, number>();
  for (const { formId } of rows) counts.set(formId, (counts.get(formId) ?? 0) + 1);
  return counts;
}
