import { redirect } from "react-router";
import { freeTime } from "#app/domain/availability/free-time.ts";
import { findBlock } from "#app/domain/availability/working-time.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { timeOnALine, whenAndWhere } from "#app/routes/when.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Time } from "#app/ui/time.tsx";
import { dayOf, formatDate } from "#app/values/zoned.ts";
import type { Route } from "./+types/blocked";
import { calendarAt } from "./views.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.see");
  const block = orNotFound(await findBlock(ctx, params.id));
  const [{ locale }, { zone, name, slug }] = await Promise.all([ownPractice(ctx), whoseBlock(ctx, block)]);
  const [from, until] = [block.startsAt.getTime(), block.endsAt.getTime()];
  const { when, where } = whenAndWhere(from, { zone, locale });
  const lastDay = dayOf(zone, until - 1);
  const isOwn = block.therapistId === ctx.actor.therapistId;
  const sameDay = lastDay === dayOf(zone, from);
  const ends = timeOnALine(until, { zone, locale });
  return {
    label: block.label,
    name: isOwn ? null : name,
    at: block.startsAt.toISOString(),
    when: `${when} to ${sameDay ? ends : `${formatDate(lastDay, { locale })}, ${ends}`}`,
    where,
    back: calendarAt({ view: "week", date: dayOf(zone, from), of: isOwn ? null : slug }),
  };
}

async function whoseBlock(ctx: MemberCtx, { therapistId }: { therapistId: string }) {
  return orNotFound((await therapistsWithin(ctx, "diary.see")).find(({ id }) => id === therapistId));
}

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  const block = orNotFound(await findBlock(ctx, params.id));
  const { zone, slug } = await whoseBlock(ctx, block);
  orNotFound(await freeTime(ctx, params.id));
  const of = block.therapistId === ctx.actor.therapistId ? null : slug;
  throw redirect(calendarAt({ view: "week", date: dayOf(zone, block.startsAt), of }), 303);
}

export function meta() {
  return [{ title: "Blocked time" }, { name: "robots", content: "noindex" }];
}

export default function Blocked({ loaderData: page }: Route.ComponentProps) {
  return (
    <form className="stack" method="post">
      <WorkHeading
        title={page.label ?? "Blocked time"}
        eyebrow={page.name ?? undefined}
        lede={
          <p>
            <Time at={page.at}>{page.when}</Time> ({page.where}). Nothing is offered in it.
          </p>
        }
      />
      <div className="cluster">
        <Button kind="danger" busy="Opening…">
          Open it again
        </Button>
        <ButtonLink kind="quiet" href={page.back}>
          Keep it blocked
        </ButtonLink>
      </div>
    </form>
  );
}
