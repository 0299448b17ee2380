import type { InsteadRefusal } from "#app/domain/bookings/book-instead.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SlotPicker } from "#app/ui/slot-picker.tsx";
import { Time } from "#app/ui/time.tsx";
import type { AnotherShown } from "./another.ts";

const gone = "Someone has just taken that time, or it isn’t open any more. These are open now.";
const write = "That can’t be booked here any more. Please write, and we’ll find a way.";

/** Why another time is not given, in words. */
export const anotherRefusals: Record<InsteadRefusal, string> = {
  not_here: write,
  not_offered: write,
  ended: "Your time together has ended here. A new beginning starts with a free call.",
  needs_discovery: "Sessions open after our first call, so we can both be sure.",
  adults_only: write,
  phone_needed: write,
  not_licensed_there:
    "Where you said you’d be isn’t covered by a licence any more. Please write, and we’ll find a way.",
  too_soon: "That time is too close now. Please choose a later one.",
  too_far: "That time is too far ahead. Please choose a nearer one.",
  over_limit: write,
  day_full: "That day is full. Please choose another.",
  week_full: "That week is full. Please choose another.",
  own_week_full: "You have as many sessions that week as go into one. Please choose another week.",
  slot_taken: gone,
};

type AnotherFormProps = {
  page: AnotherShown;
  action: string;
  backHref: string;
  /** Where somebody goes whose door is shut. */
  beginHref: string;
  errors: Readonly<Record<string, string>>;
};

/** Taking another time in place of one that was called off. */
export function AnotherForm({ page, action, backHref, beginHref, errors }: AnotherFormProps) {
  const { here, startsAt, type, therapist, price, shut, days, isAll, later, isLater } = page;
  if (shut)
    return (
      <div className="stack">
        <PageHeading knot title="Not from here any more" lede={<p>{anotherRefusals[shut]}</p>} />
        <div className="cluster">
          <ButtonLink href={beginHref}>See what is open</ButtonLink>
        </div>
      </div>
    );
  const hasTimes = days.some(({ slots }) => slots.length > 0);
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <form className="stack" method="post" action={action} noValidate>
      <PageHeading
        knot
        eyebrow={`${type.name} with ${therapist.firstName}`}
        title="Take another time"
        lede={
          <p>
            In place of <Time at={startsAt}>{here.when}</Time>: {type.minutes} minutes, {price ?? "free"}, on
            the same terms as before.
          </p>
        }
      />
      <ErrorSummary problems={problems} title="Not booked yet" />
      {hasTimes ? (
        <>
          <p>
            {isAll ? "All open times." : "Near to when you usually come."} Times are those of {here.where}.
          </p>
          <SlotPicker days={days} selected={page.selected} error={errors.at} />
        </>
      ) : (
        <p>
          {isLater
            ? "There are no times this far ahead yet."
            : `${therapist.firstName} has no open times just now. New ones appear as the days go by.`}
        </p>
      )}
      <div className="cluster">
        {hasTimes && (
          <Button busy={page.isAsked ? "Asking…" : "Booking…"}>
            {page.isAsked ? "Ask for this time" : "Take this time"}
          </Button>
        )}
        {!isAll && <a href={`${action}?from=all`}>See all times</a>}
        {later && <a href={`${action}?from=${later}`}>Later dates</a>}
        {isLater && <a href={`${action}?from=all`}>Back to the first dates</a>}
        <ButtonLink kind="quiet" href={backHref}>
          Not now
        </ButtonLink>
      </div>
    </form>
  );
}
