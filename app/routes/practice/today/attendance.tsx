import { href, redirect } from "react-router";
import { z } from "zod";
import { diaryLines } from "#app/domain/bookings/diary.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { isId } from "#app/values/ids.ts";
import type { Route } from "./+types/attendance";
import { backToToday } from "./back.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({
  ids: z
    .string()
    .max(5_000)
    .transform((text) => [...new Set(text.split(" ").filter(Boolean))])
    .refine((ids) => ids.length > 0 && ids.every(isId)),
  of: z.string().max(60).optional(),
});

export function loader() {
  return redirect(href("/practice/today"));
}

/** They came, one or all of them. If a single one is not there for whoever asks, nothing is marked. */
export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  const form = await readForm(request, schema);
  const { ids, of } = orNotFound(form.ok ? form.value : null);
  const theirs = await diaryLines(ctx, "diary.change", { ids });
  if (theirs.length < ids.length) return orNotFound(null);
  let isWhole = true;
  for (const { id } of theirs) isWhole = (await markAttended(ctx, id)).ok && isWhole;
  throw redirect(backToToday({ of, news: isWhole ? "marked" : "some" }), 303);
}

export default function Attendance() {
  return null;
}
