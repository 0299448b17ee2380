import type { MoveRefusal } from "#app/domain/bookings/rules.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SlotPicker } from "#app/ui/slot-picker.tsx";
import { Time } from "#app/ui/time.tsx";
import type { WayToMove } from "./moving.ts";
import type { ShownBooking } from "./shown-booking.ts";

/** Why a booking is not moved, in words. */
export const moveRefusals: Record<MoveRefusal | "slot_taken", string> = {
  slot_taken:
    "Someone has just taken that time, or it isn’t open any more. Your booking stands as it was. Please choose another.",
  already_over: "It began already, so it can’t be moved here. Please write, and we’ll find a way.",
  not_movable: "This booking was changed or cancelled in the meantime.",
  moved_already: "It was moved once at short notice already. Please write if it needs to be moved again.",
};

type MoveFormProps = {
  page: ShownBooking & { way: WayToMove };
  action: string;
  keepHref: string;
  error: string | undefined;
};

/** Choosing another time for a booking: what it is now, and what is open. */
export function MoveForm({ page, action, keepHref, error }: MoveFormProps) {
  const { here, startsAt, way } = page;
  const { refusal, days, later, isLater } = way;
  return (
    <form className="stack" method="post" action={action} noValidate>
      <PageHeading
        knot
        title={refusal ? "It can’t be moved now" : "Move it to another time"}
        lede={
          <p>
            {refusal ? (
              moveRefusals[refusal]
            ) : (
              <>
                It is now on <Time at={startsAt}>{here.when}</Time> ({here.where}). Choosing another gives
                this one back.
              </>
            )}
          </p>
        }
      />
      {error && <ErrorSummary problems={[{ field: "at", message: error }]} title="Not moved yet" />}
      {!refusal && way.isLate && (
        <Notice>
          <p>
            This is at short notice. You can move it once like this; the terms stay those of the time you had.
          </p>
        </Notice>
      )}
      {!refusal && <SlotPicker days={days} error={error} />}
      {!refusal && days.length === 0 && (
        <p>
          {isLater
            ? "There are no times this far ahead yet."
            : "No open times just now. New ones appear as the weeks go by."}
        </p>
      )}
      <div className="cluster">
        {!refusal && days.some((day) => day.slots.length > 0) && (
          <Button busy="Moving…">Move to this time</Button>
        )}
        {!refusal && later && <a href={`${action}?from=${later}`}>Later dates</a>}
        {!refusal && isLater && <a href={action}>Back to the first dates</a>}
        <ButtonLink kind="quiet" href={keepHref}>
          Leave it as it is
        </ButtonLink>
      </div>
    </form>
  );
}
