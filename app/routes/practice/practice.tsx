import { href, Outlet, useLocation } from "react-router";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { placesOf } from "#app/domain/practices/standings.ts";
import { asMember } from "#app/http.ts";
import { requireMember } from "#app/middleware/session.ts";
import styles from "#app/styles/practice.css?url";
import { Shell } from "#app/ui/shell.tsx";
import type { Route } from "./+types/practice";

export const middleware: Route.MiddlewareFunction[] = [requireMember];

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const handle = { isPrivate: true };

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = asMember(context, "security.own");
  const [{ name }, places] = await Promise.all([ownPractice(ctx), placesOf(ctx, ctx.actor.userId)]);
  const sees = (deed: Parameters<typeof reachOf>[1]) => reachOf(ctx.actor, deed) !== "none";
  return {
    name,
    hasOtherPlaces: places.length > 1,
    nav: ways.filter(({ deed }) => sees(deed)).map(({ label, href }) => ({ label, href })),
  };
}

const ways = [
  { label: "Today", href: href("/practice/today"), deed: "diary.see" },
  { label: "Calendar", href: href("/practice/calendar"), deed: "diary.see" },
  { label: "Bookings", href: href("/practice/bookings"), deed: "diary.see" },
  { label: "Waiting list", href: href("/practice/waiting"), deed: "diary.see" },
  { label: "Clients", href: href("/practice/clients"), deed: "client.see" },
  { label: "Availability", href: href("/practice/availability"), deed: "hours.change" },
  { label: "Session types", href: href("/practice/session-types"), deed: "session_types.change" },
  { label: "Settings", href: href("/practice/settings"), deed: "security.own" },
] as const;

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.name ?? "Selvage" }, { name: "robots", content: "noindex" }];
}

export default function Practice({ loaderData: { name, nav, hasOtherPlaces } }: Route.ComponentProps) {
  const { pathname } = useLocation();
  return (
    <>
      <Shell
        name={name}
        nav={nav.map((link) => ({
          ...link,
          current: pathname === link.href || pathname.startsWith(`${link.href}/`),
        }))}
        foot={
          <>
            {hasOtherPlaces && <a href={href("/sign-in/standing")}>Change place</a>}
            <form method="post" action={href("/sign-out")}>
              <button type="submit">Sign out</button>
            </form>
          </>
        }
      >
        <Outlet />
      </Shell>
      <script type="module" src="/practice.js" />
    </>
  );
}
