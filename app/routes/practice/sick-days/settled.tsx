import { href, redirect } from "react-router";
import { z } from "zod";
import { settle } from "#app/domain/sick-days/settle.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/settled";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export function loader({ params }: Route.LoaderArgs) {
  throw redirect(href("/practice/sick-days/:id", params));
}

const schema = z.object({ booking: z.string() });

/** Say that nothing more is to be done about somebody's lost session. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  const form = await readForm(request, schema);
  const bookingId = form.ok ? form.value.booking : "";
  orNotFound((await settle(ctx, { sickDayId: params.id, bookingId })) || null);
  throw redirect(`${href("/practice/sick-days/:id", params)}?news=settled`, 303);
}

export default function Settled() {
  return null;
}
