import { href, redirect } from "react-router";
import { z } from "zod";
import { readNotices } from "#app/domain/notifications/read-notices.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/notices";
import { backToToday } from "./back.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({
  until: z.coerce
    .number()
    .int()
    .min(0)
    .max(Date.UTC(2100, 0, 1)),
  of: z.string().max(60).optional(),
});

export function loader() {
  return redirect(href("/practice/today"));
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.see");
  const form = await readForm(request, schema);
  const { until, of } = orNotFound(form.ok ? form.value : null);
  await readNotices(ctx, until);
  throw redirect(backToToday({ of }), 303);
}

export default function Notices() {
  return null;
}
