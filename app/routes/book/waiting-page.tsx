import { href } from "react-router";
import type { Frame } from "#app/domain/site/queries.ts";
import type { FieldErrors } from "#app/http.ts";
import { policyHref, Site } from "#app/routes/site.tsx";
import { WindowFields } from "#app/routes/waiting/window-fields.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, SelectField, TextField } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { ZoneField } from "#app/ui/zone-field.tsx";
import type { ZoneRegion } from "#app/ui/zone-options.tsx";

type Page = {
  frame: Frame;
  /** This page's own address. */
  action: string;
  therapist: { slug: string; firstName: string };
  type: { minutes: number; place: "online" | "phone" | "in_person"; ageFrom: number };
  regions: string[];
  locale: string;
  zones: ZoneRegion[];
};

type WaitingPageProps = { page: Page; typed: Record<string, string>; errors: FieldErrors };

/** Ask to be told when a first call opens: who somebody is, and when they could come. */
export function WaitingPage({ page, typed, errors }: WaitingPageProps) {
  const { frame, therapist, type } = page;
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  const book = href("/book/:therapist", { therapist: therapist.slug });
  return (
    <Site frame={frame} canLeave bookHref={book}>
      <form className="stack" method="post" noValidate action={page.action}>
        <PageHeading
          knot
          eyebrow="The waiting list"
          title="Shall we tell you when a time opens?"
          lede={
            <p>
              For a free first call with {therapist.firstName}, {type.minutes} minutes. Everybody is asked in
              the order they came, and an open time is kept for you for about four hours. Whether one opens,
              nobody can promise. <a href={book}>See open times</a>
            </p>
          }
        />
        <ErrorSummary problems={problems} />
        <WhoFields page={page} typed={typed} errors={errors} />
        <WindowFields typed={typed} locale={page.locale} error={errors["day-1"]} />
        {type.ageFrom >= 18 && (
          <CheckboxField
            name="adult"
            label="I am 18 or over"
            checked={typed.adult === "yes"}
            error={errors.adult}
          />
        )}
        <Button busy="Putting you on the list…">Tell me when a time opens</Button>
        <p className="hint">
          You can leave the list whenever you like. What is kept about you stands in{" "}
          <a href={policyHref(frame, "privacy")}>privacy</a>.
        </p>
      </form>
    </Site>
  );
}

function WhoFields({ page, typed, errors }: WaitingPageProps) {
  const isByPhone = page.type.place === "phone";
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
        hint="Where the letter goes when a time opens. Nothing else."
        autoComplete="email"
        inputMode="email"
        spellCheck={false}
        maxLength={254}
        value={typed.email}
        error={errors.email}
      />
      {isByPhone && (
        <TextField
          name="phone"
          type="tel"
          label="Phone"
          hint="The number to ring at that time."
          autoComplete="tel"
          inputMode="tel"
          maxLength={40}
          value={typed.phone}
          error={errors.phone}
        />
      )}
      {page.regions.length > 0 && (
        <SelectField
          name="region"
          label="Where will you be?"
          hint="Licences are by region, so this has to be one of them."
          prompt="Choose where"
          options={[
            ...page.regions.map((region) => ({ value: region, label: region })),
            { value: "Somewhere else", label: "Somewhere else" },
          ]}
          value={typed.region}
          error={errors.region}
        />
      )}
      <ZoneField
        name="zone"
        label="Your time zone"
        hint="We only write to you between 8 in the morning and 8 in the evening there."
        regions={page.zones}
        value={typed.zone ?? ""}
        error={errors.zone}
      />
    </>
  );
}
