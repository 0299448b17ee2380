import { data, href, redirect } from "react-router";
import { ownLines } from "#app/domain/bookings/lines.ts";
import { sendLines, writable } from "#app/domain/bookings/send-lines.ts";
import { orNotFound, readForm } from "#app/http.ts";
import { LinesForm } from "#app/routes/joining/lines-form.tsx";
import { linesOf, linesSchema } from "#app/routes/joining/lines-page.ts";
import type { Route } from "./+types/lines";
import type { ClientHandle } from "./client.tsx";
import { clockOf, whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export async function loader({ context, params }: Route.LoaderArgs) {
  const here = whoIsHere(context);
  const whole = orNotFound(await writable(here.ctx, params.id));
  const lines = await linesOf(here.ctx, whole, clockOf(here, whole));
  if (!lines.may) throw redirect(href("/client/sessions/:id", params));
  return { id: params.id, ...lines, text: (await ownLines(here.ctx, whole)) ?? "" };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  orNotFound(await writable(ctx, params.id));
  const form = await readForm(request, linesSchema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { text } = form.value;
  const sent = await sendLines(ctx, { bookingId: params.id, text });
  const news = sent.ok ? (text ? "lines" : "lines-back") : "lines-late";
  throw redirect(`${href("/client/sessions/:id", params)}?news=${news}`, 303);
}

export function meta() {
  return [{ title: "Lines before a session" }, { name: "robots", content: "noindex" }];
}

export default function Lines({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <LinesForm
      page={page}
      here={href("/client/sessions/:id/lines", { id: page.id })}
      back={href("/client/sessions/:id", { id: page.id })}
      typed={actionData?.typed ?? {}}
      errors={actionData?.errors ?? {}}
    />
  );
}
