import type { ReactNode } from "react";
import { type Fact, Facts } from "#app/ui/facts.tsx";
import { Time } from "#app/ui/time.tsx";
import type { ShownBooking } from "./shown-booking.ts";

type BookingFactsProps = {
  page: ShownBooking;
  /** How they meet, where the page knows better than the booking alone. */
  where?: ReactNode;
  /** What else there is to know. */
  more?: readonly Fact[];
};

/** When, how long and where, as a person would copy it onto paper. */
export function BookingFacts({ page, where, more = [] }: BookingFactsProps) {
  const { here, there, startsAt, type, price, therapist } = page;
  return (
    <Facts
      facts={[
        {
          term: "When",
          value: (
            <>
              <Time at={startsAt}>{here.when}</Time> ({here.where})
              {there && (
                <>
                  <br />
                  <span className="hint">
                    For {therapist.firstName}: {there.when} ({there.where})
                  </span>
                </>
              )}
            </>
          ),
        },
        { term: "With", value: therapist.name },
        { term: "What", value: `${type.name}, ${type.minutes} minutes, ${price}` },
        { term: "Where", value: where ?? <Where page={page} /> },
        ...more,
      ]}
    />
  );
}

function Where({ page: { place, address, phone, therapist } }: { page: ShownBooking }) {
  if (place === "in_person") return address ?? "At the practice";
  if (place === "phone") return phone ? `By phone: ${therapist.firstName} rings you on ${phone}` : "By phone";
  return "By video. The room opens on your booking’s page, ten minutes before";
}
