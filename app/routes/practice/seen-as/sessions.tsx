import { sessionsOf } from "#app/routes/client/sessions-of.ts";
import { SessionsPage } from "#app/routes/client/sessions-page.tsx";
import type { Route } from "./+types/sessions";
import { lookingAs } from "./looking.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export function loader({ context, params, request }: Route.LoaderArgs) {
  return lookingAs(context, params, (here) => sessionsOf(here, new URL(request.url).searchParams));
}

export function meta() {
  return [{ title: "Their sessions" }, { name: "robots", content: "noindex" }];
}

export default function Sessions({ loaderData }: Route.ComponentProps) {
  return <SessionsPage page={loaderData} />;
}
