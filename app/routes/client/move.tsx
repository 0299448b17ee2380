import { data, href, redirect } from "react-router";
import { z } from "zod";
import { ownBooking } from "#app/domain/bookings/queries.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import { moveAfterLook } from "#app/domain/reception/move-after-look.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { orNotFound, readForm, worldOf } from "#app/http.ts";
import { MoveForm, moveRefusals } from "#app/routes/move-form.tsx";
import { wayToMove } from "#app/routes/moving.ts";
import { shownBooking } from "#app/routes/shown-booking.ts";
import type { Route } from "./+types/move";
import type { ClientHandle } from "./client.tsx";
import { clockOf, whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const here = whoIsHere(context);
  const { ctx } = here;
  const whole = orNotFound(await ownBooking(ctx, params.id, mayAct));
  const zone = clockOf(here, whole);
  const asked = new URL(request.url).searchParams.get("from");
  return {
    id: params.id,
    ...shownBooking(whole, { zone, now: ctx.now().getTime() }),
    way: await wayToMove(ctx, whole, { zone, asked }),
  };
}

const schema = z.object({ at: wish.startsAt });

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  const whole = orNotFound(await ownBooking(ctx, params.id, mayAct));
  const form = await readForm(request, schema);
  if (!form.ok) return data({ error: "Please choose a time." }, { status: 422 });
  const moved = await moveAfterLook(ctx, worldOf(context), whole, form.value.at);
  if (moved.ok) throw redirect(`${href("/client/sessions/:id", params)}?news=moved`, 303);
  return data({ error: moveRefusals[moved.refusal] }, { status: moved.refusal === "slot_taken" ? 409 : 422 });
}

export function meta() {
  return [{ title: "Move your session" }, { name: "robots", content: "noindex" }];
}

export default function Move({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id } = page;
  return (
    <MoveForm
      page={page}
      action={href("/client/sessions/:id/move", { id })}
      keepHref={href("/client/sessions/:id", { id })}
      error={actionData?.error}
    />
  );
}
