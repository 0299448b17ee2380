import type { Route } from "./+types/session";
import { whoIsHere } from "./here.ts";
import { sessionOf } from "./session-of.ts";
import { SessionPage } from "./session-page.tsx";

export { ErrorBoundary } from "./trouble.tsx";

export function loader({ context, params, request }: Route.LoaderArgs) {
  return sessionOf(whoIsHere(context), params.id, new URL(request.url).searchParams);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page ? page.here.when : "Your session" }, { name: "robots", content: "noindex" }];
}

export default function Session({ loaderData }: Route.ComponentProps) {
  return <SessionPage page={loaderData} />;
}
