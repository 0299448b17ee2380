import { forms, formVersions } from "#app/db/schema/forms.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { mayChangeForms } from "./queries.ts";
import { isTemplate, templates } from "./templates/templates.ts";

/**
 * Begin a form: a copy of one that ships, to be looked at and published, or an empty one. Null when it is not theirs to
 * make, or nothing that ships is called so.
 */
export function makeForm(
  ctx: MemberCtx,
  { name, template }: { name: string; template: string | null },
): Promise<{ id: string } | null> {
  return inTransaction(ctx, async (ctx) => {
    if (!mayChangeForms(ctx)) return null;
    if (template !== null && !isTemplate(template)) return null;
    const shipped = template === null ? null : templates[template];
    const { practiceId } = ctx;
    const id = newId();
    await ctx.db.insert(forms).values({
      ...{ id, practiceId, template, createdAt: ctx.now() },
      name: name || shipped?.name || "A form",
      kind: shipped?.kind ?? "questions",
      askedAt: shipped?.askedAt ?? null,
    });
    await ctx.db.insert(formVersions).values({
      ...{ practiceId, formId: id, version: 1, changedAt: ctx.now() },
      language: shipped?.language ?? "en",
      body: shipped?.body ?? {
        intro: "",
        minutes: 5,
        pages: [{ key: "page-1", title: "Questions", text: "", isSensitive: false, parts: [] }],
      },
    });
    await record(ctx, "form.made", { id }, { template });
    return { id };
  });
}
