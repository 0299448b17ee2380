import type { ReactNode } from "react";
import { Links, Meta, Outlet, Scripts, useMatches, useRouteLoaderData } from "react-router";
import type { Route } from "./+types/root";
import { log, signedIn, visitor } from "./context.ts";
import { frameOf, homeSite } from "./domain/site/queries.ts";
import { houseOf } from "./http.ts";
import { whoIsSignedIn } from "./middleware/session.ts";
import { ownPageOf } from "./routes/auth/whereto.ts";
import styles from "./styles/app.css?url";
import { preloadedFonts } from "./styles/fonts.ts";

export { ErrorBoundary } from "./routes/trouble.tsx";

export const middleware: Route.MiddlewareFunction[] = [whoIsSignedIn];

export async function loader({ context }: Route.LoaderArgs) {
  const { theme, requestId } = context.get(visitor);
  // The frame must not be what breaks: without it an error page could not even say its reference.
  const home = await homeSite(houseOf(context)).catch((error: unknown) => {
    context.get(log).error({ error, requestId }, "whose site this is could not be found out");
    return null;
  });
  return {
    theme,
    reference: requestId.slice(0, 4).toUpperCase(),
    frame: home && frameOf(home),
    ownPage: ownPageOf(context.get(signedIn)),
  };
}

export const links: Route.LinksFunction = () => [
  ...preloadedFonts.map((font) => ({
    rel: "preload",
    as: "font",
    type: "font/woff2",
    href: font,
    crossOrigin: "anonymous" as const,
  })),
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "alternate icon", href: "/favicon.ico" },
  { rel: "apple-touch-icon", href: "/apple-touch-icon.png" },
];

type Handle = { hydrate?: boolean } | undefined;

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>("root");
  // Pages are finished on the server; only a route that says why it must is given React in the browser.
  const isHydrated = useMatches().some((match) => (match.handle as Handle)?.hydrate);
  const hue = root?.frame?.hue;
  return (
    <html lang="en" data-theme={root?.theme ?? undefined} data-hue={hue && hue !== "teal" ? hue : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
        <script type="module" src="/enhance.js" />
        {import.meta.env.DEV && <script type="module" src="/@vite/client" />}
      </head>
      <body>
        {children}
        {isHydrated && <Scripts />}
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}
