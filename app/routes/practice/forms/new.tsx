import { data, href, redirect } from "react-router";
import { z } from "zod";
import { caresWithin, clientWithin, peopleOf } from "#app/domain/clients/reach.ts";
import { type AskRefusal, askByHand } from "#app/domain/forms/ask.ts";
import { fillersAmong } from "#app/domain/forms/fillers.ts";
import { formsInUse } from "#app/domain/forms/queries.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, RadioGroup } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/new";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "forms.ask");
  const client = orNotFound(await clientWithin(ctx, "forms.ask", params.id));
  const [cares, people, forms] = [
    await caresWithin(ctx, "forms.ask", client.id),
    fillersAmong(await peopleOf(ctx, client)),
    await formsInUse(ctx),
  ];
  return {
    ...{ id: client.id, name: client.name },
    cares: cares.map(({ therapistId, firstName }) => ({ value: therapistId, label: firstName })),
    people: [
      ...(people.length > 1 ? [{ value: "everybody", label: "Each of them, for themselves" }] : []),
      ...people.map(({ key, name }) => ({ value: key, label: name })),
    ],
    forms: forms.map(({ form, version }) => ({
      ...{ value: form.id, label: form.name },
      hint: `About ${version.body.minutes} minutes`,
    })),
  };
}

const schema = z.object({
  form: z.string("Please choose a form.").min(1, "Please choose a form."),
  who: z.string("Please choose who is asked.").min(1, "Please choose who is asked."),
  of: z.string().default(""),
});

const saidKindly: Record<AskRefusal, [field: string, words: string]> = {
  already_asked: ["form", "They still have this one to fill in."],
  not_at_this_stage: ["form", "At this stage only questions can be asked, and after the end nothing."],
  nobody_to_ask: ["who", "There is nobody of that name here."],
  not_in_use: ["form", "That form is not in use any more."],
};

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "forms.ask");
  orNotFound(await clientWithin(ctx, "forms.ask", params.id));
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const [first] = await caresWithin(ctx, "forms.ask", params.id);
  const { form: formId, who, of } = form.value;
  const wish = { clientId: params.id, therapistId: of || orNotFound(first).therapistId, formId, who };
  const asked = orNotFound(await askByHand(ctx, wish));
  if (asked.ok) throw redirect(href("/practice/intakes"), 303);
  const [field, words] = saidKindly[asked.refusal];
  const errors: FieldErrors = { [field]: words };
  return data({ errors, typed: form.typed }, { status: 422 });
}

export function meta() {
  return [{ title: "Ask for a form" }, { name: "robots", content: "noindex" }];
}

export default function NewAsked({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: FieldErrors = actionData?.errors ?? {};
  const typed: Record<string, string> = actionData?.typed ?? {};
  const [onlyCare] = page.cares;
  const [onlyPerson] = page.people;
  return (
    <>
      <WorkHeading
        eyebrow={page.name}
        title="Ask for a form"
        lede={<p>They hear that a form waits, and how long it takes. What it is called stays in here.</p>}
      />
      <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      {page.forms.length === 0 ? (
        <Notice>
          <p>
            This practice has no form in use yet. Whoever looks after the office publishes one there first.
          </p>
        </Notice>
      ) : (
        <form
          className="stack"
          method="post"
          action={href("/practice/clients/:id/forms/new", { id: page.id })}
        >
          <RadioGroup
            name="form"
            label="Which form"
            options={page.forms}
            value={typed.form}
            error={errors.form}
          />
          <RadioGroup
            name="who"
            label="Who fills it in"
            options={page.people}
            value={typed.who ?? onlyPerson?.value}
            error={errors.who}
          />
          {page.cares.length > 1 ? (
            <RadioGroup name="of" label="For whom" options={page.cares} value={typed.of ?? onlyCare?.value} />
          ) : (
            <HiddenFields values={{ of: onlyCare?.value }} />
          )}
          <div className="cluster">
            <Button busy="Asking…">Ask</Button>
            <ButtonLink kind="quiet" href={href("/practice/clients/:id", { id: page.id })}>
              Leave it
            </ButtonLink>
          </div>
        </form>
      )}
    </>
  );
}
