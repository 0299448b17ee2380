import { href, Outlet, useLocation, useRouteLoaderData } from "react-router";
import type { loader as rootLoader } from "#app/root.tsx";
import styles from "#app/styles/setup.css?url";
import { ButtonLink } from "#app/ui/button.tsx";
import { SitePage } from "#app/ui/site-page.tsx";
import type { Route } from "./+types/preview";
import { setupHeaders, setupOf } from "./door.ts";
import { glimpseOf } from "./glimpse.ts";
import { isStep, pathOf } from "./steps.ts";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const headers = setupHeaders;

/** The frame people will see, its ways leading from preview to preview and nowhere else. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { setup, guess } = await setupOf(context, request);
  const asked = new URL(request.url).searchParams.get("from") ?? "";
  const from = isStep(asked) ? asked : "review";
  return { frame: glimpseOf(setup, guess).frame, from, back: pathOf(from) };
}

export function meta() {
  return [{ title: "Preview · Setting up" }, { name: "robots", content: "noindex" }];
}

export default function Preview({ loaderData: { frame, from, back } }: Route.ComponentProps) {
  const { pathname, search } = useLocation();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const ways = [
    { label: "First page", path: href("/setup/preview") },
    { label: "Your page", path: href("/setup/preview/profile") },
    { label: "Times", path: href("/setup/preview/times") },
  ];
  const at = (path: string) => `${path}?from=${from}`;
  return (
    <SitePage
      above={
        <aside className="preview-bar" aria-label="Preview">
          <p>
            <strong>A preview.</strong> Nobody else sees this, and nothing can be booked.
          </p>
          <ButtonLink kind="quiet" small href={back}>
            Back to setting up
          </ButtonLink>
        </aside>
      }
      wordmark={{ name: frame.name, href: at(href("/setup/preview")) }}
      nav={ways.map(({ label, path }) => ({ label, href: at(path), current: path === pathname }))}
      bookHref={at(href("/setup/preview/times"))}
      help={{ ...frame.help, otherHref: at(pathname) }}
      footer={{ line: `${frame.name}, ${frame.strapline}. No cookies for advertising, ever.`, links: [] }}
      theme={{ current: root?.theme ?? "device", back: `${pathname}${search}` }}
    >
      <Outlet context={at(href("/setup/preview/times"))} />
    </SitePage>
  );
}
