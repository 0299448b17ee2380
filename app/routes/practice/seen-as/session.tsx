import { sessionOf } from "#app/routes/client/session-of.ts";
import { SessionPage } from "#app/routes/client/session-page.tsx";
import type { Route } from "./+types/session";
import { lookingAs } from "./looking.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export function loader({ context, params }: Route.LoaderArgs) {
  // What was just done is told to whoever did it, so the address says nothing of it here.
  return lookingAs(context, params, (here) => sessionOf(here, params.booking, new URLSearchParams()));
}

export function meta() {
  return [{ title: "Their session" }, { name: "robots", content: "noindex" }];
}

export default function Session({ loaderData }: Route.ComponentProps) {
  return <SessionPage page={loaderData} />;
}
