import type { TakeBackRefusal } from "#app/domain/bookings/take-back.ts";
import type { FieldErrors } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, TextArea } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { BookingFacts } from "./booking-facts.tsx";
import type { CostOfCancelling } from "./cancelling.ts";
import type { ShownBooking } from "./shown-booking.ts";

/** Why a booking is not cancelled, in words. */
export const cancelRefusals: Record<TakeBackRefusal, string> = {
  already_over: "It began already, so there is nothing left to cancel. Please write if something went wrong.",
  already_cancelled: "It was cancelled before. Nothing more is needed from you.",
  accepted_meanwhile:
    "Your request was accepted a moment ago, so the time is yours now. Nothing was cancelled; what cancelling means is said above.",
};

/** Whether there is anything to call off: a booking ahead, or a request that still waits. */
export function canBeCalledOff({ status, isOver }: Pick<ShownBooking, "status" | "isOver">): boolean {
  return (status === "confirmed" || status === "requested") && !isOver;
}

type CancellationFormProps = {
  page: ShownBooking & { cost: CostOfCancelling };
  title: string;
  action: string;
  moveHref: string;
  keepHref: string;
  /** How they meet, where the page knows better than the booking alone. */
  where?: string | undefined;
  typed: Record<string, string>;
  errors: FieldErrors;
};

/** Calling a booking off: what it means is said before the button. */
export function CancellationForm(props: CancellationFormProps) {
  const { page, typed, errors } = props;
  const { firstName } = page.therapist;
  const isAsked = page.status === "requested";
  return (
    <form className="stack" method="post" action={props.action} noValidate>
      <PageHeading
        knot
        title={props.title}
        lede={
          <p>
            {isAsked ? (
              "It costs nothing, and somebody else can have the time."
            ) : (
              <Terms cost={page.cost} freeUntil={page.freeUntil} firstName={firstName} />
            )}
          </p>
        }
      />
      <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <BookingFacts page={page} where={props.where} />
      <HiddenFields values={{ asked: isAsked ? "yes" : undefined }} />
      <TextArea
        name="reason"
        label={`A word to ${firstName}`}
        required={false}
        hint="You don’t have to give a reason."
        maxLength={2000}
        value={typed.reason}
        error={errors.reason}
      />
      <div className="cluster">
        <Button kind="danger" busy={isAsked ? "Taking it back…" : "Cancelling…"}>
          {isAsked ? "Take the request back" : "Cancel the booking"}
        </Button>
        {page.cost.canMove && (
          <ButtonLink kind="quiet" href={props.moveHref}>
            Move it instead
          </ButtonLink>
        )}
        <ButtonLink kind="quiet" href={props.keepHref}>
          Keep it
        </ButtonLink>
      </div>
    </form>
  );
}

type TermsProps = { cost: CostOfCancelling; freeUntil: string; firstName: string };

/** The terms, said before the button. */
function Terms({ cost, freeUntil, firstName }: TermsProps) {
  if (cost.isJustBooked) return "You booked it a moment ago, so cancelling costs nothing.";
  if (!cost.isLate) return `Cancelling costs nothing until ${freeUntil}. The time goes to somebody else.`;
  if (!cost.fee)
    return `It’s close now, so ${firstName} may already be getting ready. Cancelling still costs nothing; thank you for saying so.`;
  return (
    <>
      {cost.movedLate
        ? "It was moved at short notice, so the terms of the time it had first still hold."
        : `It’s less than ${cost.window} before.`}{" "}
      Cancelling now keeps the {cost.fee} fee unless {firstName} waives it.
      {cost.canMove && " You can move it once."} Ill or in trouble?{" "}
      <a href={`mailto:${cost.writeTo}`}>Write to {firstName}</a>.
    </>
  );
}
