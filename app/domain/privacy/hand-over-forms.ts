import { consentsOn } from "#app/domain/clients/consent.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { allOwnAnswers } from "#app/domain/forms/read-form.ts";
import { type Answers, type Question, shownParts } from "#app/domain/forms/rules.ts";

/** Every form of somebody's own: what was asked and what they answered, signed or not yet, and what they agreed to on it. */
export async function formsOfTheirOwn(ctx: ClientCtx) {
  const forms = [];
  for (const { whole, pages, answers, signature, score } of await allOwnAnswers(ctx)) {
    const { asked, form, version, forName, therapist } = whole;
    forms.push({
      name: form.name,
      version,
      for: forName,
      from: therapist.name,
      status: asked.status,
      askedAt: asked.askedAt,
      signedAt: asked.signedAt,
      signature,
      score: score && { measure: score.measure, total: score.total },
      answers: pages.flatMap((page) =>
        shownParts(page, answers).flatMap((part) => (part.kind === "section" ? [] : [told(part, answers)])),
      ),
      consents: (await consentsOn(ctx, asked.id)).map(
        ({ purpose, language, givenBy, givenAt, withdrawnAt }) => ({
          ...{ purpose, language, givenBy, givenAt, withdrawnAt },
        }),
      ),
    });
  }
  return forms;
}

/** A question with its answer, a choice by the words that were chosen; null where it was left out. */
function told(part: Question, answers: Answers) {
  const given = [answers[part.key] ?? []].flat();
  const words =
    part.kind === "choice" || part.kind === "scale"
      ? part.options.filter(({ value }) => given.includes(value)).map(({ label }) => label)
      : given;
  return { asked: part.label, answer: words.length > 0 ? words.join(", ") : null };
}
