import type { Route } from "./+types/home";
import { whoIsHere } from "./here.ts";
import { homeOf } from "./home-of.ts";
import { HomePage } from "./home-page.tsx";

export { ErrorBoundary } from "./trouble.tsx";

export function loader({ context }: Route.LoaderArgs) {
  return homeOf(whoIsHere(context));
}

export function meta() {
  return [{ title: "Your page" }, { name: "robots", content: "noindex" }];
}

export default function ClientHome({ loaderData }: Route.ComponentProps) {
  return <HomePage page={loaderData} />;
}
