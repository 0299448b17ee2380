import { data, href, redirect } from "react-router";
import { z } from "zod";
import type { Stage } from "#app/db/schema/clients.ts";
import { diaryLines } from "#app/domain/bookings/diary.ts";
import { changeStage } from "#app/domain/clients/change-stage.ts";
import { stagesByHand } from "#app/domain/clients/rules.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { RadioGroup } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/stage";
import { careOf } from "./care.ts";
import { stageWords } from "./in-words.ts";
import { recordTelling } from "./news.ts";
import { problemsOf } from "./problems.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({ to: z.enum(["intake", "ongoing", "ended"], "Please choose where it goes on.") });

const follows: Record<Stage, { label: string; hint: string }> = {
  discovery: { label: "Discovery", hint: "" },
  intake: { label: "Begin again", hint: "Their doors open again, without a second call." },
  ongoing: { label: "Ongoing", hint: "Intake is behind you. They can book everything that is theirs." },
  ended: {
    label: "End",
    hint: "Their doors close: from then on they can ask for a call again. What you shared stays with them. No letter is sent.",
  },
};

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "care.decide");
  const { client, care } = await careOf(ctx, params.id, new URL(request.url).searchParams);
  const ahead = await diaryLines(ctx, "care.decide", {
    clientId: client.id,
    therapistId: care.therapistId,
    from: ctx.now(),
    statuses: ["requested", "held", "confirmed"],
  });
  return {
    client: { id: client.id, name: client.name },
    of: care.slug,
    stage: care.stage,
    wasOpen: care.discoveryCompletedAt !== null,
    choices: stagesByHand(care).map((value) => ({ value, ...follows[value] })),
    ahead: ahead.length,
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "care.decide");
  const { client, care } = await careOf(ctx, params.id, new URL(request.url).searchParams);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors }, { status: 422 });
  const { to } = form.value;
  const changed = orNotFound(
    await changeStage(ctx, { clientId: client.id, therapistId: care.therapistId, to }),
  );
  // A second press finds it there.
  if (changed.ok || care.stage === to) throw redirect(recordTelling(params.id, "stage"), 303);
  const errors = { to: "It has moved on since you opened this page. Please look where it stands now." };
  return data({ errors }, { status: 409 });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page ? `Stage: ${page.client.name}` : "Stage" }, { name: "robots", content: "noindex" }];
}

export default function StagePage({ loaderData: page, actionData }: Route.ComponentProps) {
  const { client, of, stage, choices, ahead } = page;
  const { id } = client;
  return (
    <form
      className="stack"
      method="post"
      action={`${href("/practice/clients/:id/stage", { id })}?of=${of}`}
      noValidate
    >
      <WorkHeading eyebrow={client.name} title="The stage of care" lede={<p>Now: {stageWords[stage]}.</p>} />
      <ErrorSummary problems={problemsOf(actionData?.errors)} />
      {choices.length === 0 && (
        <p>
          The doors never opened here.{" "}
          <a href={`${href("/practice/clients/:id/beginning", { id })}?of=${of}`}>Begin together</a>
          {stage === "discovery" && (
            <>
              {" or "}
              <a href={`${href("/practice/clients/:id/referral", { id })}?of=${of}`}>refer on</a>
            </>
          )}
          .
        </p>
      )}
      {choices.length > 0 && (
        <RadioGroup name="to" label="Where does it go on?" options={choices} error={actionData?.errors.to} />
      )}
      {ahead > 0 && (
        <Notice>
          <p>
            {ahead === 1 ? "One session is" : `${ahead} sessions are`} still booked. Ending care leaves them
            as they are; cancel what won’t take place.
          </p>
        </Notice>
      )}
      <div className="cluster">
        {choices.length > 0 && <Button busy="Changing…">Change the stage</Button>}
        <ButtonLink kind="quiet" href={href("/practice/clients/:id", { id })}>
          Leave it as it is
        </ButtonLink>
      </div>
    </form>
  );
}
