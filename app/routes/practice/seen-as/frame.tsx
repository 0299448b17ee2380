import { href, Outlet, useLocation } from "react-router";
import { seeAs } from "#app/domain/clients/see-as.ts";
import { frameOf, siteOf } from "#app/domain/site/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { requireMember } from "#app/middleware/session.ts";
import { LookedAt, seenAt } from "#app/routes/client/ways.tsx";
import { footerOf } from "#app/routes/site.tsx";
import { LookBar } from "#app/ui/look-bar.tsx";
import { SitePage } from "#app/ui/site-page.tsx";
import type { Route } from "./+types/frame";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

export const middleware: Route.MiddlewareFunction[] = [requireMember];

export const handle = { isPrivate: true };

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "client.see_as");
  const whose = { clientId: params.id, participantId: params.person };
  const { seen, shown } = orNotFound(await seeAs(ctx, whose, async (ctx) => frameOf(await siteOf(ctx))));
  return {
    frame: shown,
    name: seen.person.name,
    base: href("/practice/clients/:id/as/:person", params),
    back: href("/practice/clients/:id", { id: params.id }),
    others: href("/practice/clients/:id/as", { id: params.id }),
  };
}

export function headers() {
  return { "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex" };
}

const ways = [
  { label: "Home", path: "/client" },
  { label: "Sessions", path: "/client/sessions" },
  { label: "Book", path: "/client/book" },
  { label: "Account", path: "/client/account" },
];

/** A client's pages through their eyes: their own frame, with a bar above that says whose they are and how to leave. */
export default function Frame({ loaderData: { frame, name, base, back, others } }: Route.ComponentProps) {
  const { pathname } = useLocation();
  return (
    <SitePage
      above={<LookBar name={name} back={back} others={others} />}
      wordmark={{ name: frame.name, href: base }}
      nav={ways.map(({ label, path }) => {
        const to = seenAt(base, path) ?? base;
        return {
          label,
          href: to,
          current: pathname === to || (to !== base && pathname.startsWith(`${to}/`)),
        };
      })}
      help={{ ...frame.help, otherHref: href("/help-now") }}
      footer={footerOf(frame, { label: "Leave this view", href: back })}
    >
      <LookedAt base={base}>
        <Outlet />
      </LookedAt>
    </SitePage>
  );
}
