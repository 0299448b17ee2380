import { homeOf } from "#app/routes/client/home-of.ts";
import { HomePage } from "#app/routes/client/home-page.tsx";
import type { Route } from "./+types/home";
import { lookingAs } from "./looking.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export function loader({ context, params }: Route.LoaderArgs) {
  return lookingAs(context, params, homeOf);
}

export function meta() {
  return [{ title: "Their page" }, { name: "robots", content: "noindex" }];
}

export default function Home({ loaderData }: Route.ComponentProps) {
  return <HomePage page={loaderData} />;
}
