import { data, href, redirect } from "react-router";
import { sendLines } from "#app/domain/bookings/send-lines.ts";
import { frameOf, siteOf } from "#app/domain/site/queries.ts";
import { readForm } from "#app/http.ts";
import { LinesForm } from "#app/routes/joining/lines-form.tsx";
import { linesOf, linesSchema } from "#app/routes/joining/lines-page.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import type { Route } from "./+types/lines";
import { heldBy, privately } from "./held.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { ctx, booking: whole, token } = await heldBy(context, params.token);
  const lines = await linesOf(ctx, whole, whole.booking.guestZone);
  if (!lines.may) throw redirect(href("/book/manage/:token", params));
  const frame = frameOf(await siteOf(ctx), whole.therapist.slug);
  return data({ token, frame, ...lines, text: null }, privately);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx, booking: whole } = await heldBy(context, params.token);
  const form = await readForm(request, linesSchema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { text } = form.value;
  const sent = await sendLines(ctx, { bookingId: whole.booking.id, text });
  const news = sent.ok ? (text ? "lines" : "lines-back") : "lines-late";
  throw redirect(`${href("/book/manage/:token", params)}?news=${news}`, 303);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Lines before a session", page.frame.name) : "Lines before a session" },
    { name: "robots", content: "noindex" },
  ];
}

export function headers() {
  return privately.headers;
}

export default function Lines({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <Site frame={page.frame} canLeave>
      <LinesForm
        page={page}
        here={href("/book/manage/:token/lines", { token: page.token })}
        back={href("/book/manage/:token", { token: page.token })}
        typed={actionData?.typed ?? {}}
        errors={actionData?.errors ?? {}}
      />
    </Site>
  );
}
