import { data, href, redirect } from "react-router";
import { chooseCalendars, listCalendars } from "#app/domain/calendar/choose.ts";
import { asMember, type FieldErrors, orNotFound, worldOf } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { RadioGroup } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/choice";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = asMember(context, "calendar.connect");
  const listed = await listCalendars(ctx, worldOf(context));
  // Without a connection, or a look at the list, there is nothing to choose yet: their page says what comes first.
  if (!listed.ok && listed.refusal !== "away") throw redirect(href("/practice/settings/calendar"), 303);
  return { calendars: listed.ok ? listed.value : null };
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "calendar.connect");
  const form = await request.formData().catch(() => {
    throw data(null, { status: 400 });
  });
  const reads = form.getAll("reads").map(String);
  const writes = String(form.get("writes") ?? "");
  const listed = await listCalendars(ctx, worldOf(context));
  if (!listed.ok && listed.refusal === "not_here") return orNotFound(null);
  if (!listed.ok) return data({ errors: { form: away } }, { status: 503 });
  const chosen = await chooseCalendars(ctx, listed.value, { reads, writes });
  if (chosen.ok) throw redirect(`${href("/practice/settings/calendar")}?news=chosen`, 303);
  if (chosen.refusal === "not_here") return orNotFound(null);
  return data(
    { errors: { writes: "Please choose one of these calendars for your sessions." } },
    { status: 422 },
  );
}

const away = "Google doesn’t answer just now. Nothing was changed. Please press again in a minute.";

export function meta() {
  return [{ title: "Choose calendars" }, { name: "robots", content: "noindex" }];
}

export default function Choice({ loaderData: { calendars }, actionData }: Route.ComponentProps) {
  const errors: FieldErrors = actionData?.errors ?? {};
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <>
      <WorkHeading title="Choose calendars" />
      <div className="stack">
        <ErrorSummary problems={problems} title="Nothing was changed" />
        {calendars === null ? (
          <Notice>
            <p>
              Google doesn’t answer just now, so we can’t show your calendars. Please try again in a minute.
            </p>
          </Notice>
        ) : (
          <form className="stack" method="post" action={href("/practice/settings/calendar/choice")}>
            <fieldset className="field">
              <legend>Calendars that close openings</legend>
              <p className="hint">While you are busy in any of these, nobody can book you.</p>
              {calendars.map(({ id, name, isRead }) => (
                <div key={id} className="check">
                  <input id={`reads-${id}`} type="checkbox" name="reads" value={id} defaultChecked={isRead} />
                  <label htmlFor={`reads-${id}`}>{name}</label>
                </div>
              ))}
            </fieldset>
            <RadioGroup
              name="writes"
              label="Where your sessions go"
              hint="Only calendars you may change are offered. Sessions ahead move along."
              value={calendars.find(({ isWritten }) => isWritten)?.id}
              error={errors.writes}
              options={calendars
                .filter(({ isWritable }) => isWritable)
                .map(({ id, name }) => ({ value: id, label: name }))}
            />
            <div className="cluster">
              <Button busy="Keeping…">Keep these</Button>
              <ButtonLink kind="quiet" href={href("/practice/settings/calendar")}>
                Leave it as it is
              </ButtonLink>
            </div>
          </form>
        )}
      </div>
    </>
  );
}
