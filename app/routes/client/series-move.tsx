import { href } from "react-router";
import { SeriesMoveForm } from "#app/routes/series/move-form.tsx";
import { moveDates, movingPage } from "#app/routes/series/moving.ts";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/series-move";
import type { ClientHandle } from "./client.tsx";
import { whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export function loader({ context, params: { id }, request }: Route.LoaderArgs) {
  const { ctx, zone } = whoIsHere(context);
  return movingPage(ctx, { id, query: new URL(request.url).searchParams, zone });
}

export function action({ context, params: { id }, request }: Route.ActionArgs) {
  const { ctx, zone } = whoIsHere(context);
  return moveDates(ctx, request, { id, zone, to: (moved) => href("/client/series/:id", { id: moved }) });
}

export function meta() {
  return [{ title: "Move several sessions" }, { name: "robots", content: "noindex" }];
}

export default function Move({ loaderData, actionData }: Route.ComponentProps) {
  const page = actionData ?? loaderData;
  const count = page.now.length;
  return (
    <SeriesMoveForm
      page={page}
      action={href("/client/series/:id/move", { id: page.id })}
      keepHref={href("/client/series/:id", { id: page.id })}
      heading={
        <PageHeading
          knot
          eyebrow={page.rhythm}
          title={
            count > 0 ? `Move ${count === 1 ? "this session" : `these ${count} sessions`}` : "Nothing to move"
          }
          lede={
            <p>
              {count > 0
                ? "Say where the first of them goes; the others follow in the same rhythm, price and terms stay. One that is close already can be moved once, and carries its terms along."
                : "None of these dates is still to come."}
            </p>
          }
        />
      }
    />
  );
}
