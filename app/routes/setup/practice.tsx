import { houseOf } from "#app/http.ts";
import { regionsWith } from "#app/routes/book/slots.ts";
import { clocks, currencies, languages, mannerSample } from "#app/routes/practice/settings/manners.ts";
import { RadioGroup, SelectField, TextField } from "#app/ui/fields.tsx";
import { ZoneField } from "#app/ui/zone-field.tsx";
import { allCountries } from "#app/values/countries.ts";
import type { Route } from "./+types/practice";
import { mannersOf } from "./answers.ts";
import { keepStep, stepPage } from "./step.ts";
import { type Fields, StepForm } from "./step-form.tsx";

export async function loader(asked: Route.LoaderArgs) {
  const { values, setup } = await stepPage(asked, "practice");
  return {
    values,
    owner: setup.answers.you?.name ?? "",
    countries: allCountries().map(({ code, name }) => ({ value: code, label: name })),
    sample: setup.answers.practice ? mannerSample(mannersOf(setup), houseOf(asked.context).now()) : null,
  };
}

export function action(asked: Route.ActionArgs) {
  return keepStep(asked, "practice");
}

export function meta() {
  return [{ title: "The practice · Setting up" }, { name: "robots", content: "noindex" }];
}

const kinds = [
  { value: "solo", label: "I work alone", hint: "The site speaks as “I”." },
  {
    value: "group",
    label: "We are, or will be, several",
    hint: "You begin, and the others join you later. The site says “we” as soon as there are two of you.",
  },
];

export default function Practice({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: Fields = actionData?.errors ?? {};
  const values: Fields = actionData?.typed ?? page.values;
  const zone = values.zone && !errors.zone ? values.zone : "";
  const usual = { value: "", label: "As is usual there" };
  return (
    <StepForm
      step="practice"
      title="The practice"
      lede="Where you are decides by which clock your hours are read, how sums are written, and whose emergency numbers stand at the foot of every page."
      errors={errors}
    >
      <RadioGroup name="kind" label="How you work" options={kinds} value={values.kind} error={errors.kind} />
      <TextField
        name="name"
        label="Name of the practice"
        required={false}
        hint={`If you work alone and leave it empty, it is your own${page.owner && `: ${page.owner}`}.`}
        maxLength={120}
        value={values.name}
        error={errors.name}
      />
      <SelectField
        name="country"
        label="Country"
        prompt="Choose a country"
        autoComplete="country"
        options={page.countries}
        value={values.country}
        error={errors.country}
      />
      <ZoneField
        name="zone"
        label="Time zone"
        hint="The clock on your wall."
        prompt="Choose the city whose clock you go by"
        regions={zone ? regionsWith(zone) : regionsWith("UTC")}
        value={zone}
        error={errors.zone}
      />
      <details
        className="more"
        open={["language", "clock", "currency"].some((name) => values[name] || errors[name])}
      >
        <summary>Dates, sums and currency</summary>
        <div className="stack">
          <p className="hint">
            {page.sample
              ? `Now they read: ${page.sample}.`
              : "They follow the country unless you say otherwise."}
          </p>
          <SelectField
            name="language"
            label="Dates and sums as in"
            options={[usual, ...languages]}
            value={values.language ?? ""}
            error={errors.language}
          />
          <SelectField
            name="clock"
            label="Clock"
            options={clocks}
            value={values.clock ?? ""}
            error={errors.clock}
          />
          <SelectField
            name="currency"
            label="Currency"
            options={[usual, ...currencies]}
            value={values.currency ?? ""}
            error={errors.currency}
          />
        </div>
      </details>
    </StepForm>
  );
}
