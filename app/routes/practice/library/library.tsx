import { href } from "react-router";
import type { ContentKind } from "#app/db/schema/content.ts";
import { library } from "#app/domain/content/reach.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import { asMember } from "#app/http.ts";
import { contentKinds, contentWords, whatItIs } from "#app/routes/content-in-words.ts";
import { newsFor } from "#app/routes/news.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { HiddenFields, TextField } from "#app/ui/fields.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { Route } from "./+types/library";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "content.change");
  const { searchParams } = new URL(request.url);
  const kind = contentKinds.find((one) => one === searchParams.get("kind")) ?? null;
  const search = (searchParams.get("q") ?? "").trim().slice(0, 120).replaceAll("\0", "");
  const isPutAway = searchParams.get("show") === "away";
  const [items, therapists] = await Promise.all([
    library(ctx, { kind, search, isPutAway }),
    therapistsWithin(ctx, "content.change"),
  ]);
  return {
    items: items.map(({ availableFrom, ...item }) => ({ ...item, isAhead: availableFrom > ctx.now() })),
    ...{ kind, search, isPutAway },
    isGroup: therapists.length > 1,
    said: newsFor(searchParams, {
      away: "Put away. Those who have it keep it.",
      out: "It is in the library again.",
    }),
  };
}

type Page = Route.ComponentProps["loaderData"];

export function meta() {
  return [{ title: "Library" }, { name: "robots", content: "noindex" }];
}

export default function Library({ loaderData: page }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title="Library"
        lede={<p>What you give to listen to, read and work with between sessions.</p>}
        actions={<ButtonLink href={href("/practice/library/new")}>Add something</ButtonLink>}
      />
      <div className="stack">
        {page.said && <Notice>{page.said}</Notice>}
        <Narrowing page={page} />
        {page.items.length === 0 ? <Nothing page={page} /> : <Items page={page} />}
      </div>
    </>
  );
}

function Narrowing({ page: { kind, search, isPutAway } }: { page: Page }) {
  const kept = { kind: kind ?? undefined, show: isPutAway ? "away" : undefined };
  return (
    <>
      <form className="cluster" method="get" action={href("/practice/library")}>
        <HiddenFields values={kept} />
        <TextField name="q" type="search" label="Search in titles" required={false} value={search} />
        <Button kind="quiet">Search</Button>
      </form>
      <nav aria-label="Kind">
        <ul className="cluster">
          {[null, ...contentKinds].map((one) => (
            <li key={one ?? "all"}>
              <Way to={addressOf({ kind: one, search, isPutAway })} isHere={one === kind}>
                {one ? contentWords[one] : "All kinds"}
              </Way>
            </li>
          ))}
          <li>
            <a href={addressOf({ kind, search, isPutAway: !isPutAway })}>
              {isPutAway ? "Back to what is in use" : "What was put away"}
            </a>
          </li>
        </ul>
      </nav>
    </>
  );
}

function Way({ to, isHere, children }: { to: string; isHere: boolean; children: string }) {
  return isHere ? <strong aria-current="page">{children}</strong> : <a href={to}>{children}</a>;
}

type Asked = { kind: ContentKind | null; search: string; isPutAway: boolean };

function addressOf({ kind, search, isPutAway }: Asked): string {
  const query = new URLSearchParams({
    ...(search && { q: search }),
    ...(kind && { kind }),
    ...(isPutAway && { show: "away" }),
  }).toString();
  return query ? `${href("/practice/library")}?${query}` : href("/practice/library");
}

function Items({ page: { items, isGroup } }: { page: Page }) {
  return (
    <Ledger
      level={2}
      rows={items.map((item) => ({
        title: item.title,
        href: href("/practice/library/:item", { item: item.id }),
        text: [whatItIs(item), isGroup ? item.therapistName : "", seenInWords(item)]
          .filter(Boolean)
          .join(" · "),
        aside: <Having {...item} />,
      }))}
    />
  );
}

function Having({ isForEverybody, isAhead, shares }: Page["items"][number]) {
  if (isForEverybody) return <Tag kind="ok">{isAhead ? "Everybody, from a date" : "Everybody has it"}</Tag>;
  if (shares === 0) return <Tag kind="plain">Nobody yet</Tag>;
  return <Tag kind="info">{shares === 1 ? "1 client has it" : `${shares} clients have it`}</Tag>;
}

function seenInWords({ seen, shares, isForEverybody }: Page["items"][number]): string {
  if (seen > 0) return isForEverybody || seen > shares ? `Seen by ${seen}` : `Seen by ${seen} of ${shares}`;
  return isForEverybody || shares > 0 ? "Not seen yet" : "";
}

function Nothing({ page: { kind, search, isPutAway } }: { page: Page }) {
  if (kind || search)
    return (
      <p>
        Nothing here fits that. <a href={addressOf({ kind: null, search: "", isPutAway })}>See everything</a>
      </p>
    );
  if (isPutAway) return <p>Nothing was put away.</p>;
  return (
    <p>
      Nothing here yet. A recording of your voice, a worksheet or a link: add it once, and give it to whom it
      helps.
    </p>
  );
}
