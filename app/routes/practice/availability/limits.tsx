import { data, href, redirect } from "react-router";
import { z } from "zod";
import { caseloadOf } from "#app/domain/therapists/has-room.ts";
import { setLimits } from "#app/domain/therapists/set-limits.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { tick } from "#app/routes/form-fields.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, TextField } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { whoseOf } from "../whose.ts";
import { WhosePicker } from "../whose-picker.tsx";
import type { Route } from "./+types/limits";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** A number, or nothing for no limit. */
function limit(from: number, to: number) {
  return z
    .string()
    .trim()
    .refine(
      (text) => text === "" || (/^\d{1,4}$/.test(text) && Number(text) >= from && Number(text) <= to),
      `A whole number from ${from} to ${to}, or nothing for no limit.`,
    )
    .transform((text) => (text === "" ? null : Number(text)));
}

const schema = z.object({
  perDayCap: limit(1, 24),
  perWeekCap: limit(1, 100),
  perClientWeekCap: limit(1, 14),
  caseload: limit(0, 1000),
  isAccepting: tick,
});

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "hours.change");
  const { therapist, choices } = await whoseOf(ctx, "hours.change", new URL(request.url).searchParams);
  const { inCare } = await caseloadOf(ctx, therapist.id);
  const asText = (value: number | null) => (value === null ? "" : String(value));
  return {
    therapist: { slug: therapist.slug, firstName: therapist.firstName, name: therapist.name },
    choices,
    inCare,
    values: {
      perDayCap: asText(therapist.perDayCap),
      perWeekCap: asText(therapist.perWeekCap),
      perClientWeekCap: asText(therapist.perClientWeekCap),
      caseload: asText(therapist.caseload),
      isAccepting: therapist.isAccepting ? "yes" : "",
    } as Record<string, string>,
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "hours.change");
  const { therapist } = await whoseOf(ctx, "hours.change", new URL(request.url).searchParams);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  if (!(await setLimits(ctx, therapist.id, form.value))) return orNotFound(null);
  throw redirect(`${href("/practice/availability")}?of=${therapist.slug}&news=limits`, 303);
}

export function meta() {
  return [{ title: "How much is enough" }, { name: "robots", content: "noindex" }];
}

export default function Limits({ loaderData: page, actionData }: Route.ComponentProps) {
  const { therapist, choices, inCare } = page;
  const { errors = {}, typed } = actionData ?? {};
  const values = typed ?? page.values;
  const number = (name: string, label: string, hint: string) => (
    <TextField
      name={name}
      label={label}
      hint={hint}
      required={false}
      inputMode="numeric"
      maxLength={4}
      value={values[name]}
      error={errors[name]}
    />
  );
  const address = href("/practice/availability/limits");
  return (
    <>
      <WorkHeading
        title="How much is enough"
        eyebrow={choices.length > 1 ? therapist.name : undefined}
        lede={
          <p>
            What is booked stays. Nobody is offered more than this; you yourself may still book beyond it,
            knowingly. Leave a field empty for no limit.
          </p>
        }
        actions={<WhosePicker choices={choices} current={therapist.slug} action={address} />}
      />
      <form className="stack" method="post" action={`${address}?of=${therapist.slug}`} noValidate>
        <ErrorSummary
          problems={Object.entries(errors).map(([field, message]) => ({ field, message }))}
          title="Not saved yet"
        />
        <Section title="Your days and weeks">
          <div className="pairs">
            {number("perDayCap", "Sessions a day at most", "First calls count too.")}
            {number("perWeekCap", "Sessions a week at most", "Monday to Sunday, first calls count too.")}
          </div>
        </Section>
        <Section title="One person">
          {number(
            "perClientWeekCap",
            "Sessions a week for one client",
            "By their own booking. What you book for them is up to you.",
          )}
        </Section>
        <Section title="New people">
          <div className="stack">
            {number(
              "caseload",
              "Clients in your care at most",
              `${inCare === 1 ? "1 client is" : `${inCare} clients are`} in care now. When it is full, first calls close and people can wait; whoever is in your care books as before.`,
            )}
            <CheckboxField
              name="isAccepting"
              label="Open for new people"
              hint="Without the tick the profile says that you take no new people on at the moment."
              required={false}
              checked={values.isAccepting === "yes"}
            />
          </div>
        </Section>
        <div className="cluster">
          <Button busy="Saving…">Save</Button>
          <ButtonLink kind="quiet" href={`${href("/practice/availability")}?of=${therapist.slug}`}>
            Leave it as it is
          </ButtonLink>
        </div>
      </form>
    </>
  );
}
