import { data, href, redirect } from "react-router";
import { frameOf, siteOf } from "#app/domain/site/queries.ts";
import { answerWhere } from "#app/routes/joining/answer-where.ts";
import { atTheDoor, refreshHeader } from "#app/routes/joining/at-the-door.ts";
import { DoorPage } from "#app/routes/joining/door-page.tsx";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import type { Route } from "./+types/join";
import { heldBy, privately } from "./held.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { ctx, booking: whole, token } = await heldBy(context, params.token);
  const asksAgain = new URL(request.url).searchParams.get("where") === "again";
  const page = await atTheDoor(ctx, whole, { zone: whole.booking.guestZone, asksAgain });
  const frame = frameOf(await siteOf(ctx), whole.therapist.slug);
  return data({ token, frame, page }, { headers: { ...privately.headers, ...refreshHeader(page) } });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx, booking: whole } = await heldBy(context, params.token);
  const problem = await answerWhere(ctx, whole, request);
  if (problem) return data(problem, { status: 422 });
  throw redirect(href("/book/manage/:token/join", params), 303);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Join your session", page.frame.name) : "Join your session" },
    { name: "robots", content: "noindex" },
  ];
}

export function headers({ loaderHeaders }: Route.HeadersArgs) {
  return loaderHeaders;
}

export default function Join({ loaderData: { token, frame, page }, actionData }: Route.ComponentProps) {
  return (
    <Site frame={frame} canLeave>
      <DoorPage
        page={page}
        here={href("/book/manage/:token/join", { token })}
        back={href("/book/manage/:token", { token })}
        typed={actionData?.typed ?? {}}
        errors={actionData?.errors ?? {}}
      />
    </Site>
  );
}
