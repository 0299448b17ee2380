import { href } from "react-router";
import { DateChoices } from "#app/routes/series/date-choices.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, SelectField, TextArea, TextField } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Knot } from "#app/ui/thread.tsx";
import type { SeriesNewShown } from "./series-new.tsx";

/** Every date of a series a client is about to book, and how it stands. */
export function SeriesNewPage({ page }: { page: SeriesNewShown }) {
  const { therapist, type, forWhom, errors, typed } = page;
  const params = { therapist: therapist.slug, type: type.slug };
  const whose = new URLSearchParams({ ...(page.clientId && { for: page.clientId }), tz: page.zone });
  // What is asked for is in the address too, so that the page opens again whatever the answer to the form was.
  const asked = new URLSearchParams([...whose, ...Object.entries(page.asked)]);
  return (
    <form
      className="stack"
      method="post"
      action={`${href("/client/book/:therapist/:type/series", params)}?${asked}`}
      noValidate
    >
      <PageHeading
        knot
        eyebrow={forWhom ? `${type.name}, for ${forWhom}` : `${type.name} with ${therapist.firstName}`}
        title={page.rhythm}
        lede={
          <>
            <p>
              {page.count} {type.minutes} minutes, {page.price} each. Nothing is booked until you say so.
            </p>
            {page.city && (
              <p className="hint">
                The rhythm is kept by the clock in {page.city}; the dates are told by yours.
              </p>
            )}
          </>
        }
      />
      <ErrorSummary
        problems={Object.entries(errors).map(([field, message]) => ({
          field: field === "form" || field === "at" ? "main" : field,
          message,
        }))}
        title="Not booked yet"
      />
      <HiddenFields values={{ ...page.asked, seen: page.seen, key: page.key }} />
      <DateChoices dates={page.dates} legend="Which dates" />
      {type.isByPhone && (
        <TextField
          name="phone"
          type="tel"
          label="Phone"
          hint="The number to ring each time."
          autoComplete="tel"
          inputMode="tel"
          maxLength={40}
          value={typed.phone ?? page.phone}
          error={errors.phone}
        />
      )}
      {page.regions.length > 0 && (
        <SelectField
          name="region"
          label="Where will you be?"
          hint="Licences are by region, so this has to be one of them."
          prompt="Choose where"
          options={[...page.regions, "Somewhere else"].map((region) => ({ value: region, label: region }))}
          value={typed.region}
          error={errors.region}
        />
      )}
      <TextArea
        name="note"
        label={`Anything ${therapist.firstName} should know`}
        required={false}
        hint={`Only ${therapist.firstName} can read it, and it isn’t read at once.`}
        maxLength={2000}
        value={typed.note}
        error={errors.note}
      />
      <Knot state="ahead">
        <div className="stack">
          <div className="cluster">
            <Button busy="Booking…">Book these dates</Button>
            <ButtonLink kind="quiet" href={`${href("/client/book/:therapist/:type", params)}?${whose}`}>
              Choose another time
            </ButtonLink>
          </div>
          <p className="hint">
            Each date stands by itself: it can be moved or cancelled alone, under its own terms. One letter
            tells you all of them.
          </p>
        </div>
      </Knot>
    </form>
  );
}
