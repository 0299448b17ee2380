import { data, href, redirect } from "react-router";
import { type AnswerRefusal, answerDispute } from "#app/domain/payments/answer-dispute.ts";
import { asMember, orNotFound, readForm, worldOf } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import type { Route } from "./+types/dispute";
import { DisputePage } from "./dispute-page.tsx";
import { fromFacts, schema } from "./evidence.ts";
import { knownOf } from "./known.ts";
import { onTheTable } from "./shown.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const news = {
  sent: "Sent. The bank reads it and decides; you hear of it either way.",
  accepted: "The client has their money back. The books say so.",
};

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "money.take");
  const { asked, page } = await onTheTable(ctx, params.id);
  const known = await knownOf(ctx, asked.dispute.paymentId);
  return {
    ...page,
    known,
    evidence: fromFacts(known, page.sum),
    news: newsFor(new URL(request.url).searchParams, news),
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "money.take");
  await onTheTable(ctx, params.id);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const sent = await answerDispute(ctx, worldOf(context), { id: params.id, evidence: form.value });
  if (sent.ok) throw redirect(`${href("/practice/billing/disputes/:id", params)}?news=sent`, 303);
  if (sent.refusal === "not_here") return orNotFound(null);
  const { words, status } = saidKindly[sent.refusal];
  return data({ errors: { form: words }, typed: form.typed }, { status });
}

const saidKindly: Record<Exclude<AnswerRefusal, "not_here">, { words: string; status: number }> = {
  away: {
    words:
      "Stripe doesn’t answer just now. Nothing was sent, and what you wrote is still here. Please try again in a minute.",
    status: 503,
  },
  too_late: { words: "The time to answer is over.", status: 409 },
  sent_already: { words: "It was sent already, or is being sent just now.", status: 409 },
  decided: { words: "The bank has decided already.", status: 409 },
  not_taken: { words: "Stripe doesn’t take it so. Please look at it in your Stripe account.", status: 409 },
};

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page ? `${page.sum} asked back` : "Asked back" }, { name: "robots", content: "noindex" }];
}

export type Page = Route.ComponentProps["loaderData"];

export default function Dispute({ loaderData: page, actionData }: Route.ComponentProps) {
  return <DisputePage page={page} errors={actionData?.errors ?? {}} typed={actionData?.typed ?? {}} />;
}
