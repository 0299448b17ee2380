import { href, redirect } from "react-router";
import { z } from "zod";
import { keepNotesSince } from "#app/domain/therapists/keep-notes.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/keeping";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({ where: z.enum(["here", "elsewhere"]) });

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "notes.write");
  const therapistId = orNotFound(ctx.actor.therapistId);
  const form = await readForm(request, schema);
  const isHere = form.ok && form.value.where === "here";
  await keepNotesSince(ctx, therapistId, isHere ? ctx.now() : null);
  throw redirect(`${href("/practice/notes")}?news=${isHere ? "here" : "elsewhere"}`, 303);
}
