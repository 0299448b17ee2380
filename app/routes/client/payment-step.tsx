import { data, href, redirect } from "react-router";
import { ownBooking } from "#app/domain/bookings/queries.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import { orNotFound } from "#app/http.ts";
import { isToBePaid, payPageOf, pressed } from "#app/routes/paying/pay-of.ts";
import { PayPage } from "#app/routes/paying/pay-page.tsx";
import type { Route } from "./+types/payment-step";
import type { ClientHandle } from "./client.tsx";
import { clockOf, whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export async function loader({ context, params }: Route.LoaderArgs) {
  const here = whoIsHere(context);
  const whole = orNotFound(await ownBooking(here.ctx, params.id, mayAct));
  if (!isToBePaid(whole, here.ctx.now().getTime())) throw redirect(href("/client/sessions/:id", params));
  return { id: params.id, page: await payPageOf(here.ctx, whole, clockOf(here, whole)) };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  const whole = orNotFound(await ownBooking(ctx, params.id, mayAct));
  const answer = await pressed(context, ctx, whole, request);
  if (answer.is === "go") throw redirect(answer.to, 303);
  if (answer.is === "over") throw redirect(href("/client/sessions/:id", params), 303);
  return data({ errors: answer.errors }, { status: answer.status });
}

export function meta() {
  return [{ title: "Pay for your time" }, { name: "robots", content: "noindex" }];
}

export default function PaymentStep({ loaderData: { id, page }, actionData }: Route.ComponentProps) {
  const action = href("/client/sessions/:id/payment", { id });
  return <PayPage page={page} action={action} errors={actionData?.errors ?? {}} />;
}
