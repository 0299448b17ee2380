import { href, redirect } from "react-router";
import { ownThreads } from "#app/domain/messaging/lists.ts";
import { openOwnThreads } from "#app/domain/notifications/welcome-thread.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { Ledger } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { ClientHandle } from "../client.tsx";
import type { Route } from "./+types/messages";
import { atTheMessages } from "./door.ts";

export { ErrorBoundary } from "../trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export async function loader({ context, request }: Route.LoaderArgs) {
  const { ctx, zone } = atTheMessages(context, request);
  await openOwnThreads(ctx);
  const threads = await ownThreads(ctx);
  const [only, ...more] = threads;
  if (only && more.length === 0) throw redirect(href("/client/messages/:id", { id: only.thread.id }));
  const practice = await ownPractice(ctx);
  const clock = { zone: zone ?? practice.zone, locale: practice.locale };
  return {
    rows: threads.map(({ thread, therapist, client, person, unread }) => ({
      id: thread.id,
      name: therapist.name,
      kind: person
        ? "Only the two of you"
        : client.kind === "individual"
          ? null
          : `With ${client.name}, all of you`,
      unread,
      last: thread.lastAt && whenAndWhere(thread.lastAt.getTime(), clock).when,
    })),
  };
}

export function meta() {
  return [{ title: "Your messages" }, { name: "robots", content: "noindex" }];
}

export default function Messages({ loaderData: { rows } }: Route.ComponentProps) {
  return (
    <div className="stack">
      <PageHeading knot title="Your messages" />
      {rows.length > 0 ? (
        <Ledger
          level={2}
          rows={rows.map(({ id, name, kind, unread, last }) => ({
            title: name,
            href: href("/client/messages/:id", { id }),
            id,
            text: kind,
            aside: (
              <>
                {unread > 0 && <Tag kind="info">{`${unread} new`}</Tag>}{" "}
                {last && <span className="time">{last}</span>}
              </>
            ),
          }))}
        />
      ) : (
        <p>
          Nothing here yet. Once a first call is booked, this is where you and your therapist can write to
          each other.
        </p>
      )}
    </div>
  );
}
