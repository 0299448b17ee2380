import type { Route } from "./+types/sessions";
import { whoIsHere } from "./here.ts";
import { sessionsOf } from "./sessions-of.ts";
import { SessionsPage } from "./sessions-page.tsx";

export { ErrorBoundary } from "./trouble.tsx";

export function loader({ context, request }: Route.LoaderArgs) {
  return sessionsOf(whoIsHere(context), new URL(request.url).searchParams);
}

export function meta() {
  return [{ title: "Your sessions" }, { name: "robots", content: "noindex" }];
}

export default function Sessions({ loaderData }: Route.ComponentProps) {
  return <SessionsPage page={loaderData} />;
}
