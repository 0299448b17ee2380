import { TextField } from "#app/ui/fields.tsx";
import type { Route } from "./+types/you";
import { keepStep, stepPage } from "./step.ts";
import { type Fields, StepForm } from "./step-form.tsx";

export async function loader(asked: Route.LoaderArgs) {
  const { values } = await stepPage(asked, "you");
  return { values };
}

export function action(asked: Route.ActionArgs) {
  return keepStep(asked, "you");
}

export function meta() {
  return [{ title: "You · Setting up" }, { name: "robots", content: "noindex" }];
}

export default function You({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: Fields = actionData?.errors ?? {};
  const values: Fields = actionData?.typed ?? page.values;
  return (
    <StepForm
      step="you"
      title="Who are you?"
      lede="The practice will be yours: you see everything in it, and only you can give that away."
      errors={errors}
    >
      <TextField
        name="name"
        label="Name"
        hint="As clients read it, with what belongs to it: “Ana Reyes, LCSW”."
        autoComplete="name"
        maxLength={120}
        value={values.name}
        error={errors.name}
      />
      <TextField
        name="firstName"
        label="What letters call you"
        required={false}
        hint="Your first name, if you leave it empty."
        autoComplete="given-name"
        maxLength={60}
        value={values.firstName}
        error={errors.firstName}
      />
      <TextField
        name="email"
        type="email"
        label="Email"
        hint="You sign in with it: no password, a letter with a link each time."
        autoComplete="email"
        maxLength={254}
        value={values.email}
        error={errors.email}
      />
    </StepForm>
  );
}
