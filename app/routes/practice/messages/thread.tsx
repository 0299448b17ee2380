import { href } from "react-router";
import { findThread } from "#app/domain/messaging/find.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember, orNotFound, worldOf } from "#app/http.ts";
import { news, sendTo } from "#app/routes/messages/doing.ts";
import { Talk } from "#app/routes/messages/talk.tsx";
import { type ThreadShown, threadOf } from "#app/routes/messages/thread-of.ts";
import { newsFor } from "#app/routes/news.ts";
import { elsewhere } from "#app/routes/site.tsx";
import talk from "#app/styles/talk.css?url";
import { Button } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/thread";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: talk }];

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "messages.read");
  const found = orNotFound(await findThread(ctx, params.id));
  const { searchParams } = new URL(request.url);
  const isOwn = found.thread.therapistId === ctx.actor.therapistId;
  const zone = isOwn ? found.therapist.zone : (await ownPractice(ctx)).zone;
  return { ...(await threadOf(ctx, found, searchParams, zone)), flash: newsFor(searchParams, news) };
}

export function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "messages.write");
  const self = href("/practice/messages/:id", params);
  return sendTo(ctx, worldOf(context), { threadId: params.id, self, request });
}

export function meta() {
  return [{ title: "Messages" }, { name: "robots", content: "noindex" }];
}

export default function Thread({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id, apart, clientName, isLookingIn } = page;
  const self = href("/practice/messages/:id", { id });
  const whom = apart ?? clientName;
  return (
    <>
      <WorkHeading
        eyebrow={apart ? `Apart from ${clientName}` : undefined}
        title={whom}
        lede={<p>{whoReads(page)}</p>}
        actions={
          <a className="btn" data-kind="quiet" data-small data-exit href={elsewhere} rel="noreferrer">
            Leave this page
          </a>
        }
      />
      <div className="stack">
        {page.flash && (
          <Notice kind="ok" flash>
            <p>{page.flash}</p>
          </Notice>
        )}
        <Ways page={page} self={self} />
        <Talk
          page={page}
          self={self}
          whom={whom}
          answer={`They read that you answer: ${page.replyTime}.`}
          helpHref={href("/help-now")}
          typed={actionData?.typed ?? {}}
          brought={actionData?.brought ?? []}
          errors={actionData?.errors ?? {}}
        />
        {!isLookingIn && page.waiting > 0 && (
          <form className="cluster" method="post" action={`${self}/settled`}>
            <HiddenFields values={{ number: String(page.last) }} />
            <Button kind="quiet" small>
              Nothing to answer
            </Button>
            <span className="hint">Waiting since {page.waitsSince}.</span>
          </form>
        )}
      </div>
    </>
  );
}

function whoReads({ apart, isJoint, clientName }: ThreadShown): string {
  if (apart)
    return `Only ${apart} and you read this; the others do not see that it exists. Reading is recorded.`;
  return isJoint ? `${clientName} all read this. Reading is recorded.` : "Reading is recorded.";
}

/** To the record, and to the threads apart. */
function Ways({ page, self }: { page: ThreadShown; self: string }) {
  return (
    <nav className="cluster" aria-label="With them">
      <a href={href("/practice/messages")}>All messages</a>
      <a href={href("/practice/clients/:id", { id: page.clientId })}>Their record</a>
      {page.others.map(({ participantId, name, threadId }) =>
        threadId ? (
          <a key={participantId} href={href("/practice/messages/:id", { id: threadId })}>
            {name}, apart
          </a>
        ) : (
          <form key={participantId} method="post" action={`${self}/apart`}>
            <HiddenFields values={{ person: participantId }} />
            <Button kind="quiet" small>
              Write to {name} apart
            </Button>
          </form>
        ),
      )}
    </nav>
  );
}
