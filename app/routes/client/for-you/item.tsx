import { href } from "react-router";
import { markSeen } from "#app/domain/content/mark-seen.ts";
import { ownItem } from "#app/domain/content/own.ts";
import { goesOnAt, isHeard } from "#app/domain/content/rules.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { proseOf } from "#app/domain/site/prose.ts";
import { orNotFound } from "#app/http.ts";
import { whatItIs } from "#app/routes/content-in-words.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Player, Transcript } from "#app/ui/player.tsx";
import { Prose } from "#app/ui/prose.tsx";
import type { ClientHandle } from "../client.tsx";
import { whoIsHere } from "../here.ts";
import type { Route } from "./+types/item";
import { sessionsInWords } from "./feed-of.ts";

export { ErrorBoundary } from "../trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export async function loader({ context, params }: Route.LoaderArgs) {
  const { ctx, zone } = whoIsHere(context);
  const item = orNotFound(await ownItem(ctx, params.item));
  const practice = await ownPractice(ctx);
  const sessions = item.bookingId
    ? await sessionsInWords(ctx, { zone: zone ?? practice.zone, locale: practice.locale })
    : null;
  await markSeen(ctx, item.id);
  const { id, title, kind, duration, fileId, url, transcript, therapistName } = item;
  return {
    ...{ id, title, kind, duration, fileId, url, transcript, therapistName },
    html: proseOf(item.words),
    isHeard: isHeard(kind),
    at: goesOnAt(item.position ?? 0, duration),
    session: (item.bookingId && sessions?.get(item.bookingId)) ?? null,
  };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.title ?? "For you" }, { name: "robots", content: "noindex" }];
}

export default function Item({ loaderData: page }: Route.ComponentProps) {
  const { id, title, fileId, url, session, html } = page;
  return (
    <div className="stack">
      <PageHeading
        knot
        eyebrow={whatItIs(page)}
        title={title}
        lede={
          <p>
            From {page.therapistName}
            {session ? `, with your session of ${session}.` : "."}
          </p>
        }
      />
      {fileId && page.isHeard && (
        <Player
          title={title}
          src={href("/files/:id", { id: fileId })}
          place={{ at: page.at, keepAt: href("/client/for-you/:item/place", { item: id }) }}
        />
      )}
      {fileId && !page.isHeard && (
        <p>
          <ButtonLink href={href("/files/:id", { id: fileId })} download="">
            Download the worksheet
          </ButtonLink>
        </p>
      )}
      {url && (
        <p>
          <a className="btn" data-kind="primary" href={url} rel="noopener noreferrer" target="_blank">
            Open the link<span className="sr-only"> in a new window</span>
          </a>
        </p>
      )}
      {html && <Prose html={html} />}
      <Transcript text={page.transcript} />
      <p className="mt-6">
        <a href={href("/client/for-you")}>Everything for you</a>
      </p>
    </div>
  );
}
