import { and, asc, eq, isNull } from "drizzle-orm";
import { type NoteSection, noteTemplates } from "#app/db/schema/notes.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { isId, newId } from "#app/values/ids.ts";
import { isLayout, type Layout, layouts } from "./rules.ts";

export type Template = { id: string; name: string; sections: NoteSection[] };

/** The practice's own ways to lay a note out, by name. */
export function templatesHere(ctx: Ctx): Promise<Template[]> {
  const { id, name, sections } = noteTemplates;
  return ctx.db
    .select({ id, name, sections })
    .from(noteTemplates)
    .where(and(eq(noteTemplates.practiceId, ctx.practiceId), isNull(noteTemplates.putAwayAt)))
    .orderBy(asc(noteTemplates.name), asc(noteTemplates.id));
}

/** A layout by its name, or by the id of one of the practice's own; null when there is none. */
export async function layoutOf(ctx: Ctx, template: string): Promise<Layout | null> {
  if (isLayout(template)) return layouts[template];
  if (!isId(template)) return null;
  return (await templatesHere(ctx)).find(({ id }) => id === template) ?? null;
}

/** The name a layout goes by, also when it was put away since. */
export async function layoutName(ctx: Ctx, template: string): Promise<string> {
  if (isLayout(template)) return layouts[template].name;
  const [found] = await ctx.db
    .select({ name: noteTemplates.name })
    .from(noteTemplates)
    .where(and(eq(noteTemplates.practiceId, ctx.practiceId), eq(noteTemplates.id, template)));
  return found?.name ?? "Own layout";
}

type Wish = { id: string | null; name: string; sections: NoteSection[] };

/** Keep one of the practice's own layouts, new or changed; notes begun before keep theirs. Null when it is not theirs to change. */
export function keepTemplate(ctx: MemberCtx, { id, name, sections }: Wish): Promise<string | null> {
  if (reachOf(ctx.actor, "note_templates.change") === "none") return Promise.resolve(null);
  return inTransaction(ctx, async (ctx) => {
    const { practiceId } = ctx;
    const values = { name, sections, changedAt: ctx.now() };
    const [kept] =
      id === null
        ? await ctx.db
            .insert(noteTemplates)
            .values({ id: newId(), practiceId, ...values })
            .returning({ id: noteTemplates.id })
        : await ctx.db
            .update(noteTemplates)
            .set(values)
            .where(isHere(ctx, id))
            .returning({ id: noteTemplates.id });
    if (!kept) return null;
    await record(ctx, "note_template.kept", kept);
    return kept.id;
  });
}

/** Put a layout away: nothing new is begun with it. Null when it is not theirs to put away, or was already. */
export function putTemplateAway(ctx: MemberCtx, id: string): Promise<string | null> {
  if (reachOf(ctx.actor, "note_templates.change") === "none" || !isId(id)) return Promise.resolve(null);
  return inTransaction(ctx, async (ctx) => {
    const [put] = await ctx.db
      .update(noteTemplates)
      .set({ putAwayAt: ctx.now() })
      .where(isHere(ctx, id))
      .returning({ id: noteTemplates.id });
    if (!put) return null;
    await record(ctx, "note_template.put_away", put);
    return put.id;
  });
}

function isHere(ctx: Ctx, id: string) {
  return and(
    eq(noteTemplates.practiceId, ctx.practiceId),
    eq(noteTemplates.id, id),
    isNull(noteTemplates.putAwayAt),
  );
}
