import { data, href, redirect } from "react-router";
import { z } from "zod";
import { changeWindows } from "#app/domain/waiting/change-windows.ts";
import { type FieldErrors, readForm } from "#app/http.ts";
import { privately } from "#app/routes/book/held.ts";
import { Site } from "#app/routes/site.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/suiting";
import { heldWait } from "./held.ts";
import { openNow } from "./open-now.ts";
import { WindowFields } from "./window-fields.tsx";
import { tickedFor, windowFields, windowsTicked } from "./windows.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { page, wait, clock } = await heldWait(context, params.token);
  if (page.status !== "waiting") throw redirect(href("/waitlist/:token", params));
  const typed = tickedFor(wait.windows);
  return data({ ...page, typed, locale: clock.locale, zone: zoneCity(clock.zone) }, privately);
}

const schema = z.object(windowFields);

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx, wait, page } = await heldWait(context, params.token);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const changed = await changeWindows(ctx, { wait, windows: windowsTicked(form.value) });
  if (changed.ok) throw redirect(`${href("/waitlist/:token", params)}?news=changed`, 303);
  if (changed.refusal === "not_waiting") throw redirect(href("/waitlist/:token", params), 303);
  const errors: FieldErrors = { "day-1": openNow[page.kind] };
  return data({ errors, typed: form.typed }, { status: 409 });
}

export function meta() {
  return [{ title: "What suits you" }, { name: "robots", content: "noindex" }];
}

export function headers() {
  return privately.headers;
}

export default function Suiting({ loaderData: page, actionData }: Route.ComponentProps) {
  const { token, frame, therapist } = page;
  const errors = actionData?.errors ?? {};
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <Site frame={frame} canLeave bookHref={href("/book/:therapist", { therapist: therapist.slug })}>
      <form className="stack" method="post" noValidate action={href("/waitlist/:token/windows", { token })}>
        <PageHeading
          knot
          eyebrow="The waiting list"
          title="What suits you?"
          lede={<p>Only times like these are offered to you. Your clock is {page.zone}’s.</p>}
        />
        <ErrorSummary problems={problems} />
        <WindowFields typed={actionData?.typed ?? page.typed} locale={page.locale} error={errors["day-1"]} />
        <div className="cluster">
          <Button busy="Noting it…">Keep this</Button>
          <ButtonLink kind="quiet" href={href("/waitlist/:token", { token })}>
            Leave it as it is
          </ButtonLink>
        </div>
      </form>
    </Site>
  );
}
