import { TextArea, TextField } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";
import type { Route } from "./+types/words";
import { keepStep, stepPage } from "./step.ts";
import { type Fields, StepForm } from "./step-form.tsx";

export async function loader(asked: Route.LoaderArgs) {
  const { values } = await stepPage(asked, "words");
  return { values };
}

export function action(asked: Route.ActionArgs) {
  return keepStep(asked, "words");
}

export function meta() {
  return [{ title: "Words · Setting up" }, { name: "robots", content: "noindex" }];
}

type Part = { values: Fields; errors: Fields };

export default function Words({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: Fields = actionData?.errors ?? {};
  const values: Fields = actionData?.typed ?? page.values;
  return (
    <StepForm
      step="words"
      title="In your words"
      lede="What somebody reads who has never met you. Keep what is here if you like it; it is never too late to say it better."
      errors={errors}
    >
      <First values={values} errors={errors} />
      <Section title="How to reach you">
        <div className="stack">
          <Reach values={values} errors={errors} />
        </div>
      </Section>
    </StepForm>
  );
}

function First({ values, errors }: Part) {
  return (
    <>
      <TextField
        name="title"
        label="What you are"
        hint="“Licensed clinical social worker”."
        maxLength={120}
        value={values.title}
        error={errors.title}
      />
      <TextField
        name="headline"
        label="Headline"
        maxLength={120}
        value={values.headline}
        error={errors.headline}
      />
      <TextArea
        name="lead"
        label="Beneath it"
        hint="Who you are, whom you help, how it begins. Three sentences do."
        maxLength={1000}
        value={values.lead}
        error={errors.lead}
      />
      <TextField
        name="strapline"
        label="In a few words"
        required={false}
        hint="Stands at the foot of every page: “registered hypnotherapist · Lisbon and online”. Left empty, it is what you are and where."
        maxLength={120}
        value={values.strapline}
        error={errors.strapline}
      />
      <div className="written">
        <TextArea
          name="about"
          label="About you"
          required={false}
          hint="How you work, where you learned it. Written in Markdown: ## begins a heading, - a list."
          rows={8}
          maxLength={4000}
          value={values.about}
          error={errors.about}
        />
      </div>
    </>
  );
}

function Reach({ values, errors }: Part) {
  return (
    <>
      <TextField
        name="email"
        type="email"
        label="Email for everybody"
        hint="It stands under Contact, and answers to letters go there."
        maxLength={254}
        value={values.email}
        error={errors.email}
      />
      <TextField
        name="phone"
        type="tel"
        label="Phone"
        required={false}
        maxLength={40}
        value={values.phone}
        error={errors.phone}
      />
      <TextField
        name="replyTime"
        label="You answer"
        hint="As it is true: “Within one working day”."
        maxLength={120}
        value={values.replyTime}
        error={errors.replyTime}
      />
    </>
  );
}
