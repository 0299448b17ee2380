import { data, href, redirect } from "react-router";
import { z } from "zod";
import { moveKnowingly, standsAgainst } from "#app/domain/bookings/move-knowingly.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { tick } from "#app/routes/form-fields.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Route } from "./+types/move";
import { breachesInWords } from "./breaches.ts";
import { nearestInWords } from "./nearest.ts";
import { onDesk } from "./on-desk.ts";
import { OwnSentence } from "./own-sentence.tsx";
import { problemsOf } from "./problems.ts";
import { moveInWords } from "./refusals.ts";
import { instantOf, ownSentence, sequence, typedFrom, typedFromQuery, whenFields } from "./typed-time.ts";
import { Knowingly, WhenFields } from "./when-fields.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({ ...whenFields, sequence, knowingly: tick, message: ownSentence });

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.change");
  const { page, found, clock } = await onDesk(ctx, "diary.change", params.id);
  const asked = typedFromQuery(new URL(request.url).searchParams.get("at"));
  const against = asked && (await standsAgainst(ctx, found, { startsAt: instantOf(clock.zone, asked) }));
  return {
    ...page,
    canMove: page.status === "confirmed" && !page.hasBegun,
    typed: asked ?? typedFrom(clock.zone, found.appointment.startsAt.getTime()),
    isTaken: against?.isTaken ?? false,
    against: breachesInWords(against?.breaches ?? [], page.whose),
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  const { page, found, clock } = await onDesk(ctx, "diary.change", params.id);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed, against: null }, { status: 422 });
  const { date, time, message = "", ...rest } = form.value;
  const startsAt = instantOf(clock.zone, form.value);
  const moved = await moveKnowingly(ctx, { ...rest, bookingId: page.id, startsAt, message });
  if (moved.ok) throw redirect(`${href("/practice/bookings/:id", params)}?news=moved`, 303);
  if (moved.refusal === "not_here") return orNotFound(null);

  const { therapistId, appointmentId: except } = found.booking;
  const asked = { therapistId, typeSlug: found.type.slug, except, ...clock };
  const nearest = moved.refusal === "slot_taken" ? await nearestInWords(ctx, asked, startsAt) : "";
  const errors: FieldErrors = { [fieldOf(moved.refusal)]: `${moveInWords[moved.refusal]}${nearest}` };
  const against = await standsAgainst(ctx, found, { startsAt });
  const typed: Record<string, string> = { date, time, message };
  return data(
    { errors, typed, against: breachesInWords(against?.breaches ?? [], page.whose) },
    { status: moved.refusal in aboutTheForm ? 422 : 409 },
  );
}

/** What is to be put right in the form, and in which field; the rest came from elsewhere meanwhile. */
const aboutTheForm = { against_your_rules: "knowingly", already_over: "date", then_already: "date" } as const;

function fieldOf(refusal: keyof typeof moveInWords): string {
  const fields: Partial<Record<typeof refusal, string>> = { ...aboutTheForm, slot_taken: "date" };
  return fields[refusal] ?? "form";
}

export function meta() {
  return [{ title: "Move a booking" }, { name: "robots", content: "noindex" }];
}

export default function Move({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id, clientName, canMove, startsAt, when, where, isMailed } = page;
  const { errors = {}, typed = page.typed as Record<string, string> } = actionData ?? {};
  const against = actionData ? actionData.against : page.against;
  return (
    <form className="stack" method="post" action={href("/practice/bookings/:id/move", { id })} noValidate>
      <WorkHeading
        title={canMove ? `Move ${clientName}` : "It can’t be moved now"}
        lede={
          <p>
            {canMove ? "It is now on" : "It was for"} <Time at={startsAt}>{when}</Time> ({where}).
            {!canMove
              ? " Only what is booked and still to come can be moved."
              : isMailed
                ? " They always get a letter with the new time and a new private link."
                : " There is no email address of theirs here, so please tell them yourself."}
          </p>
        }
      />
      <ErrorSummary problems={problemsOf(errors)} title="Not moved yet" />
      {canMove && (
        <>
          <HiddenFields values={{ sequence: String(page.sequence) }} />
          <WhenFields typed={typed} errors={takenOr(errors, page.isTaken && !actionData)} where={where} />
          <Knowingly against={against} label="Move it anyway" />
          {isMailed && <OwnSentence typed={typed.message} error={errors.message} />}
        </>
      )}
      <div className="cluster">
        {canMove && <Button busy="Moving…">Move it</Button>}
        <ButtonLink kind="quiet" href={href("/practice/bookings/:id", { id })}>
          Leave it as it is
        </ButtonLink>
      </div>
    </form>
  );
}

function takenOr(errors: FieldErrors, isTaken: boolean): FieldErrors {
  return isTaken ? { date: "Another session is there already. Please choose another time." } : errors;
}
