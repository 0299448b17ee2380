import { data, href, redirect } from "react-router";
import { keepSettings, settingsOf } from "#app/domain/invoices/settings.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { catalogue } from "#app/domain/session-types/catalogue.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, RadioGroup, TextArea, TextField } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/papers";
import { SuperbillFields } from "./superbill-fields.tsx";
import { papersSchema, readSuperbill, superbillFields } from "./typed-papers.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "practice.change");
  const [settings, practice, therapists, types] = await Promise.all([
    settingsOf(ctx),
    ownPractice(ctx),
    therapistsWithin(ctx, "practice.change"),
    catalogue(ctx),
  ]);
  const { kind, legalName, legalNumber, note, areMailed } = settings;
  return {
    hasSuperbill: practice.country === "US",
    address: practice.address,
    therapists: therapists.map(({ id, name }) => ({ id, name })),
    types: types.filter(({ price }) => price > 0).map(({ id, name }) => ({ id, name })),
    fields: {
      ...{
        kind,
        legalName: legalName ?? "",
        legalNumber: legalNumber ?? "",
        note: note ?? "",
        areMailed: areMailed ? "yes" : "",
      },
      ...superbillFields(settings, therapists, types),
    },
    isSaved: new URL(request.url).searchParams.get("news") === "saved",
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "practice.change");
  const [{ country }, therapists, types, known] = await Promise.all([
    ownPractice(ctx),
    therapistsWithin(ctx, "practice.change"),
    catalogue(ctx),
    settingsOf(ctx),
  ]);
  const form = await readForm(request, papersSchema);
  const { npi, superbill, errors } =
    country === "US"
      ? readSuperbill(form.typed, { therapists, types, known })
      : { npi: known.npi, superbill: undefined, errors: {} };
  if (!form.ok || Object.keys(errors).length > 0)
    return data(
      { errors: { ...(form.ok ? {} : form.errors), ...errors } as Record<string, string>, typed: form.typed },
      { status: 422 },
    );
  orNotFound((await keepSettings(ctx, { ...form.value, npi }, superbill)) || null);
  throw redirect(`${href("/practice/settings/papers")}?news=saved`, 303);
}

const kinds = [
  {
    value: "payment_record",
    label: "Payment record",
    hint: "Says what was paid, and that it is not a tax invoice. Right where your invoices come from elsewhere.",
  },
  { value: "receipt", label: "Receipt", hint: "For money that has arrived, where no invoice is asked for." },
  { value: "invoice", label: "Invoice", hint: "With your number, and the tax as you set it under Tax." },
];

export function meta() {
  return [{ title: "Papers" }, { name: "robots", content: "noindex" }];
}

export default function Papers({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: Record<string, string> = actionData?.errors ?? {};
  const values: Record<string, string> = actionData?.typed ?? page.fields;
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  const text = (name: string, label: string, hint: string, maxLength: number) => (
    <TextField
      {...{ name, label, hint, maxLength }}
      required={false}
      value={values[name]}
      error={errors[name]}
    />
  );
  return (
    <>
      <WorkHeading
        title="Papers"
        lede={
          <p>
            What a client gets for what they paid. Each is numbered without a gap and never changes; what you
            say here holds from the next one on.
          </p>
        }
        actions={
          <ButtonLink kind="quiet" href={href("/practice/settings/papers/example.pdf")}>
            See an example (PDF)
          </ButtonLink>
        }
      />
      <form method="post" action={href("/practice/settings/papers")} noValidate>
        <div className="stack">
          {page.isSaved && !actionData && (
            <Notice kind="ok" flash>
              <p>Saved. The next paper looks like this.</p>
            </Notice>
          )}
          <ErrorSummary problems={problems} />
          <RadioGroup
            name="kind"
            label="Which kind"
            options={kinds}
            value={values.kind}
            error={errors.kind}
          />
          <p className="hint">
            Which one the law asks of you depends on where you are. Your tax adviser knows; we can’t tell.
          </p>
        </div>
        <Section title="Who writes it">
          <div className="stack">
            {text("legalName", "Legal name", "Where it differs from the practice’s name.", 120)}
            {text("legalNumber", "Tax or registration number", "Printed as “Number …”.", 60)}
            <p className="hint">
              {page.address ? `Address: ${page.address}. ` : "There is no address yet. "}
              <a href={href("/practice/settings/site")}>It is kept with the site</a>
            </p>
            <TextArea
              name="note"
              label="A note at the foot"
              hint="Bank details, a thank you, what your profession asks for."
              required={false}
              rows={3}
              maxLength={600}
              value={values.note}
              error={errors.note}
            />
          </div>
        </Section>
        <Section title="The letter about it">
          <CheckboxField
            name="areMailed"
            label="Write to whoever paid when there is a new paper"
            hint="A short letter with the sum and where the paper is. The papers lie in their own place here either way."
            required={false}
            checked={values.areMailed === "yes"}
          />
        </Section>
        {page.hasSuperbill && (
          <SuperbillFields therapists={page.therapists} types={page.types} values={values} errors={errors} />
        )}
        <div className="cluster after">
          <Button busy="Saving…">Save the papers</Button>
          <ButtonLink kind="quiet" href={href("/practice/settings")}>
            Leave it as it is
          </ButtonLink>
        </div>
      </form>
    </>
  );
}
