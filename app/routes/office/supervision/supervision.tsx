import { data, href, redirect } from "react-router";
import { z } from "zod";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import {
  type SupervisionRefusal,
  supervise,
  supervisionsHere,
  supervisorsHere,
} from "#app/domain/therapists/supervise.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { whenInYear } from "#app/routes/when.ts";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { addDays, startOfDay } from "#app/values/zoned.ts";
import type { Route } from "./+types/supervision";
import { SupervisionForm } from "./supervision-form.tsx";
import { Supervisions } from "./supervisions.tsx";

export { ErrorBoundary } from "../trouble.tsx";

const said = { begun: "Agreed. It holds from now on.", ended: "Ended. They read nothing more of it." };

const choose = "Please choose somebody.";
const schema = z.object({
  supervisor: z.string().min(1, choose),
  therapist: z.string().min(1, choose),
  coSigns: z.literal("yes").optional(),
  lastDay: z.union([z.literal(""), z.iso.date("A date, as the calendar gives it.")]).default(""),
});

const saidKindly: Record<SupervisionRefusal, { field: string; message: string }> = {
  not_theirs: { field: "supervisor", message: "Nobody supervises themselves. Please choose two people." },
  over: { field: "lastDay", message: "That day is over. Please choose a later one, or none." },
};

async function choicesOf(ctx: MemberCtx) {
  const [supervisors, therapists] = await Promise.all([
    supervisorsHere(ctx),
    therapistsWithin(ctx, "supervision.change"),
  ]);
  const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return { supervisors: supervisors.map(choice), therapists: therapists.map(choice) };
}

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "supervision.change");
  const clock = await ownPractice(ctx);
  const pairs = await supervisionsHere(ctx);
  const when = (at: Date) => whenInYear(at.getTime(), clock);
  return {
    ...(await choicesOf(ctx)),
    news: newsFor(new URL(request.url).searchParams, said),
    pairs: pairs.map(({ from, until, ...pair }) => ({
      ...pair,
      from: when(from),
      until: until && when(until),
    })),
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "supervision.change");
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { supervisor, therapist, coSigns, lastDay } = form.value;
  const { zone } = await ownPractice(ctx);
  const wish = {
    supervisorId: supervisor,
    therapistId: therapist,
    mustCoSign: coSigns === "yes",
    until: lastDay ? new Date(startOfDay(zone, addDays(lastDay, 1))) : null,
  };
  const begun = orNotFound(await supervise(ctx, wish));
  if (begun.ok) throw redirect(`${href("/office/supervision")}?news=begun`, 303);
  const { field, message } = saidKindly[begun.refusal];
  const typed = { supervisor, therapist, coSigns, lastDay };
  return data({ errors: { [field]: message }, typed }, { status: 422 });
}

export function meta() {
  return [{ title: "Supervision" }, { name: "robots", content: "noindex" }];
}

export default function Supervision({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title="Supervision"
        lede={
          <p>
            Who supervises somebody reads what that therapist signs, and co-signs it where you ask for it.
            Drafts and psychotherapy notes stay their author’s alone.
          </p>
        }
      />
      {page.news && (
        <Notice kind="ok" flash>
          <p>{page.news}</p>
        </Notice>
      )}
      <Supervisions pairs={page.pairs} />
      {page.supervisors.length === 0 ? (
        <p className="hint">Nobody here has the role of a supervisor yet, so there is nobody to choose.</p>
      ) : (
        <SupervisionForm {...page} errors={actionData?.errors ?? {}} typed={actionData?.typed ?? {}} />
      )}
    </>
  );
}
