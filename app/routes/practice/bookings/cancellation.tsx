import { data, href, redirect } from "react-router";
import { z } from "zod";
import { callOff } from "#app/domain/bookings/call-off.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, TextArea } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Route } from "./+types/cancellation";
import { onDesk } from "./on-desk.ts";
import { OwnSentence } from "./own-sentence.tsx";
import { problemsOf } from "./problems.ts";
import { callOffInWords } from "./refusals.ts";
import { ownSentence, sequence } from "./typed-time.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({ sequence, message: ownSentence, reason: wish.note.optional() });

export async function loader({ context, params }: Route.LoaderArgs) {
  const { page } = await onDesk(asMember(context, "diary.change"), "diary.change", params.id);
  return { ...page, canCancel: ["confirmed", "held"].includes(page.status) && !page.hasBegun };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  const { page } = await onDesk(ctx, "diary.change", params.id);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { message, reason, sequence } = form.value;
  const off = await callOff(ctx, { bookingId: page.id, sequence, message, reason: reason || undefined });
  if (off.ok) throw redirect(`${href("/practice/bookings/:id", params)}?news=cancelled`, 303);
  if (off.refusal === "not_here") return orNotFound(null);
  const errors: FieldErrors = { form: callOffInWords[off.refusal] };
  const typed: Record<string, string> = { message: message ?? "", reason: reason ?? "" };
  return data({ errors, typed }, { status: 409 });
}

export function meta() {
  return [{ title: "Cancel a booking" }, { name: "robots", content: "noindex" }];
}

export default function Cancellation({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id, clientName, when, startsAt, canCancel, isMailed } = page;
  const { errors = {}, typed = {} } = actionData ?? {};
  const back = href("/practice/bookings/:id", { id });
  return (
    <form
      className="stack"
      method="post"
      action={href("/practice/bookings/:id/cancellation", { id })}
      noValidate
    >
      <WorkHeading
        title={canCancel ? `Cancel ${clientName}?` : "It can’t be cancelled now"}
        lede={
          <p>
            <Time at={startsAt}>{when}</Time>.
            {!canCancel
              ? " It isn’t booked, or it began already."
              : isMailed
                ? " They get a letter that says you cancelled, with a way to choose another time. It costs them nothing."
                : " There is no email address of theirs here, so please tell them yourself. It costs them nothing."}
          </p>
        }
      />
      <ErrorSummary problems={problemsOf(errors)} title="Nothing was cancelled" />
      {canCancel && (
        <>
          <HiddenFields values={{ sequence: String(page.sequence) }} />
          {isMailed && <OwnSentence typed={typed.message} error={errors.message} />}
          <TextArea
            name="reason"
            label="Why, for yourself"
            hint="Kept with the booking, encrypted. They don’t see it."
            rows={2}
            required={false}
            value={typed.reason}
            error={errors.reason}
          />
        </>
      )}
      <div className="cluster">
        {canCancel && (
          <Button kind="danger" busy="Cancelling…">
            Cancel the booking
          </Button>
        )}
        <ButtonLink kind="quiet" href={back}>
          Leave it as it is
        </ButtonLink>
      </div>
    </form>
  );
}
