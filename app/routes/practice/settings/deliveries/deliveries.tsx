import { href } from "react-router";
import { deliveryLog, type Shelf, shelves, turnedAway } from "#app/domain/notifications/log.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/deliveries";
import { Log } from "./delivery-rows.tsx";
import { fateOf, nameOf, shelfNames } from "./in-words.ts";
import { TurnedAway } from "./turned-away.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "letters.see");
  const query = new URL(request.url).searchParams;
  const shelf: Shelf = shelves.find((one) => one === query.get("show")) ?? "all";
  const to = (query.get("to") ?? "").replaceAll("\0", "").trim().slice(0, 254);
  const [clock, away, { letters, more }] = await Promise.all([
    ownPractice(ctx),
    turnedAway(ctx),
    deliveryLog(ctx, { shelf, to, before: query.get("before"), count: 50 }),
  ]);
  const address = (about: Record<string, string>) =>
    `${href("/practice/settings/deliveries")}?${new URLSearchParams({ ...(to && { to }), ...about })}`;
  return {
    shelf,
    to,
    shelves: shelves.map((show) => ({
      label: shelfNames[show],
      href: address({ show }),
      current: show === shelf,
    })),
    away: away.map(({ since, ...row }) => ({ ...row, when: whenAndWhere(since.getTime(), clock).when })),
    rows: letters.map(({ id, letter, recipient, createdAt, ...went }) => ({
      id,
      name: nameOf(letter),
      recipient,
      at: createdAt.toISOString(),
      when: whenAndWhere(createdAt.getTime(), clock).when,
      fate: fateOf(went),
    })),
    isFiltered: to !== "" || shelf !== "all" || query.has("before"),
    more: more && address({ show: shelf, before: more }),
    flash: newsFor(query, {
      again: "Letters go there again from now on. What wasn’t sent meanwhile stays unsent.",
    }),
  };
}

export type Page = Awaited<ReturnType<typeof loader>>;

export function meta() {
  return [{ title: "Letters sent" }, { name: "robots", content: "noindex" }];
}

export default function Deliveries({ loaderData: page }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title="Letters sent"
        lede={<p>What went to whom, when, and how it went. What a letter says isn’t kept here.</p>}
      />
      {page.flash && (
        <Notice kind="ok" flash>
          <p>{page.flash}</p>
        </Notice>
      )}
      <TurnedAway rows={page.away} />
      <Log page={page} />
    </>
  );
}
