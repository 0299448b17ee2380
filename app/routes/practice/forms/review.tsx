import { data, href, redirect } from "react-router";
import { z } from "zod";
import { alertOf, readReview, review } from "#app/domain/forms/alerts.ts";
import { formWithin } from "#app/domain/forms/asked.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { TextArea } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/review";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "forms.read");
  const alert = orNotFound(await alertOf(ctx, params.id));
  const { zone, locale } = await ownPractice(ctx);
  const day = (at: Date) => whenAndWhere(at.getTime(), { zone, locale }).when;
  const { person } = alert;
  const written = alert.reviewedAt ? await readReview(ctx, alert) : null;
  return {
    ...{ id: params.id, clientName: alert.clientName, therapistName: alert.therapistName },
    mayRead: (await formWithin(ctx, "forms.read", params.id)) !== null,
    raised: day(alert.raisedAt),
    person: {
      ...{ name: person.name, phone: person.phone, email: person.email },
      minds: [
        ...(person.mayCall ? [] : ["please don’t call"]),
        ...(person.mayLeaveMessage ? [] : ["leave no message"]),
        ...(person.mayEmail ? [] : ["please don’t email"]),
      ],
    },
    isSeenTo: alert.reviewedAt !== null,
    written: written && { words: written.words, at: day(written.at) },
  };
}

const schema = z.object({
  words: z.string().trim().min(1, "Please write what you did, even if it is one line.").max(5000),
});

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "forms.read");
  orNotFound(await alertOf(ctx, params.id));
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  // Somebody else was first: their words stand, and are shown.
  orNotFound(await review(ctx, { askedId: params.id, words: form.value.words }));
  throw redirect(href("/practice/forms/:id/review", params), 303);
}

export function meta() {
  return [{ title: "A form needs you" }, { name: "robots", content: "noindex" }];
}

export default function Review({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: FieldErrors = actionData?.errors ?? {};
  const { id, person } = page;
  return (
    <>
      <WorkHeading
        eyebrow={`${page.clientName}, with ${page.therapistName}`}
        title={page.isSeenTo ? "This form was seen to" : "This form needs you today"}
        lede={
          <p>
            Since {page.raised}. They answered the question about being better off dead, or of hurting
            themselves, with more than “not at all”. They were shown whom to ring, and that no one is
            watching.
          </p>
        }
      />
      <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <Section title={`Reaching ${person.name}`}>
        <Facts
          facts={[
            {
              term: "Ring",
              value: person.phone && (
                <a href={`tel:${person.phone.replaceAll(/[^+\d]/g, "")}`}>{person.phone}</a>
              ),
            },
            { term: "Write", value: person.email && <a href={`mailto:${person.email}`}>{person.email}</a> },
            { term: "They asked", value: person.minds.join(", ") },
          ]}
        />
        {page.mayRead && (
          <p>
            <a href={href("/practice/forms/:id", { id })}>Read the whole form</a>. That you read it is
            recorded.
          </p>
        )}
      </Section>
      <Section title="Reviewed: what I did">
        {page.isSeenTo ? (
          <p>{page.written ? `${page.written.words} (${page.written.at})` : "A colleague wrote it down."}</p>
        ) : (
          <form className="stack" method="post" action={href("/practice/forms/:id/review", { id })}>
            <TextArea
              name="words"
              label="What you did"
              hint="Signed as you send it, sealed, and kept. Until then you and whoever covers for you are reminded."
              value={actionData?.typed.words}
              error={errors.words}
              maxLength={5000}
              rows={6}
            />
            <Button busy="Signing…">Sign</Button>
          </form>
        )}
      </Section>
    </>
  );
}
