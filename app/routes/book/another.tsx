import { data, href, redirect } from "react-router";
import { z } from "zod";
import { newestToken } from "#app/domain/bookings/link.ts";
import { suggestedFor } from "#app/domain/sick-days/queries.ts";
import { orNotFound, readForm } from "#app/http.ts";
import { anotherPage, answerAnother } from "#app/routes/another.ts";
import { AnotherForm } from "#app/routes/another-form.tsx";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import type { Route } from "./+types/another";
import { heldBy, heldPage, privately } from "./held.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const held = await heldBy(context, params.token);
  const { ctx, booking: whole } = held;
  const suggested = orNotFound(await suggestedFor(ctx, whole.booking.id));
  if (suggested.takenBookingId) {
    const token = await newestToken(ctx, suggested.takenBookingId);
    throw redirect(href("/book/manage/:token", { token }));
  }
  const query = new URL(request.url).searchParams;
  const { frame, token } = await heldPage(held);
  const another = await anotherPage(ctx, whole, { zone: whole.booking.guestZone, query, suggested });
  return data({ frame, token, another }, privately);
}

const schema = z.object({ at: z.string().max(40).optional() });

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx, booking: whole } = await heldBy(context, params.token);
  orNotFound(await suggestedFor(ctx, whole.booking.id));
  const form = await readForm(request, schema);
  const taken = await answerAnother(ctx, whole.booking.id, form.ok ? form.value.at : undefined);
  if (!taken.ok) return data({ errors: taken.errors }, { status: taken.status });
  const token = await newestToken(ctx, taken.bookingId);
  const news = taken.isNew && !taken.isAsked ? "?news=taken" : "";
  throw redirect(href("/book/manage/:token", { token }) + news, 303);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Take another time", page.frame.name) : "Take another time" },
    { name: "robots", content: "noindex" },
  ];
}

export function headers() {
  return privately.headers;
}

export default function Another({ loaderData: { frame, token, another }, actionData }: Route.ComponentProps) {
  return (
    <Site frame={frame} canLeave>
      <AnotherForm
        page={another}
        action={href("/book/manage/:token/another", { token })}
        backHref={href("/book/manage/:token", { token })}
        beginHref={href("/book/:therapist", { therapist: another.therapist.slug })}
        errors={actionData?.errors ?? {}}
      />
    </Site>
  );
}
