import { consentsOn } from "#app/domain/clients/consent.ts";
import type { WholeAsked } from "#app/domain/forms/asked.ts";
import { ownAnswers } from "#app/domain/forms/read-form.ts";
import { isOpen, isShown, opensAt, unanswered } from "#app/domain/forms/rules.ts";
import { markOf } from "#app/domain/forms/save-answers.ts";
import { isAlarming } from "#app/domain/forms/scoring/score.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { helpIn } from "#app/domain/site/crisis-lines.ts";
import { answersShown } from "#app/routes/forms/form-words.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import type { Here } from "../here.ts";

/** What of a form its person sees now: a page to fill, what was answered, or what they signed. */
export async function formShown(here: Here, whole: WholeAsked, params: URLSearchParams) {
  const { ctx } = here;
  const { answers, saved, pages, signature } = await ownAnswers(ctx, whole);
  const { zone, locale, country } = await ownPractice(ctx);
  const clock = { zone: here.zone ?? zone, locale };
  const { asked, form, body, forName, therapist, stage } = whole;
  const needsSomebody = isAlarming({ body, omitsRisk: asked.omitsRisk }, answers);
  const common = {
    ...{ id: asked.id, name: form.name, forName, firstName: therapist.firstName, intro: body.intro },
    ...{ minutes: body.minutes, measure: body.measure ?? null },
    help: needsSomebody ? helpShown(country) : null,
    rows: pages.map((page) => ({
      ...{ key: page.key, title: page.title },
      answers: answersShown({ answers }, page, locale),
    })),
  };
  if (asked.status === "signed" || !isOpen(asked) || !opensAt(stage, form.kind)) {
    const consents = await consentsOn(ctx, asked.id);
    return {
      ...common,
      shows: "signed" as const,
      signature,
      signedAt: asked.signedAt && whenAndWhere(asked.signedAt.getTime(), clock).when,
      hash: asked.hash?.toString("hex") ?? null,
      isNew: params.get("news") === "signed",
      consent:
        consents.length === 0 ? null : consents.some(({ withdrawnAt }) => !withdrawnAt) ? "given" : "back",
    };
  }
  const wanted = params.get("page");
  const firstLeft = pages.find(({ key }) => !saved.some((one) => one.page === key));
  if (wanted === "help" && common.help)
    return { ...common, shows: "help" as const, help: common.help, onwards: params.get("then") ?? "review" };
  const page = pages.find(({ key }) => key === wanted) ?? (wanted ? null : (firstLeft ?? null));
  if (!page)
    return {
      ...common,
      shows: "review" as const,
      missing: unanswered(pages, answers).map(({ label }) => label),
      problem: params.get("problem"),
    };
  const at = pages.indexOf(page);
  const steps = pages.map(({ key, title }, n) => ({ key, title, state: stateOf(n, at) }));
  const row = saved.find((one) => one.page === page.key);
  const onIt = { ...common, steps, page: page.key, next: pages[at + 1]?.key ?? "review", title: page.title };
  if (page.isSensitive && !row && params.get("open") !== "yes")
    return { ...onIt, shows: "sensitive" as const };
  return {
    ...onIt,
    shows: "fill" as const,
    text: page.text,
    // A question that hangs on another of this page is shown with it; whether its answer counts is decided when it is saved.
    parts: page.parts.filter(
      (part) => isShown(part, answers) || page.parts.some(({ key }) => key === part.showIf?.question),
    ),
    answers,
    isFirst: at === 0,
    mark: markOf(row),
    minutesAgo: row ? Math.max(0, Math.floor((ctx.now().getTime() - row.savedAt.getTime()) / 60_000)) : null,
    back: params.get("back"),
  };
}

function stateOf(n: number, at: number): "done" | "current" | "ahead" {
  return n < at ? "done" : n === at ? "current" : "ahead";
}

function helpShown(country: string) {
  const help = helpIn(country);
  const dial = (phone: string) => `tel:${phone.replaceAll(/[^+\d]/g, "")}`;
  return {
    emergency: help?.emergency ?? null,
    lines: (help?.lines ?? []).flatMap(({ name, phone, hours }) =>
      phone ? [{ name, phone, hours, href: dial(phone) }] : [],
    ),
  };
}

export type Shown = Awaited<ReturnType<typeof formShown>>;
export type ShownAs<S extends Shown["shows"]> = Extract<Shown, { shows: S }>;
