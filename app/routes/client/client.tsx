import { href, Outlet, useLocation, useMatches } from "react-router";
import { unreadMessages } from "#app/domain/messaging/lists.ts";
import { unreadCount } from "#app/domain/notifications/notices.ts";
import { frameOf, siteOf } from "#app/domain/site/queries.ts";
import { asClient } from "#app/http.ts";
import { requireClient } from "#app/middleware/session.ts";
import { elsewhere, footerOf } from "#app/routes/site.tsx";
import { SitePage } from "#app/ui/site-page.tsx";
import type { Route } from "./+types/client";

export const middleware: Route.MiddlewareFunction[] = [requireClient];

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = asClient(context);
  const [site, notices, messages] = await Promise.all([siteOf(ctx), unreadCount(ctx), unreadMessages(ctx)]);
  return { frame: frameOf(site), unread: { [noticesHref]: notices, [messagesHref]: messages } };
}

export function headers() {
  return { "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex" };
}

const noticesHref = href("/client/notices");
const messagesHref = href("/client/messages");

const ways = [
  { label: "Home", href: href("/client") },
  { label: "Sessions", href: href("/client/sessions") },
  { label: "Book", href: href("/client/book") },
  { label: "Messages", href: messagesHref },
  { label: "For you", href: href("/client/for-you") },
  { label: "Forms", href: href("/client/forms") },
  { label: "Payments", href: href("/client/payments") },
  { label: "Notices", href: noticesHref },
  { label: "Account", href: href("/client/account") },
];

/** Pages somebody may not want to be seen on say so, and carry the way out. */
export type ClientHandle = { canLeave?: boolean } | undefined;

export default function Client({ loaderData: { frame, unread } }: Route.ComponentProps) {
  const { pathname } = useLocation();
  const home = href("/client");
  const canLeave = useMatches().some(({ handle }) => (handle as ClientHandle)?.canLeave);
  return (
    <SitePage
      wordmark={{ name: frame.name, href: home }}
      nav={ways.map((way) => ({
        ...way,
        ...(unread[way.href] && { label: `${way.label} (${unread[way.href]})` }),
        current: pathname === way.href || (way.href !== home && pathname.startsWith(`${way.href}/`)),
      }))}
      exitHref={canLeave ? elsewhere : undefined}
      help={{ ...frame.help, otherHref: href("/help-now") }}
      footer={footerOf(frame, { label: "Sign out", href: href("/sign-out") })}
    >
      <Outlet />
    </SitePage>
  );
}
