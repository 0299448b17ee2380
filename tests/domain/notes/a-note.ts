import type { MemberCtx } from "#app/domain/ctx.ts";
import { beginNote, type NewNote } from "#app/domain/notes/begin.ts";
import { draftAsItStands, saveDraft } from "#app/domain/notes/save.ts";
import { signNote } from "#app/domain/notes/sign.ts";

/** A draft that says something, by the member who asks; gives its id and version. */
export async function aDraft(
  ctx: MemberCtx,
  clientId: string,
  text = "quetzal words",
  wish: Partial<NewNote> = {},
) {
  const id = await beginNote(ctx, { kind: "progress", template: "free", clientId, ...wish });
  if (!id) throw new Error("Not theirs to write");
  const version = (await draftAsItStands(ctx, id))!.note.version;
  const saved = await saveDraft(ctx, { id, version, typed: { note: text } });
  if (!saved?.ok) throw new Error(`Not saved: ${saved?.refusal}`);
  return { id, version: saved.value.version };
}

/** The same, signed. */
export async function aSigned(ctx: MemberCtx, clientId: string, text?: string, wish?: Partial<NewNote>) {
  const draft = await aDraft(ctx, clientId, text, wish);
  const signed = await signNote(ctx, draft);
  if (!signed?.ok) throw new Error(`Not signed: ${signed?.refusal}`);
  return draft.id;
}
