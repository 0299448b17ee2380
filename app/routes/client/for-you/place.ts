import { href, redirect } from "react-router";
import { z } from "zod";
import { markSeen } from "#app/domain/content/mark-seen.ts";
import { asClient, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/place";

const schema = z.object({
  position: z.coerce.number().int().min(0).max(1_000_000),
  finished: z.string().optional(),
});

/** Where somebody stopped listening, told by their browser while it plays. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asClient(context);
  const form = await readForm(request, schema);
  const seen = form.ok ? { position: form.value.position, isFinished: form.value.finished === "yes" } : {};
  orNotFound((await markSeen(ctx, params.item, seen)) || null);
  throw redirect(href("/client/for-you/:item", params), 303);
}
