import { data, href, redirect } from "react-router";
import { z } from "zod";
import { decline } from "#app/domain/bookings/answer-request.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, RadioGroup } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Route } from "./+types/refusal";
import { onDesk } from "./on-desk.ts";
import { OwnSentence } from "./own-sentence.tsx";
import { problemsOf } from "./problems.ts";
import { answerInWords } from "./refusals.ts";
import { ownSentence, sequence } from "./typed-time.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** What is often said when a time cannot be given. */
const readySentences = {
  not_then: "That time doesn’t work for me after all.",
  a_pause: "I keep that time free for a pause between sessions.",
  calmer: "I’d rather see you at a calmer hour of the day.",
} as const;

const schema = z.object({
  sequence,
  ready: z.enum(["not_then", "a_pause", "calmer"]).optional(),
  message: ownSentence,
});

export async function loader({ context, params }: Route.LoaderArgs) {
  const { page } = await onDesk(asMember(context, "diary.change"), "diary.change", params.id);
  return { ...page, canDecline: page.status === "requested" };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  const { page } = await onDesk(ctx, "diary.change", params.id);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { sequence: seen, ready, message } = form.value;
  const declined = await decline(ctx, {
    bookingId: page.id,
    sequence: seen,
    message: message ?? (ready && readySentences[ready]),
  });
  if (declined.ok) throw redirect(`${href("/practice/bookings/:id", params)}?news=declined`, 303);
  if (declined.refusal === "not_here") return orNotFound(null);
  const errors: FieldErrors = { form: answerInWords[declined.refusal] };
  const typed: Record<string, string> = { ready: ready ?? "", message: message ?? "" };
  return data({ errors, typed }, { status: 409 });
}

export function meta() {
  return [{ title: "Decline a request" }, { name: "robots", content: "noindex" }];
}

export default function Refusal({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id, clientName, when, startsAt, canDecline, isMailed } = page;
  const { errors = {}, typed = {} } = actionData ?? {};
  return (
    <form className="stack" method="post" action={href("/practice/bookings/:id/refusal", { id })} noValidate>
      <WorkHeading
        title={canDecline ? `Decline ${clientName}’s request?` : "There is no request to decline"}
        lede={
          <p>
            <Time at={startsAt}>{when}</Time>.
            {!canDecline
              ? " It was answered, taken back or has run out."
              : isMailed
                ? " They get a kind letter with a way to choose another time."
                : " There is no email address of theirs here, so please tell them yourself."}
          </p>
        }
      />
      <ErrorSummary problems={problemsOf(errors)} title="Nothing was declined" />
      {canDecline && <HiddenFields values={{ sequence: String(page.sequence) }} />}
      {canDecline && isMailed && (
        <>
          <RadioGroup
            name="ready"
            label="A kind word for the letter"
            options={Object.entries(readySentences).map(([value, label]) => ({ value, label }))}
            value={typed.ready || "not_then"}
            error={errors.ready}
          />
          <OwnSentence
            label="Or a sentence of your own instead"
            typed={typed.message}
            error={errors.message}
          />
          <p className="hint">The letter also names the three open times nearest to this one.</p>
        </>
      )}
      <div className="cluster">
        {canDecline && <Button busy="Declining…">Decline the request</Button>}
        <ButtonLink kind="quiet" href={href("/practice/bookings/:id", { id })}>
          Leave it as it is
        </ButtonLink>
      </div>
    </form>
  );
}
