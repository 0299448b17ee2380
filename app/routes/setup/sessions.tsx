import { places, spans } from "#app/routes/practice/session-types/words.ts";
import { SelectField, TextField } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";
import { typedMoney } from "#app/values/money.ts";
import type { Route } from "./+types/sessions";
import { mannersOf } from "./answers.ts";
import { keepStep, stepPage } from "./step.ts";
import { type Fields, StepForm } from "./step-form.tsx";

export async function loader(asked: Route.LoaderArgs) {
  const { values, setup } = await stepPage(asked, "sessions");
  const { currency, locale } = mannersOf(setup);
  return { values, currency, example: typedMoney({ amount: 8500, currency }, locale) };
}

export function action(asked: Route.ActionArgs) {
  return keepStep(asked, "sessions");
}

export function meta() {
  return [{ title: "Sessions · Setting up" }, { name: "robots", content: "noindex" }];
}

const short = [0, 5, 10, 15, 20, 30, 45, 60];

type Part = { values: Fields; errors: Fields };

export default function Sessions({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: Fields = actionData?.errors ?? {};
  const values: Fields = actionData?.typed ?? page.values;
  return (
    <StepForm
      step="sessions"
      title="Your first two kinds of session"
      lede="A free first call that anybody can book, and the session it leads to, which opens for somebody once you both are sure. You can add others later."
      errors={errors}
    >
      <Call values={values} errors={errors} />
      <Paid values={values} errors={errors} currency={page.currency} example={page.example} />
      <Where values={values} errors={errors} />
    </StepForm>
  );
}

function Minutes({ name, values, errors }: Part & { name: string }) {
  return (
    <TextField
      name={name}
      label="Minutes"
      inputMode="numeric"
      maxLength={3}
      value={values[name]}
      error={errors[name]}
    />
  );
}

function Call({ values, errors }: Part) {
  return (
    <Section title="The first call">
      <div className="pairs">
        <Minutes name="callMinutes" values={values} errors={errors} />
        <SelectField
          name="callPlace"
          label="Where"
          options={places}
          value={values.callPlace}
          error={errors.callPlace}
        />
      </div>
    </Section>
  );
}

function Paid({ values, errors, currency, example }: Part & { currency: string; example: string }) {
  return (
    <Section title="The session">
      <div className="pairs">
        <TextField name="name" label="Name" maxLength={80} value={values.name} error={errors.name} />
        <SelectField name="place" label="Where" options={places} value={values.place} error={errors.place} />
        <Minutes name="minutes" values={values} errors={errors} />
        <TextField
          name="price"
          label={`Price in ${currency}`}
          hint={`A sum like ${example}; 0 is free.`}
          inputMode="decimal"
          maxLength={20}
          value={values.price}
          error={errors.price}
        />
        <SelectField
          name="bufferBefore"
          label="Time for yourself before"
          options={spans(short, values.bufferBefore, "None")}
          value={values.bufferBefore}
          error={errors.bufferBefore}
        />
        <SelectField
          name="bufferAfter"
          label="Time for yourself after"
          hint="Between two sessions the longer of the two is kept, not both."
          options={spans(short, values.bufferAfter, "None")}
          value={values.bufferAfter}
          error={errors.bufferAfter}
        />
      </div>
    </Section>
  );
}

function Where({ values, errors }: Part) {
  return (
    <Section title="Where you meet">
      <div className="stack">
        <TextField
          name="roomUrl"
          type="url"
          label="Your video room"
          required={false}
          hint="A link that begins with https://. Whoever booked online gets it. It can wait."
          maxLength={500}
          spellCheck={false}
          value={values.roomUrl}
          error={errors.roomUrl}
        />
        <TextField
          name="address"
          label="Your address"
          required={false}
          hint="Where sessions in person take place. It stands in their confirmations, and under Contact."
          autoComplete="street-address"
          maxLength={200}
          value={values.address}
          error={errors.address}
        />
      </div>
    </Section>
  );
}
