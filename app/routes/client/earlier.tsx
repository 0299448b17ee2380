import { href, redirect } from "react-router";
import { ownBooking } from "#app/domain/bookings/queries.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import { orNotFound } from "#app/http.ts";
import { shownBooking } from "#app/routes/shown-booking.ts";
import { earlierForm, joinByForm } from "#app/routes/waiting/earlier.ts";
import { EarlierFields, EarlierLede } from "#app/routes/waiting/earlier-form.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/earlier";
import { clockOf, whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const here = whoIsHere(context);
  const whole = orNotFound(await ownBooking(here.ctx, params.id, mayAct));
  const page = shownBooking(whole, { zone: clockOf(here, whole), now: here.ctx.now().getTime() });
  if (page.status !== "confirmed" || page.isOver) throw redirect(href("/client/sessions/:id", params));
  return { id: params.id, when: page.here.when, form: await earlierForm(here.ctx, whole) };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  const joined = await joinByForm(ctx, params.id, request);
  if (!joined.ok) return joined.answer;
  throw redirect(`${href("/client/sessions/:id", params)}?news=waiting`, 303);
}

export function meta() {
  return [{ title: "An earlier time" }, { name: "robots", content: "noindex" }];
}

export default function Earlier({ loaderData: { id, when, form }, actionData }: Route.ComponentProps) {
  return (
    <EarlierFields
      form={form}
      said={actionData}
      heading={
        <PageHeading
          knot
          title="Shall I tell you when an earlier time opens?"
          lede={<EarlierLede form={form} when={when} />}
        />
      }
      action={href("/client/sessions/:id/earlier", { id })}
      keepHref={href("/client/sessions/:id", { id })}
      moveHref={href("/client/sessions/:id/move", { id })}
    />
  );
}
