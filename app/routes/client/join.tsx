import { data, href, redirect } from "react-router";
import { ownBooking } from "#app/domain/bookings/queries.ts";
import { maySee } from "#app/domain/clients/rules.ts";
import { orNotFound } from "#app/http.ts";
import { answerWhere } from "#app/routes/joining/answer-where.ts";
import { atTheDoor, refreshHeader } from "#app/routes/joining/at-the-door.ts";
import { DoorPage } from "#app/routes/joining/door-page.tsx";
import type { Route } from "./+types/join";
import type { ClientHandle } from "./client.tsx";
import { clockOf, whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const here = whoIsHere(context);
  const whole = orNotFound(await ownBooking(here.ctx, params.id, maySee));
  const asksAgain = new URL(request.url).searchParams.get("where") === "again";
  const page = await atTheDoor(here.ctx, whole, { zone: clockOf(here, whole), asksAgain });
  return data({ id: params.id, page }, { headers: refreshHeader(page) });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  const whole = orNotFound(await ownBooking(ctx, params.id, maySee));
  const problem = await answerWhere(ctx, whole, request);
  if (problem) return data(problem, { status: 422 });
  throw redirect(href("/client/sessions/:id/join", params), 303);
}

export function headers({ parentHeaders, loaderHeaders }: Route.HeadersArgs) {
  return new Headers([...parentHeaders, ...loaderHeaders]);
}

export function meta() {
  return [{ title: "Join your session" }, { name: "robots", content: "noindex" }];
}

export default function Join({ loaderData: { id, page }, actionData }: Route.ComponentProps) {
  return (
    <DoorPage
      page={page}
      here={href("/client/sessions/:id/join", { id })}
      back={href("/client/sessions/:id", { id })}
      typed={actionData?.typed ?? {}}
      errors={actionData?.errors ?? {}}
    />
  );
}
