import { href } from "react-router";
import { consentsOn } from "#app/domain/clients/consent.ts";
import { alertOf } from "#app/domain/forms/alerts.ts";
import { formWithin } from "#app/domain/forms/asked.ts";
import { readForm } from "#app/domain/forms/read-form.ts";
import { isOpen } from "#app/domain/forms/rules.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { answersShown, scoreInWords } from "#app/routes/forms/form-words.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { Button } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/form";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "forms.read");
  const { asked, form, person, forName, clientName, body, version } = orNotFound(
    await formWithin(ctx, "forms.read", params.id),
  );
  const { zone, locale } = await ownPractice(ctx);
  const day = (at: Date) => whenAndWhere(at.getTime(), { zone, locale }).when;
  const read = await readForm(ctx, asked.id);
  const alert = await alertOf(ctx, asked.id);
  const consents = await consentsOn(ctx, asked.id);
  return {
    ...{ id: asked.id, clientId: asked.clientId, clientName, name: form.name, version },
    who: forName ? `${person.name}, for ${forName}` : person.name,
    isOpen: isOpen(asked),
    state: asked.signedAt
      ? `Signed ${day(asked.signedAt)} as “${read?.signature ?? ""}”`
      : asked.status === "withdrawn"
        ? "Asked for no more"
        : asked.savedAt
          ? `Begun, saved ${day(asked.savedAt)}`
          : `Asked ${day(asked.askedAt)}, not begun yet`,
    needsReview: alert !== null && alert.reviewedAt === null,
    wasReviewed: alert?.reviewedAt ? day(alert.reviewedAt) : null,
    hasConsent: consents.some(({ withdrawnAt }) => !withdrawnAt),
    backAt: consents.flatMap(({ withdrawnAt }) => (withdrawnAt ? [day(withdrawnAt)] : []))[0] ?? null,
    isSigned: read !== null,
    score: read?.score ? { measure: read.score.measure, words: scoreInWords(read) } : null,
    measure: body.measure ?? null,
    pages: (read?.pages ?? []).map((page) => ({
      key: page.key,
      title: page.title,
      answers: read ? answersShown(read, page, locale) : [],
    })),
  };
}

export function meta() {
  return [{ title: "A form" }, { name: "robots", content: "noindex" }];
}

export default function Form({ loaderData: page }: Route.ComponentProps) {
  const { id, score } = page;
  return (
    <>
      <WorkHeading
        eyebrow={page.clientName}
        title={page.name}
        lede={
          <p>
            {page.who}. {page.state}. Version {page.version}.{" "}
            <a href={href("/practice/clients/:id", { id: page.clientId })}>Their record</a>
          </p>
        }
      />
      {page.needsReview && (
        <Notice kind="danger">
          <p>
            This form needs you today.{" "}
            <a href={href("/practice/forms/:id/review", { id })}>Write down what you did</a>
          </p>
        </Notice>
      )}
      {page.wasReviewed && (
        <p>
          <a href={href("/practice/forms/:id/review", { id })}>What was done about it</a>, signed{" "}
          {page.wasReviewed}.
        </p>
      )}
      {score && (
        <Section title="Score">
          <Facts
            facts={[
              {
                term: score.measure,
                value: score.words,
              },
            ]}
          />
          {page.measure && (
            <p className="hint">
              {page.measure.source} {page.measure.licence}
            </p>
          )}
          <p className="choice-link">
            <a href={href("/practice/clients/:id/progress", { id: page.clientId })}>How it went over time</a>
          </p>
        </Section>
      )}
      {page.pages.map(({ key, title, answers }) => (
        <Section key={key} title={title}>
          <Facts facts={answers.map(({ label, answer }) => ({ term: label, value: answer ?? "Left out" }))} />
        </Section>
      ))}
      {page.isSigned && (
        <p className="choice-link">
          <a href={href("/practice/forms/:id/form.pdf", { id })} download="">
            Keep a copy (PDF)
          </a>
        </p>
      )}
      {page.isOpen && (
        <form method="post" action={href("/practice/forms/:id/withdrawal", { id })}>
          <p>What they are still writing is theirs. You read it once it is signed.</p>
          <Button kind="quiet" busy="Withdrawing…">
            Ask for it no more
          </Button>
        </form>
      )}
      {page.hasConsent && (
        <form method="post" action={href("/practice/forms/:id/consent-withdrawal", { id })}>
          <Button kind="quiet" busy="Writing it down…">
            They took their consent back on paper
          </Button>
        </form>
      )}
      {page.backAt && <p>Consent taken back {page.backAt}.</p>}
    </>
  );
}
