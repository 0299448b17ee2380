import { data, href, redirect } from "react-router";
import { Site } from "#app/routes/site.tsx";
import { earlierForm, joinByForm } from "#app/routes/waiting/earlier.ts";
import { EarlierFields, EarlierLede } from "#app/routes/waiting/earlier-form.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/earlier";
import { heldBy, heldPage, privately } from "./held.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const held = await heldBy(context, params.token);
  const page = await heldPage(held);
  if (page.status !== "confirmed" || page.isOver) throw redirect(href("/book/manage/:token", params));
  return data({ ...page, form: await earlierForm(held.ctx, held.booking) }, privately);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx, booking } = await heldBy(context, params.token);
  const joined = await joinByForm(ctx, booking.booking.id, request);
  if (!joined.ok) return joined.answer;
  throw redirect(href("/waitlist/:token", { token: joined.token }), 303);
}

export function meta() {
  return [{ title: "An earlier time" }, { name: "robots", content: "noindex" }];
}

export function headers() {
  return privately.headers;
}

export default function Earlier({ loaderData: page, actionData }: Route.ComponentProps) {
  const { frame, token, form } = page;
  return (
    <Site frame={frame} canLeave>
      <EarlierFields
        form={form}
        said={actionData}
        heading={
          <PageHeading
            knot
            title="Shall I tell you when an earlier time opens?"
            lede={<EarlierLede form={form} when={page.here.when} />}
          />
        }
        action={href("/book/manage/:token/earlier", { token })}
        keepHref={href("/book/manage/:token", { token })}
        moveHref={href("/book/manage/:token/move", { token })}
      />
    </Site>
  );
}
