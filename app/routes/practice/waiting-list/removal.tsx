import { href, redirect } from "react-router";
import { takeOff } from "#app/domain/waiting/leave.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/removal";
import { onList } from "./on-list.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { page } = await onList(asMember(context, "diary.change"), "diary.change", params.id);
  if (page.status !== "waiting") throw redirect(href("/practice/waiting/:id", params));
  return page;
}

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  const { page } = await onList(ctx, "diary.change", params.id);
  orNotFound(await takeOff(ctx, params.id));
  throw redirect(
    `${href("/practice/waiting")}?${new URLSearchParams({ of: page.of, news: "removed" })}`,
    303,
  );
}

export function meta() {
  return [{ title: "Take off the list" }, { name: "robots", content: "noindex" }];
}

export default function Removal({ loaderData: { id, name, what, offer } }: Route.ComponentProps) {
  return (
    <form className="stack" method="post" action={href("/practice/waiting/:id/removal", { id })}>
      <WorkHeading
        eyebrow="Waiting list"
        title={`Take ${name} off the list?`}
        lede={
          <p>
            {what}. They aren’t written to about it, so please tell them yourself.
            {offer && ` The time kept for them (${offer.when}) is offered on.`}
          </p>
        }
      />
      <div className="cluster">
        <Button busy="Taking them off…">Take off the list</Button>
        <ButtonLink kind="quiet" href={href("/practice/waiting/:id", { id })}>
          Leave them on it
        </ButtonLink>
      </div>
    </form>
  );
}
