import { href } from "react-router";
import type { Frame } from "#app/domain/site/queries.ts";
import type { FieldErrors } from "#app/http.ts";
import { policyHref, Site } from "#app/routes/site.tsx";
import { inHours } from "#app/routes/terms-in-words.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, HiddenFields, SelectField, TextArea, TextField } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { type SlotDay, SlotPicker } from "#app/ui/slot-picker.tsx";
import { Knot } from "#app/ui/thread.tsx";
import { Time } from "#app/ui/time.tsx";

export type Details = {
  frame: Frame;
  therapist: { slug: string; firstName: string };
  type: {
    slug: string;
    minutes: number;
    place: "online" | "phone" | "in_person";
    ageFrom: number;
    isFirstCall: boolean;
    /** Asked for, not booked: the therapist answers. */
    isAsked: boolean;
  };
  price: string | null;
  termsWindow: number;
  /** Until when a request for it would wait for its answer. */
  waitsUntil: string;
  regions: string[];
  at: { value: string; when: string; where: string };
  zone: string;
  key: string;
  via: string | undefined;
};

type DetailsPageProps = {
  page: Details;
  typed: Record<string, string>;
  errors: FieldErrors;
  /** The open times nearest to one that is gone; choosing one of them keeps everything else. */
  nearest: SlotDay[] | null;
};

const sources = [
  "A friend or family",
  "My doctor",
  "A search",
  "A directory",
  "An article or podcast",
  "Somewhere else",
];

/** The second of two screens: how to reach you. */
export function DetailsPage({ page, typed, errors, nearest }: DetailsPageProps) {
  const { frame, therapist, type, regions, at } = page;
  const query = new URLSearchParams({ type: type.slug, tz: page.zone });
  const times = `${href("/book/:therapist", { therapist: therapist.slug })}?${query}`;
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  const timeIsGone = errors.at !== undefined;
  return (
    <Site frame={frame} canLeave bookHref={href("/book/:therapist", { therapist: therapist.slug })}>
      <form
        className="stack"
        method="post"
        noValidate
        action={`${href("/book/:therapist/details", { therapist: therapist.slug })}?${query}&at=${encodeURIComponent(at.value)}`}
      >
        <PageHeading
          knot
          eyebrow="Step 2 of 2"
          title={frame.isGroup ? `How should ${therapist.firstName} reach you?` : "How should I reach you?"}
          lede={
            !timeIsGone && (
              <p>
                {type.isFirstCall ? "First call" : "A session"} with {therapist.firstName},{" "}
                <Time at={at.value}>{at.when}</Time>, {at.where} time ({type.minutes} minutes,{" "}
                {page.price ?? "free"}). <a href={times}>Change</a>
              </p>
            )
          }
        />
        <ErrorSummary problems={problems} title={timeIsGone ? "That time has gone" : undefined} />
        <HiddenFields
          values={{ key: page.key, via: typed.via ?? page.via, ...(nearest ? {} : { at: at.value }) }}
        />
        {nearest && <SlotPicker days={nearest} />}
        {timeIsGone && (
          <p>
            <a href={times}>See all open times</a>
          </p>
        )}
        <Fields page={page} typed={typed} errors={errors} regions={regions} />
        <Knot state="ahead">
          <div className="stack">
            {type.isAsked ? (
              <Button busy="Asking…">Ask for this time</Button>
            ) : (
              <Button busy="Booking…">{type.isFirstCall ? "Book this call" : "Book this session"}</Button>
            )}
            <p className="hint">
              {type.isAsked
                ? `${therapist.firstName} answers each request. Until ${page.waitsUntil} at the latest the time is kept for you, and you hear either way.`
                : `You can change or cancel from your confirmation email until ${inHours(page.termsWindow)} before.`}{" "}
              By {type.isAsked ? "asking" : "booking"} you accept the{" "}
              <a href={policyHref(frame, "terms")}>terms</a> and what{" "}
              <a href={policyHref(frame, "privacy")}>privacy</a> says is kept.
            </p>
          </div>
        </Knot>
      </form>
    </Site>
  );
}

type FieldsProps = Pick<DetailsPageProps, "page" | "typed" | "errors"> & { regions: string[] };

function Fields({ page: { type, therapist, frame }, typed, errors, regions }: FieldsProps) {
  const me = frame.isGroup ? therapist.firstName : "me";
  const isByPhone = type.place === "phone";
  return (
    <>
      <TextField
        name="name"
        label="Name"
        hint="Whatever you like to be called."
        autoComplete="name"
        maxLength={120}
        value={typed.name}
        error={errors.name}
      />
      <TextField
        name="email"
        type="email"
        label="Email"
        hint="For your confirmation and the call link. Nothing else."
        autoComplete="email"
        inputMode="email"
        spellCheck={false}
        maxLength={254}
        value={typed.email}
        error={errors.email}
      />
      <TextField
        name="phone"
        type="tel"
        label="Phone"
        required={isByPhone}
        hint={isByPhone ? "The number to ring at that time." : "Only if you’d rather be rung."}
        autoComplete="tel"
        inputMode="tel"
        maxLength={40}
        value={typed.phone}
        error={errors.phone}
      />
      <TextArea
        name="note"
        label={`Anything ${me === "me" ? "I" : me} should know`}
        required={false}
        hint={`A line or two is plenty. Only ${me === "me" ? "I" : me} can read it, and it isn’t read at once.`}
        maxLength={2000}
        value={typed.note}
        error={errors.note}
      />
      {regions.length > 0 && (
        <SelectField
          name="region"
          label="Where will you be?"
          hint="Licences are by region, so this has to be one of them."
          prompt="Choose where"
          options={[
            ...regions.map((region) => ({ value: region, label: region })),
            { value: "Somewhere else", label: "Somewhere else" },
          ]}
          value={typed.region}
          error={errors.region}
        />
      )}
      {errors.code && (
        <TextField
          name="code"
          label="Code"
          required={false}
          autoComplete="off"
          maxLength={60}
          value={typed.code}
          error={errors.code}
        />
      )}
      <SelectField
        name="source"
        label={`How did you hear of ${frame.isGroup ? "us" : "me"}?`}
        required={false}
        prompt="Rather not say"
        options={sources.map((source) => ({ value: source, label: source }))}
        value={typed.source}
        error={errors.source}
      />
      {type.ageFrom >= 18 && (
        <CheckboxField
          name="adult"
          label="I am 18 or over"
          checked={typed.adult === "yes"}
          error={errors.adult}
        />
      )}
    </>
  );
}
