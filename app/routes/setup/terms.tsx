import { policyName, policyText } from "#app/domain/site/policies.ts";
import { proseOf } from "#app/domain/site/prose.ts";
import { spans } from "#app/routes/practice/session-types/words.ts";
import { SelectField, TextField } from "#app/ui/fields.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { Section } from "#app/ui/section.tsx";
import type { Route } from "./+types/terms";
import { read } from "./answers.ts";
import { guessOf } from "./door.ts";
import { policyKinds } from "./opening.ts";
import { keepStep, stepPage } from "./step.ts";
import { type Fields, StepForm } from "./step-form.tsx";

export async function loader(asked: Route.LoaderArgs) {
  const { values, setup } = await stepPage(asked, "terms");
  const { you, practice } = read(setup, guessOf(asked.context));
  const facts = {
    practice: practice?.name || "Your practice",
    email: you?.email ?? "you@example.org",
    country: practice?.country ?? "GB",
  };
  return {
    values,
    texts: policyKinds.map((kind) => ({
      kind,
      name: policyName[kind],
      html: proseOf(policyText(kind, facts)),
    })),
  };
}

export function action(asked: Route.ActionArgs) {
  return keepStep(asked, "terms");
}

export function meta() {
  return [{ title: "Terms · Setting up" }, { name: "robots", content: "noindex" }];
}

export default function Terms({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: Fields = actionData?.errors ?? {};
  const values: Fields = actionData?.typed ?? page.values;
  const percent = (name: string, label: string, hint: string) => (
    <TextField
      name={name}
      label={label}
      hint={hint}
      inputMode="numeric"
      maxLength={3}
      value={values[name]}
      error={errors[name]}
    />
  );
  return (
    <StepForm
      step="terms"
      title="What is agreed"
      lede="What holds when somebody cancels. It is shown before they book, and every booking keeps the terms it was made with."
      errors={errors}
    >
      <div className="pairs">
        <SelectField
          name="termsWindow"
          label="Free to cancel until"
          hint="This long before it begins."
          options={spans([0, 120, 240, 720, 1440, 2880, 4320, 10_080], values.termsWindow, "It begins")}
          value={values.termsWindow}
          error={errors.termsWindow}
        />
        {percent(
          "lateFeePercent",
          "Kept when cancelled later, in percent",
          "0 is nothing, 100 the whole price. You can waive it each time.",
        )}
        {percent(
          "refundPercent",
          "Given back when cancelled in time, in percent",
          "Of what was paid already.",
        )}
      </div>
      <Section title="What you promise">
        <p>
          These texts go with your site, your name in them. They are written for what this software does; read
          them, and change any word later under Settings.
        </p>
        <div className="texts">
          {page.texts.map(({ kind, name, html }) => (
            <details key={kind}>
              <summary>{name}</summary>
              <Prose html={html} />
            </details>
          ))}
        </div>
      </Section>
    </StepForm>
  );
}
