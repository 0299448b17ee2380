import { data, href, redirect } from "react-router";
import { z } from "zod";
import { changePractice, hasBookings } from "#app/domain/practices/change.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { regionsWith } from "#app/routes/book/slots.ts";
import { tick } from "#app/routes/form-fields.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, SelectField, TextField } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { ZoneField } from "#app/ui/zone-field.tsx";
import { allCountries, isCountry } from "#app/values/countries.ts";
import { keeping, line } from "../typed-fields.ts";
import type { Route } from "./+types/practice";
import { clocks, currencies, isManner, languages, mannerOf, mannerSample, partsOf } from "./manners.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "practice.change");
  const [practice, isFixed, therapists] = await Promise.all([
    ownPractice(ctx),
    hasBookings(ctx),
    therapistsWithin(ctx, "practice.change"),
  ]);
  const { name, country, zone, locale, currency, isLicensed, callOpensAll } = practice;
  return {
    fields: {
      ...{ name, country, zone, currency, ...partsOf(locale) },
      isLicensed: isLicensed ? "yes" : "",
      callOpensAll: callOpensAll ? "yes" : "",
    },
    isFixed,
    isGroup: therapists.length > 1,
    sample: mannerSample({ locale, currency }, ctx.now()),
    countries: allCountries().map(({ code, name }) => ({ value: code, label: name })),
    isSaved: new URL(request.url).searchParams.get("news") === "saved",
  };
}

const schema = z
  .object({
    name: line(120, "What is the practice called?"),
    country: z.string({ error: "Which country?" }).refine(isCountry, "Which country?"),
    zone: wish.zone,
    language: z.string({ error: "Please choose one of these." }).max(20),
    clock: z.enum(["", "h12", "h23"], { error: "Please choose one of these." }),
    currency: z
      .string({ error: "Which currency?" })
      .refine((code) => currencies.some(({ value }) => value === code), "Which currency?")
      .optional(),
    isLicensed: tick,
    callOpensAll: tick,
  })
  .refine((fields) => isManner(fields), { path: ["language"], error: "Please choose one of these." });

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "practice.change");
  const [known, therapists] = await Promise.all([ownPractice(ctx), therapistsWithin(ctx, "practice.change")]);
  const form = await readForm(request, keeping(schema));
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { language, clock, currency, callOpensAll, ...facts } = form.value.value;
  const changed = orNotFound(
    await changePractice(ctx, {
      ...facts,
      locale: mannerOf({ language, clock }),
      currency: currency ?? known.currency,
      callOpensAll: therapists.length > 1 ? callOpensAll : known.callOpensAll,
    }),
  );
  if (changed.ok) throw redirect(`${href("/practice/settings/practice")}?news=saved`, 303);
  const errors: Record<string, string> = { currency: currencyFixed };
  return data({ errors, typed: form.value.typed }, { status: 409 });
}

const currencyFixed = "There are bookings in the currency you have, so it stays.";

export function meta() {
  return [{ title: "The practice" }, { name: "robots", content: "noindex" }];
}

export default function PracticePage({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: Record<string, string> = actionData?.errors ?? {};
  const values: Record<string, string> = actionData?.typed ?? page.fields;
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  const zone = values.zone && !errors.zone ? values.zone : page.fields.zone;
  return (
    <>
      <WorkHeading
        title="The practice"
        lede={<p>What it is, where it is, and how it writes dates and sums.</p>}
      />
      <form className="stack" method="post" action={href("/practice/settings/practice")} noValidate>
        {page.isSaved && !actionData && (
          <Notice kind="ok" flash>
            <p>Saved.</p>
          </Notice>
        )}
        <ErrorSummary problems={problems} />
        <TextField name="name" label="Name" maxLength={120} value={values.name} error={errors.name} />
        <SelectField
          name="country"
          label="Country"
          hint="Whose emergency numbers stand first at the foot of every page."
          options={page.countries}
          value={values.country}
          error={errors.country}
        />
        <ZoneField
          name="zone"
          label="Time zone"
          hint="Each therapist’s hours keep the zone they were set in."
          regions={regionsWith(zone)}
          value={zone}
          error={errors.zone}
        />
        <Manner page={page} values={values} errors={errors} />
        <CheckboxField
          name="isLicensed"
          label="A licensed health practice"
          hint="Search engines are told so. Without the tick you are a local business to them."
          checked={values.isLicensed === "yes"}
        />
        {page.isGroup && (
          <CheckboxField
            name="callOpensAll"
            label="One first call opens the whole practice"
            hint="Without the tick it opens only the therapist it was for."
            checked={values.callOpensAll === "yes"}
          />
        )}
        <div className="cluster">
          <Button busy="Saving…">Save the practice</Button>
          <ButtonLink kind="quiet" href={href("/practice/settings")}>
            Leave it as it is
          </ButtonLink>
        </div>
      </form>
    </>
  );
}

type MannerProps = {
  page: Route.ComponentProps["loaderData"];
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
};

function Manner({ page, values, errors }: MannerProps) {
  return (
    <>
      <SelectField
        name="language"
        label="Dates and sums as in"
        hint={`Now they read ${page.sample}. The words stay English.`}
        options={languages}
        value={values.language}
        error={errors.language}
      />
      <SelectField name="clock" label="Clock" options={clocks} value={values.clock} error={errors.clock} />
      {page.isFixed ? (
        <p className="hint" id="currency">
          Currency: {page.fields.currency}. There are bookings in it, so it stays.
        </p>
      ) : (
        <SelectField
          name="currency"
          label="Currency"
          hint="It stays once somebody booked. Prices keep their number, so look at them after a change."
          options={currencies}
          value={values.currency}
          error={errors.currency}
        />
      )}
    </>
  );
}
