import { data, href, redirect } from "react-router";
import { houseOf } from "#app/http.ts";
import { isToBePaid, payPageOf, pressed } from "#app/routes/paying/pay-of.ts";
import { PayPage } from "#app/routes/paying/pay-page.tsx";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import type { Route } from "./+types/pay";
import { heldBy, heldPage, privately } from "./held.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const held = await heldBy(context, params.token);
  const { ctx, booking } = held;
  if (!isToBePaid(booking, houseOf(context).now().getTime()))
    throw redirect(href("/book/manage/:token", params));
  const { frame } = await heldPage(held);
  return data(
    { token: params.token, frame, page: await payPageOf(ctx, booking, booking.booking.guestZone) },
    privately,
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx, booking } = await heldBy(context, params.token);
  const answer = await pressed(context, ctx, booking, request);
  if (answer.is === "go") throw redirect(answer.to, 303);
  if (answer.is === "over") throw redirect(href("/book/manage/:token", params), 303);
  return data({ errors: answer.errors }, { status: answer.status });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Pay for your time", page.frame.name) : "Pay for your time" },
    { name: "robots", content: "noindex" },
  ];
}

export function headers() {
  return privately.headers;
}

export default function Pay({ loaderData: { token, frame, page }, actionData }: Route.ComponentProps) {
  return (
    <Site frame={frame} canLeave>
      <PayPage page={page} action={href("/book/pay/:token", { token })} errors={actionData?.errors ?? {}} />
    </Site>
  );
}
