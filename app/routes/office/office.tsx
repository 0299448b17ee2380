import { requireMember } from "#app/middleware/session.ts";
import styles from "#app/styles/practice.css?url";
import { frameOf } from "../practice/frame.ts";
import { FramePage } from "../practice/frame-page.tsx";
import type { Route } from "./+types/office";

export const middleware: Route.MiddlewareFunction[] = [requireMember];

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const handle = { isPrivate: true };

export function loader({ context }: Route.LoaderArgs) {
  return frameOf(context);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.name ?? "Selvage" }, { name: "robots", content: "noindex" }];
}

export default function Office({ loaderData: frame }: Route.ComponentProps) {
  return <FramePage {...frame} />;
}
