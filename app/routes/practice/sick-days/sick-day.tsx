import { href } from "react-router";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { sickDayWithin } from "#app/domain/sick-days/queries.ts";
import { carriesOutAt } from "#app/domain/sick-days/rules.ts";
import { therapistWithin } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { timeOnALine } from "#app/routes/when.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { Time } from "#app/ui/time.tsx";
import { dayOf } from "#app/values/zoned.ts";
import { backToToday } from "../today/back.ts";
import type { Route } from "./+types/sick-day";
import { hoursInWords } from "./hours.ts";
import { type LostLine, lostInWords } from "./lost.ts";
import { UndoNotice } from "./undo-notice.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.change");
  const sickDay = orNotFound(await sickDayWithin(ctx, params.id));
  const therapist = orNotFound(await therapistWithin(ctx, "diary.change", sickDay.therapistId));
  const { locale } = await ownPractice(ctx);
  const clock = { zone: therapist.zone, locale, today: dayOf(therapist.zone, ctx.now()) };
  const told = timeOnALine(carriesOutAt(sickDay.pressedAt.getTime()), clock);
  return {
    id: sickDay.id,
    of: therapist.slug,
    whose: therapist.id === ctx.actor.therapistId ? null : therapist.name,
    hours: hoursInWords(sickDay, clock),
    state: sickDay.undoneAt ? "undone" : sickDay.carriedOutAt ? "done" : "pending",
    told,
    lost: await lostInWords(ctx, [sickDay.id], clock),
    news: newsFor(new URL(request.url).searchParams, said),
  };
}

type Page = Route.ComponentProps["loaderData"];

const said = {
  pressed: "Noted. Get well.",
  settled: "Noted. It is off the loose ends.",
  late: "The letters have gone, so it can’t be taken back any more.",
};

export function meta() {
  return [{ title: "A sick day" }, { name: "robots", content: "noindex" }];
}

const ledes = {
  undone: "It was taken back. Everything is as it was, and nobody was written to.",
  done: "These sessions are called off, and the letters are on their way. Nothing can be booked in these hours.",
};

export default function SickDay({ loaderData: page }: Route.ComponentProps) {
  const { state, lost, of } = page;
  const toCall = lost.filter(({ isCalledUp, outcome }) => isCalledUp && outcome !== "settled");
  return (
    <div data-live>
      <WorkHeading
        title={page.hours}
        eyebrow={page.whose ? `Ill · ${page.whose}` : "Ill"}
        lede={state !== "pending" && <p>{ledes[state as keyof typeof ledes]}</p>}
        actions={
          <ButtonLink kind="quiet" href={backToToday({ of })}>
            Back to today
          </ButtonLink>
        }
      />
      <div className="stack">
        {page.news && (
          <Notice kind="ok" flash>
            <p>{page.news}</p>
          </Notice>
        )}
        {state === "pending" && <UndoNotice id={page.id} told={page.told} people={lost.length} />}
        {state !== "undone" && toCall.length > 0 && <PleaseCall lines={toCall} />}
      </div>
      {state !== "undone" && (
        <Section title="Who is touched">
          {lost.length === 0 ? <p>Nobody was booked in these hours.</p> : <LostList page={page} />}
        </Section>
      )}
    </div>
  );
}

function PleaseCall({ lines }: { lines: LostLine[] }) {
  return (
    <Notice kind="help">
      <p>Please call: no letter reaches {lines.length === 1 ? "this person" : "these people"}.</p>
      <ul className="named-sessions">
        {lines.map(({ id, name, told }) => (
          <li key={id}>
            <strong>{name}</strong>.{" "}
            {told.replace(/^No letter reaches them[.,] ?(and )?/, "").replace(/^t/, "T")}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function LostList({ page: { id, of, lost, state } }: { page: Page }) {
  return (
    <ul className="touched">
      {lost.map((one) => (
        <li key={one.id}>
          <h3>
            <a href={one.href}>{one.name}</a> {state === "done" && <Tag kind={one.kind}>{one.tag}</Tag>}
          </h3>
          <p>
            <Time at={one.at}>{one.when}</Time> · {one.what}
          </p>
          <p className="hint">{one.outcome === "left_alone" && state === "done" ? leftAlone : one.told}</p>
          {state === "done" && one.outcome === "open" && (
            <form method="post" action={href("/practice/sick-days/:id/settled", { id })} className="cluster">
              <HiddenFields values={{ booking: one.id }} />
              <ButtonLink
                kind="quiet"
                small
                href={`${href("/practice/bookings/new")}?${new URLSearchParams({ of, client: one.clientId })}`}
              >
                Book a time for them
              </ButtonLink>
              <Button kind="quiet" small busy="Noting it…">
                Nothing more to do<span className="sr-only">: {one.name}</span>
              </Button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}

const leftAlone =
  "They moved or cancelled it themselves before the letters went, so it was left as they made it.";
