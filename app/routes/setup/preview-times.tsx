import { PageHeading } from "#app/ui/page-heading.tsx";
import { SlotPicker } from "#app/ui/slot-picker.tsx";
import { zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/preview-times";
import { setupOf } from "./door.ts";
import { glimpseOf, glimpseOfTimes } from "./glimpse.ts";

export async function loader({ context, request }: Route.LoaderArgs) {
  const { house, setup, guess } = await setupOf(context, request);
  const glimpse = glimpseOf(setup, guess);
  const { days } = glimpseOfTimes(glimpse, house.now().getTime());
  return {
    days,
    minutes: glimpse.all.sessions.callMinutes,
    firstName: glimpse.therapist.firstName,
    city: zoneCity(glimpse.practice.zone),
  };
}

export default function PreviewTimes({ loaderData: page }: Route.ComponentProps) {
  return (
    <div className="stack">
      <PageHeading
        knot
        eyebrow="Step 1 of 2"
        title="Choose a time for your first call"
        lede={
          <p>
            {page.minutes} minutes with {page.firstName}, free. You don’t need an account.
          </p>
        }
      />
      {page.days.length > 0 ? (
        <>
          <p className="hint">
            By the clock in {page.city}; people elsewhere read them by their own. A call is booked at least
            four hours ahead.
          </p>
          <SlotPicker days={page.days} />
        </>
      ) : (
        <p>No open times yet: they come from your hours.</p>
      )}
    </div>
  );
}
