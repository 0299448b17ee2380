import { data, href, redirect } from "react-router";
import { z } from "zod";
import { findAsk } from "#app/domain/calendar/ask-consent.ts";
import { type ConnectRefusal, connect } from "#app/domain/calendar/connect.ts";
import { asMember, type FieldErrors, orNotFound, readForm, worldOf } from "#app/http.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/return";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/**
 * Where Google leads whoever answered. Looking at it changes nothing: the code is used by a press of the person who asked,
 * so that no link of somebody else's connects a calendar.
 */
export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "calendar.connect");
  const { searchParams } = new URL(request.url);
  const ask = await findAsk(ctx, searchParams.get("state") ?? "");
  const code = searchParams.get("code") ?? "";
  if (!ask) return { kind: "too_late" as const };
  if (!code) return { kind: "said_no" as const };
  return { kind: "yes" as const, state: ask.id, code, wantsList: ask.wantsList };
}

const schema = z.object({ state: z.string().max(100), code: z.string().min(1).max(2_000) });

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "calendar.connect");
  const form = await readForm(request, schema);
  if (!form.ok) return data({ error: saidKindly.refused }, { status: 422 });
  const connected = await connect(ctx, worldOf(context), form.value);
  if (connected.ok) throw redirect(`${href("/practice/settings/calendar")}?news=connected`, 303);
  if (connected.refusal === "not_here") return orNotFound(null);
  const status = connected.refusal === "away" ? 503 : connected.refusal === "too_late" ? 409 : 422;
  return data({ error: saidKindly[connected.refusal] }, { status });
}

const saidKindly: Record<Exclude<ConnectRefusal, "not_here">, string> = {
  too_late: "This way to Google was used already, or is more than ten minutes old. Please connect once more.",
  boxes_unticked:
    "Google shows two boxes, and both are needed: without one we can’t see when you are busy, without the other your sessions can’t appear there. What you had given was given back. Please connect once more and leave both ticked.",
  refused: "Google doesn’t know this answer any more. Please connect once more.",
  away: "Google doesn’t answer just now. Nothing was changed. Please connect once more in a minute.",
  other_account:
    "That is another Google account than the one that is connected. To change over, disconnect first; your sessions are then taken out of the old calendar.",
  still_leaving: "Your last connection is still being taken down. Please try again in a minute.",
};

export function meta() {
  return [{ title: "Back from Google" }, { name: "robots", content: "noindex" }];
}

export default function Return({ loaderData: page, actionData }: Route.ComponentProps) {
  const error = actionData?.error ?? (page.kind === "too_late" ? saidKindly.too_late : null);
  const errors: FieldErrors = error ? { form: error } : {};
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <>
      <WorkHeading title={page.kind === "yes" && !error ? "Google said yes" : "Nothing is connected yet"} />
      <div className="stack">
        <ErrorSummary problems={problems} title="That didn’t work" />
        {page.kind === "said_no" && (
          <Notice>
            <p>You said no at Google, and that is fine. Nothing was connected.</p>
          </Notice>
        )}
        {page.kind === "yes" && !error ? (
          <form className="stack" method="post" action={href("/practice/settings/calendar/return")}>
            <HiddenFields values={{ state: page.state, code: page.code }} />
            <p>
              One more press, and your calendar is read: what is in it closes openings from then on, and your
              sessions go into it as <em>Busy</em>.
            </p>
            <Button busy="Connecting…">Finish connecting</Button>
          </form>
        ) : (
          <p>
            <a href={href("/practice/settings/calendar")}>Back to Google Calendar</a>
          </p>
        )}
      </div>
    </>
  );
}
