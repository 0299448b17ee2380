import { data, href, type RouterContextProvider, redirect } from "react-router";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { noteWithin } from "#app/domain/notes/reach.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { addedWords } from "./afterwards.tsx";

type Asked = {
  context: Readonly<RouterContextProvider>;
  request: Request;
  id: string;
  /** What the note's page says afterwards. */
  news: string;
  verb: (ctx: MemberCtx, added: { id: string; text: string }) => Promise<unknown>;
};

/** Take one text about a signed note, give it to `verb`, and go back to the note. */
export async function takeWords({ context, request, id, news, verb }: Asked) {
  const ctx = asMember(context, "notes.write");
  orNotFound(await noteWithin(ctx, "notes.write", id));
  const form = await readForm(request, addedWords);
  if (!form.ok) return data({ error: form.errors.text, typed: form.typed.text }, { status: 422 });
  orNotFound(await verb(ctx, { id, text: form.value.text }));
  throw redirect(`${href("/practice/notes/:id", { id })}?news=${news}`, 303);
}
