import { href, redirect } from "react-router";
import { z } from "zod";
import { settleThread } from "#app/domain/messaging/settle.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/settled";

const schema = z.object({ number: z.coerce.number().int().min(0).max(1_000_000_000) });

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "messages.write");
  const form = await readForm(request, schema);
  const { number } = orNotFound(form.ok ? form.value : null);
  orNotFound((await settleThread(ctx, { threadId: params.id, number })) || null);
  throw redirect(`${href("/practice/messages/:id", params)}?news=settled#latest`, 303);
}
