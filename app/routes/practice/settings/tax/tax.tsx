import { data, href, redirect } from "react-router";
import { keepTaxRule, taxRulesOf } from "#app/domain/invoices/settings.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { catalogue } from "#app/domain/session-types/catalogue.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/tax";
import { RuleForm } from "./rule-form.tsx";
import { RuleList } from "./rule-list.tsx";
import { ruleSchema } from "./typed-rule.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const said = {
  kept: "Kept. It holds from the next paper on.",
  dropped: "Removed. The next nearest rule holds from now on.",
};

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "practice.change");
  const [rules, therapists, types, { locale }] = await Promise.all([
    taxRulesOf(ctx),
    therapistsWithin(ctx, "practice.change"),
    catalogue(ctx),
    ownPractice(ctx),
  ]);
  const who = new Map(therapists.map(({ id, name }) => [id, name]));
  const what = new Map(types.map(({ id, name }) => [id, name]));
  const percent = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return {
    therapists: therapists.map(({ id, name }) => ({ value: id, label: name })),
    types: types.filter(({ price }) => price > 0).map(({ id, name }) => ({ value: id, label: name })),
    rules: rules.map(({ id, therapistId, sessionTypeId, treatment, rate, reason }) => ({
      id,
      therapist: therapistId,
      type: sessionTypeId,
      whose: [
        sessionTypeId ? (what.get(sessionTypeId) ?? "A session type") : "Every session",
        therapistId && `with ${who.get(therapistId) ?? "a therapist"}`,
      ]
        .filter(Boolean)
        .join(" "),
      treatment,
      rate: rate === null ? null : percent.format(rate / 100),
      reason,
    })),
    news: newsFor(new URL(request.url).searchParams, said),
  };
}

export type Page = Awaited<ReturnType<typeof loader>>;

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "practice.change");
  const form = await readForm(request, ruleSchema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const kept = orNotFound(await keepTaxRule(ctx, form.value));
  if (kept.ok) throw redirect(`${href("/practice/settings/tax")}?news=kept`, 303);
  const { field, words } = saidKindly[kept.refusal];
  const errors: Record<string, string> = { [field]: words };
  return data({ errors, typed: form.typed }, { status: 422 });
}

const saidKindly = {
  not_here: { field: "form", words: "That therapist or session type isn’t here any more." },
  no_reason: { field: "reason", words: "The words that are printed, please." },
  no_rate: { field: "rate", words: "A rate such as 23 or 5.5, up to 100." },
} as const;

export function meta() {
  return [{ title: "Tax" }, { name: "robots", content: "noindex" }];
}

export default function Tax({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title="Tax"
        lede={
          <p>
            What your papers say about tax. Prices already hold it, so what a client pays stays the same. Of
            several rules the nearest holds: for a session with somebody, for a session, for somebody, for
            all.
          </p>
        }
      />
      {page.news && !actionData && (
        <Notice kind="ok" flash>
          <p>{page.news}</p>
        </Notice>
      )}
      <RuleList rules={page.rules} />
      <Section title={page.rules.length === 0 ? "How sessions are taxed" : "Another rule"}>
        <RuleForm
          therapists={page.therapists}
          types={page.types}
          values={actionData?.typed ?? {}}
          errors={actionData?.errors ?? {}}
        />
      </Section>
    </>
  );
}
