import { href } from "react-router";
import { CancelForm, WordTo } from "#app/routes/series/cancel-form.tsx";
import { cancelDates, cancellingPage } from "#app/routes/series/cancelling.ts";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/series-cancellation";
import type { ClientHandle } from "./client.tsx";
import { whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export function loader({ context, params: { id }, request }: Route.LoaderArgs) {
  const { ctx, zone } = whoIsHere(context);
  return cancellingPage(ctx, { id, query: new URL(request.url).searchParams, zone });
}

export function action({ context, params: { id }, request }: Route.ActionArgs) {
  const { ctx, zone } = whoIsHere(context);
  return cancelDates(ctx, request, { id, zone, to: href("/client/series/:id", { id }) });
}

export function meta() {
  return [{ title: "Cancel several sessions" }, { name: "robots", content: "noindex" }];
}

export default function Cancellation({ loaderData, actionData }: Route.ComponentProps) {
  const page = actionData ?? loaderData;
  const back = href("/client/series/:id", { id: page.id });
  const isAny = page.dates.length > 0;
  return (
    <CancelForm
      page={page}
      action={href("/client/series/:id/cancellation", { id: page.id })}
      keepHref={back}
      heading={
        <PageHeading
          knot
          title={isAny ? "Cancel these sessions?" : "Nothing to cancel"}
          lede={
            <p>
              {isAny
                ? `Each has its own terms, said beside it. A fee is kept only if ${page.firstName} doesn’t waive it.`
                : "None of these dates is still to come."}
            </p>
          }
        />
      }
      words={<WordTo page={page} />}
    />
  );
}
