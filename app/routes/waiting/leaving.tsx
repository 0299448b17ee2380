import { data, href, redirect } from "react-router";
import { leave } from "#app/domain/waiting/leave.ts";
import { privately } from "#app/routes/book/held.ts";
import { Site } from "#app/routes/site.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/leaving";
import { heldWait } from "./held.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { page } = await heldWait(context, params.token);
  if (page.status !== "waiting") throw redirect(href("/waitlist/:token", params));
  return data(page, privately);
}

export async function action({ context, params }: Route.ActionArgs) {
  const { ctx, wait } = await heldWait(context, params.token);
  await leave(ctx, wait);
  throw redirect(`${href("/waitlist/:token", params)}?news=left`, 303);
}

export function meta() {
  return [{ title: "Leave the list" }, { name: "robots", content: "noindex" }];
}

export function headers() {
  return privately.headers;
}

export default function Leaving({ loaderData: { token, frame, therapist, has } }: Route.ComponentProps) {
  return (
    <Site frame={frame} canLeave bookHref={href("/book/:therapist", { therapist: therapist.slug })}>
      <form className="stack" method="post" action={href("/waitlist/:token/leaving", { token })}>
        <PageHeading
          knot
          eyebrow="The waiting list"
          title="Leave the list?"
          lede={
            <p>
              {has
                ? `The time you have, ${has}, stays yours. You just aren’t asked about earlier ones.`
                : "Nobody writes to you about open times any more. You can come back whenever you like."}
            </p>
          }
        />
        <div className="cluster">
          <Button busy="Leaving…">Leave the list</Button>
          <ButtonLink kind="quiet" href={href("/waitlist/:token", { token })}>
            Keep my place
          </ButtonLink>
        </div>
      </form>
    </Site>
  );
}
