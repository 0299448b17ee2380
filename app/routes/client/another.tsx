import { data, href, redirect } from "react-router";
import { z } from "zod";
import { ownBooking } from "#app/domain/bookings/queries.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import { suggestedFor } from "#app/domain/sick-days/queries.ts";
import { orNotFound, readForm } from "#app/http.ts";
import { anotherPage, answerAnother } from "#app/routes/another.ts";
import { AnotherForm } from "#app/routes/another-form.tsx";
import type { Route } from "./+types/another";
import type { ClientHandle } from "./client.tsx";
import { clockOf, whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const here = whoIsHere(context);
  const whole = orNotFound(await ownBooking(here.ctx, params.id, mayAct));
  const suggested = await suggestedFor(here.ctx, params.id);
  if (!suggested) throw redirect(href("/client/sessions/:id", params));
  const { takenBookingId } = suggested;
  if (takenBookingId) throw redirect(href("/client/sessions/:id", { id: takenBookingId }));
  const query = new URL(request.url).searchParams;
  return {
    id: params.id,
    another: await anotherPage(here.ctx, whole, { zone: clockOf(here, whole), query, suggested }),
  };
}

const schema = z.object({ at: z.string().max(40).optional() });

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  orNotFound(await ownBooking(ctx, params.id, mayAct));
  const form = await readForm(request, schema);
  const taken = await answerAnother(ctx, params.id, form.ok ? form.value.at : undefined);
  if (!taken.ok) return data({ errors: taken.errors }, { status: taken.status });
  const page = href("/client/sessions/:id", { id: taken.bookingId });
  throw redirect(taken.isNew && !taken.isAsked ? `${page}?news=booked` : page, 303);
}

export function meta() {
  return [{ title: "Take another time" }, { name: "robots", content: "noindex" }];
}

export default function Another({ loaderData: { id, another }, actionData }: Route.ComponentProps) {
  return (
    <AnotherForm
      page={another}
      action={href("/client/sessions/:id/another", { id })}
      backHref={href("/client/sessions/:id", { id })}
      beginHref={href("/client/book")}
      errors={actionData?.errors ?? {}}
    />
  );
}
