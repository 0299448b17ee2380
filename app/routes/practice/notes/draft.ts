import { draftAsItStands, saveDraft } from "#app/domain/notes/save.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/draft";
import { readTyped } from "./typed.ts";

/** What the editor's script saves every five seconds; it does not count as somebody being there (decisions, 6). */
export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "notes.write");
  orNotFound(await draftAsItStands(ctx, params.id));
  const saved = orNotFound(await saveDraft(ctx, { id: params.id, ...(await readTyped(request)) }));
  const headers = { "Cache-Control": "private, no-store" };
  if (saved.ok) return Response.json({ version: saved.value.version }, { headers });
  return Response.json({ refusal: saved.refusal }, { status: 409, headers });
}
