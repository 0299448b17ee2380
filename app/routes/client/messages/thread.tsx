import { href } from "react-router";
import { keepDraft } from "#app/domain/messaging/draft.ts";
import { findThread } from "#app/domain/messaging/find.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { orNotFound, readFields, worldOf } from "#app/http.ts";
import { fieldsAlone } from "#app/routes/messages/brought.ts";
import { news, sendTo } from "#app/routes/messages/doing.ts";
import { Talk } from "#app/routes/messages/talk.tsx";
import { threadOf } from "#app/routes/messages/thread-of.ts";
import { draftSchema } from "#app/routes/messages/typed.ts";
import { newsFor } from "#app/routes/news.ts";
import talk from "#app/styles/talk.css?url";
import { Button } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { ClientHandle } from "../client.tsx";
import { whoIsHere } from "../here.ts";
import type { Route } from "./+types/thread";
import { atTheMessages, mustComeAgain, signInAgain } from "./door.ts";

export { ErrorBoundary } from "../trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: talk }];

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { ctx, zone } = atTheMessages(context, request);
  const found = orNotFound(await findThread(ctx, params.id));
  const { searchParams } = new URL(request.url);
  const page = await threadOf(ctx, found, searchParams, zone ?? (await ownPractice(ctx)).zone);
  return { ...page, flash: newsFor(searchParams, news) };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const here = whoIsHere(context);
  if (mustComeAgain(context, here)) {
    // What they wrote waits for them, and is not lost on the way through the door.
    const form = readFields(await fieldsAlone(request), draftSchema);
    if (form.ok) await keepDraft(here.ctx, { threadId: params.id, ...form.value });
    throw signInAgain(request);
  }
  const self = href("/client/messages/:id", params);
  return sendTo(here.ctx, worldOf(context), { threadId: params.id, self, request });
}

export function meta() {
  return [{ title: "Your messages" }, { name: "robots", content: "noindex" }];
}

export default function Thread({ loaderData: page, actionData }: Route.ComponentProps) {
  const { firstName, isJoint, apart, others, id } = page;
  const self = href("/client/messages/:id", { id });
  return (
    <div className="stack">
      {page.flash && (
        <Notice kind="ok" flash>
          <p>{page.flash}</p>
        </Notice>
      )}
      <PageHeading
        knot
        eyebrow="Your messages"
        title={`You and ${firstName}`}
        lede={<p>{whoReads({ firstName, isJoint, apart })}</p>}
      />
      {others.map(({ participantId, threadId }) =>
        threadId ? (
          <p key={participantId}>
            <a href={href("/client/messages/:id", { id: threadId })}>Your own thread with {firstName}</a>
          </p>
        ) : (
          <form key={participantId} method="post" action={`${self}/apart`}>
            <HiddenFields values={{ person: participantId }} />
            <Button kind="quiet" small>
              Write to {firstName} alone
            </Button>
          </form>
        ),
      )}
      <Talk
        page={page}
        self={self}
        whom={firstName}
        answer={`You hear back: ${page.replyTime}. ${firstName} can’t see messages straight away.`}
        helpHref={href("/help-now")}
        typed={actionData?.typed ?? {}}
        brought={actionData?.brought ?? []}
        errors={actionData?.errors ?? {}}
      />
    </div>
  );
}

function whoReads({
  firstName,
  isJoint,
  apart,
}: {
  firstName: string;
  isJoint: boolean;
  apart: string | null;
}) {
  if (apart) return `Only ${firstName} and you read what is here; nobody else of you sees that it exists.`;
  if (isJoint) return `${firstName} and all of you who come together read what is here.`;
  return `What you write here is sealed, and ${firstName} reads it.`;
}
