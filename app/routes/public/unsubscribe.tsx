import { data, href, redirect } from "react-router";
import { topics } from "#app/domain/notifications/kinds.ts";
import { openUnsubscribe, unsubscribe } from "#app/domain/notifications/unsubscribe.ts";
import { frameOf, siteOf } from "#app/domain/site/queries.ts";
import { houseOf, orNotFound } from "#app/http.ts";
import { topicWords } from "#app/routes/notices/topic-words.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Button } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/unsubscribe";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

const privately = { headers: { "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex" } };

/** Asking changes nothing: programs that look through mail open its links. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { ctx, topic, isStopped } = orNotFound(await openUnsubscribe(houseOf(context), params.token));
  const { title } = topicWords[topic];
  const frame = frameOf(await siteOf(ctx));
  const isClient = topics[topic].side === "client";
  return data({ frame, token: params.token, title, isClient, isStopped }, privately);
}

export async function action({ context, params }: Route.ActionArgs) {
  orNotFound(await unsubscribe(houseOf(context), params.token));
  throw redirect(href("/unsubscribe/:token", params), 303);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("No more letters", page.frame.name) : "No more letters" },
    { name: "robots", content: "noindex" },
  ];
}

export function headers() {
  return privately.headers;
}

export default function Unsubscribe({ loaderData: page }: Route.ComponentProps) {
  const { frame, token, title, isClient, isStopped } = page;
  return (
    <Site frame={frame} canLeave>
      {isStopped ? (
        <PageHeading
          knot
          title="No more letters like that"
          lede={
            <p>
              About this you get no email any more: {title.charAt(0).toLowerCase() + title.slice(1)}. When you
              sign in, you can have them again under “What you hear about”.
            </p>
          }
        />
      ) : (
        <form className="stack" method="post" action={href("/unsubscribe/:token", { token })}>
          <PageHeading
            knot
            title="No more letters like that?"
            lede={
              <p>
                They are about this: {title.charAt(0).toLowerCase() + title.slice(1)}.{" "}
                {isClient
                  ? "Changes somebody else makes to your sessions are told all the same."
                  : "What happens still stands where you work."}
              </p>
            }
          />
          <div className="cluster">
            <Button busy="Stopping…">Stop these letters</Button>
          </div>
        </form>
      )}
    </Site>
  );
}
