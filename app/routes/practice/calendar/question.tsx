import { data, href, redirect } from "react-router";
import { z } from "zod";
import { followGoogle, putBack } from "#app/domain/calendar/answer-proposal.ts";
import { openProposals, proposalById } from "#app/domain/calendar/proposals.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { therapistById } from "#app/domain/therapists/queries.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { moveInWords } from "#app/routes/practice/bookings/refusals.ts";
import { sequence } from "#app/routes/practice/bookings/typed-time.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/question";
import { QuestionForms } from "./question-forms.tsx";
import { questionInWords } from "./questions.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.see");
  const found = orNotFound(await proposalById(ctx, params.id));
  // Answered already, by whomever: the booking itself says how it stands now.
  if (found.closedAt) throw redirect(href("/practice/today"), 303);
  const { therapistId } = found;
  const proposal = (await openProposals(ctx, { therapistId })).find(({ id }) => id === params.id);
  const [{ locale }, therapist] = await Promise.all([ownPractice(ctx), therapistById(ctx, therapistId)]);
  return questionInWords(orNotFound(proposal), { zone: orNotFound(therapist).zone, locale });
}

const schema = z.object({
  do: z.enum(["move", "put_back"]),
  sequence,
  of: z.string().max(100).optional(),
});

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors }, { status: 422 });
  const { do: wish, sequence, of } = form.value;
  const answered =
    wish === "move" ? await followGoogle(ctx, params.id, { sequence }) : await putBack(ctx, params.id);
  if (answered.ok || answered.refusal === "answered_already") {
    const news = answered.ok ? (wish === "move" ? "followed" : "put-back") : "answered";
    throw redirect(`${href("/practice/today")}?${new URLSearchParams({ ...(of && { of }), news })}`, 303);
  }
  if (answered.refusal === "not_here") return orNotFound(null);
  const errors: FieldErrors = { form: saidKindly[answered.refusal] };
  return data({ errors }, { status: 409 });
}

const saidKindly = {
  ...moveInWords,
  slot_taken:
    "Another session is there already, and two can’t share a time. Put it back, or move the other one first.",
  then_already: "It stands then already. Nothing more is needed.",
};

export function meta() {
  return [{ title: "What Google says" }, { name: "robots", content: "noindex" }];
}

export default function QuestionPage({ loaderData: question, actionData }: Route.ComponentProps) {
  const errors: FieldErrors = actionData?.errors ?? {};
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <>
      <WorkHeading eyebrow="Google Calendar" title={question.clientName} lede={<p>{question.said}</p>} />
      <div className="stack">
        <ErrorSummary problems={problems} title="Nothing was changed" />
        <QuestionForms question={question} />
        <p>
          <a href={href("/practice/bookings/:id", { id: question.bookingId })}>See the booking</a>
        </p>
      </div>
    </>
  );
}
