import { data, href, redirect } from "react-router";
import { z } from "zod";
import { clientName } from "#app/domain/notes/about.ts";
import { readGoals, setGoal } from "#app/domain/notes/goals.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { whenInYear } from "#app/routes/when.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, TextField } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { Route } from "./+types/goals";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({
  text: z
    .string()
    .trim()
    .min(1, "Please say what it is you work towards.")
    .max(300, "Shorter, please: one sentence."),
});

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "notes.read");
  const goals = orNotFound(await readGoals(ctx, params.id));
  const clock = await ownPractice(ctx);
  return data(
    {
      id: params.id,
      name: await clientName(ctx, params.id),
      goals: goals.map(({ id, text, status, setAt, named, therapistId }) => ({
        ...{ id, text, status, named },
        isOwn: therapistId === ctx.actor.therapistId,
        since: whenInYear(setAt.getTime(), clock),
      })),
    },
    { headers: { "Cache-Control": "private, no-store" } },
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "notes.write");
  const form = await readForm(request, schema);
  if (!form.ok) return data({ error: form.errors.text, typed: form.typed.text }, { status: 422 });
  orNotFound(await setGoal(ctx, { clientId: params.id, text: form.value.text }));
  throw redirect(href("/practice/clients/:id/goals", { id: params.id }), 303);
}

export function meta() {
  return [{ title: "Goals" }, { name: "robots", content: "noindex" }];
}

const tags = {
  open: { kind: "info", words: "Open" },
  reached: { kind: "ok", words: "Reached" },
  left: { kind: "plain", words: "Left" },
} as const;

export default function Goals({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id, name, goals } = page;
  return (
    <>
      <WorkHeading
        eyebrow={name}
        title="Goals"
        lede={<p>What you have set out to do together. Reading them is recorded.</p>}
      />
      <ErrorSummary problems={actionData?.error ? [{ field: "text", message: actionData.error }] : []} />
      {goals.length === 0 && <p className="empty">No goal yet. The first one goes here.</p>}
      <ul className="ledger">
        {goals.map((goal) => (
          <li key={goal.id}>
            <h2>{goal.text}</h2>
            <div className="hint">
              <Tag kind={tags[goal.status].kind}>{tags[goal.status].words}</Tag>
            </div>
            <p className="hint">
              Since {goal.since}
              {goal.named > 0 && ` · in ${goal.named} signed ${goal.named === 1 ? "note" : "notes"}`}
            </p>
            {goal.isOwn && (
              <form
                method="post"
                className="cluster"
                action={href("/practice/clients/:id/goals/:goal", { id, goal: goal.id })}
              >
                {goal.status === "open" ? (
                  <>
                    <Button kind="quiet" small name="status" value="reached">
                      Reached<span className="sr-only"> ({goal.text})</span>
                    </Button>
                    <Button kind="quiet" small name="status" value="left">
                      Left<span className="sr-only"> ({goal.text})</span>
                    </Button>
                  </>
                ) : (
                  <>
                    <HiddenFields values={{ status: "open" }} />
                    <Button kind="quiet" small>
                      Take it up again<span className="sr-only"> ({goal.text})</span>
                    </Button>
                  </>
                )}
              </form>
            )}
          </li>
        ))}
      </ul>
      <form
        className="stack after"
        method="post"
        action={href("/practice/clients/:id/goals", { id })}
        noValidate
      >
        <TextField
          name="text"
          label="A new goal"
          maxLength={300}
          error={actionData?.error}
          value={actionData?.typed}
        />
        <Button busy="Saving…">Set the goal</Button>
      </form>
    </>
  );
}
