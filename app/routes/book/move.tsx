import { data, href, redirect } from "react-router";
import { z } from "zod";
import { moveAfterLook } from "#app/domain/reception/move-after-look.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { readForm, worldOf } from "#app/http.ts";
import { MoveForm, moveRefusals } from "#app/routes/move-form.tsx";
import { wayToMove } from "#app/routes/moving.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import type { Route } from "./+types/move";
import { heldBy, heldPage, privately } from "./held.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const held = await heldBy(context, params.token);
  const page = await heldPage(held);
  const asked = new URL(request.url).searchParams.get("from");
  const way = await wayToMove(held.ctx, held.booking, { zone: held.booking.booking.guestZone, asked });
  return data({ ...page, way }, privately);
}

const schema = z.object({ at: wish.startsAt });

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx, booking: whole } = await heldBy(context, params.token);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ error: "Please choose a time." }, { status: 422 });
  const moved = await moveAfterLook(ctx, worldOf(context), whole, form.value.at);
  if (moved.ok)
    throw redirect(`${href("/book/manage/:token", { token: moved.value.token })}?news=moved`, 303);
  return data({ error: moveRefusals[moved.refusal] }, { status: moved.refusal === "slot_taken" ? 409 : 422 });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Move your booking", page.frame.name) : "Move your booking" },
    { name: "robots", content: "noindex" },
  ];
}

export function headers() {
  return privately.headers;
}

export default function Move({ loaderData: page, actionData }: Route.ComponentProps) {
  const { frame, token } = page;
  return (
    <Site frame={frame} canLeave>
      <MoveForm
        page={page}
        action={href("/book/manage/:token/move", { token })}
        keepHref={href("/book/manage/:token", { token })}
        error={actionData?.error}
      />
    </Site>
  );
}
