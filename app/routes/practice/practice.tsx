import { requireMember } from "#app/middleware/session.ts";
import styles from "#app/styles/practice.css?url";
import type { Route } from "./+types/practice";
import { frameOf } from "./frame.ts";
import { FramePage } from "./frame-page.tsx";

export const middleware: Route.MiddlewareFunction[] = [requireMember];

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const handle = { isPrivate: true };

export function loader({ context }: Route.LoaderArgs) {
  return frameOf(context);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.name ?? "Selvage" }, { name: "robots", content: "noindex" }];
}

export default function Practice({ loaderData: frame }: Route.ComponentProps) {
  return <FramePage {...frame} />;
}
