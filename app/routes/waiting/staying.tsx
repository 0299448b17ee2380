import { data, href, redirect } from "react-router";
import { stay } from "#app/domain/waiting/stay.ts";
import { privately } from "#app/routes/book/held.ts";
import { Site } from "#app/routes/site.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/staying";
import { heldWait } from "./held.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { page } = await heldWait(context, params.token);
  if (page.status !== "waiting") throw redirect(href("/waitlist/:token", params));
  return data(page, privately);
}

export async function action({ context, params }: Route.ActionArgs) {
  const { ctx, wait } = await heldWait(context, params.token);
  const stood = await stay(ctx, wait);
  throw redirect(`${href("/waitlist/:token", params)}${stood ? "?news=stayed" : ""}`, 303);
}

export function meta() {
  return [{ title: "Still looking?" }, { name: "robots", content: "noindex" }];
}

export function headers() {
  return privately.headers;
}

export default function Staying({ loaderData: { token, frame, therapist } }: Route.ComponentProps) {
  return (
    <Site frame={frame} canLeave bookHref={href("/book/:therapist", { therapist: therapist.slug })}>
      <form className="stack" method="post" action={href("/waitlist/:token/staying", { token })}>
        <PageHeading
          knot
          eyebrow="The waiting list"
          title="Still looking?"
          lede={<p>One press, and your place with {therapist.firstName} stays as it is.</p>}
        />
        <div className="cluster">
          <Button busy="Keeping it…">Yes, keep my place</Button>
          <ButtonLink kind="quiet" href={href("/waitlist/:token/leaving", { token })}>
            No, take me off
          </ButtonLink>
        </div>
      </form>
    </Site>
  );
}
