import { href, redirect } from "react-router";
import { z } from "zod";
import { closeGoal } from "#app/domain/notes/goals.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/goal";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({ status: z.enum(["open", "reached", "left"]) });

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "notes.write");
  const form = await readForm(request, schema);
  const { id: clientId, goal: goalId } = params;
  if (form.ok) orNotFound(await closeGoal(ctx, { clientId, goalId, status: form.value.status }));
  throw redirect(href("/practice/clients/:id/goals", { id: clientId }), 303);
}
