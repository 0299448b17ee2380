import { href } from "react-router";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { Ledger } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { whoIsHere } from "../here.ts";
import { OwnLink } from "../ways.tsx";
import type { Route } from "./+types/for-you";
import { feedOf } from "./feed-of.ts";

export { ErrorBoundary } from "../trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const here = whoIsHere(context);
  const practice = await ownPractice(here.ctx);
  return { items: await feedOf(here, { zone: here.zone ?? practice.zone, locale: practice.locale }) };
}

export function meta() {
  return [{ title: "For you" }, { name: "robots", content: "noindex" }];
}

export default function ForYou({ loaderData: { items } }: Route.ComponentProps) {
  return (
    <>
      <PageHeading
        knot
        title="For you"
        lede={<p>To listen to, to read and to work with, between sessions.</p>}
      />
      {items.length === 0 && (
        <p>
          Nothing here yet. When there is something for you, it stands here and stays.{" "}
          <OwnLink href={href("/client")}>Back to your page</OwnLink>
        </p>
      )}
      <Ledger
        level={2}
        rows={items.map(({ id, title, text, isNew, state }) => ({
          title,
          href: href("/client/for-you/:item", { item: id }),
          text,
          aside: isNew ? <Tag kind="info">New</Tag> : state && <Tag kind="plain">{state}</Tag>,
        }))}
      />
    </>
  );
}
