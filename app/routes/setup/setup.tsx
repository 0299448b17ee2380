import { Outlet, useLocation, useRouteLoaderData } from "react-router";
import type { loader as rootLoader } from "#app/root.tsx";
import styles from "#app/styles/setup.css?url";
import { SetupFrame } from "#app/ui/setup-frame.tsx";
import type { Route } from "./+types/setup";
import { read, stateOf } from "./answers.ts";
import { setupHeaders, setupOf } from "./door.ts";
import { steps } from "./steps.ts";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const headers = setupHeaders;

/** What stands around every step: what the practice is called so far, and which steps are behind one. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { setup, guess } = await setupOf(context, request);
  const { practice } = read(setup, guess);
  return {
    name: practice?.name || "Your practice",
    steps: steps.map(({ key, title, path }) => ({
      title,
      href: path,
      isDone: stateOf(setup, key) === "done",
    })),
  };
}

export function meta() {
  return [{ title: "Setting up" }, { name: "robots", content: "noindex" }];
}

export default function Setup({ loaderData: page }: Route.ComponentProps) {
  const { pathname } = useLocation();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  return (
    <SetupFrame
      name={page.name}
      steps={page.steps.map(({ title, href, isDone }) => ({
        title,
        href,
        state: href === pathname ? "current" : isDone ? "done" : "ahead",
      }))}
      theme={{ current: root?.theme ?? "device", back: pathname }}
    >
      <Outlet />
    </SetupFrame>
  );
}
