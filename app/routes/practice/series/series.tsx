import { href } from "react-router";
import { lettersAbout } from "#app/domain/notifications/letters-about.ts";
import { may } from "#app/domain/practices/rules.ts";
import { bookingsOf } from "#app/domain/series/queries.ts";
import { asMember } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { lettersInWords } from "#app/routes/practice/bookings/letters.ts";
import { stateOf } from "#app/routes/practice/bookings/state.ts";
import { seriesDates } from "#app/routes/series/series-shown.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { addDays } from "#app/values/zoned.ts";
import type { Route } from "./+types/series";
import { seriesOnDesk } from "./on-desk.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.see");
  const { series, therapist, locale, clientName, rhythm, whose } = await seriesOnDesk(
    ctx,
    "diary.see",
    params.id,
  );
  const [all, letters] = await Promise.all([bookingsOf(ctx, series), lettersAbout(ctx, series.id)]);
  const now = ctx.now();
  const clock = { zone: series.zone, locale };
  const states = new Map(
    all.map(({ booking, appointment }) => [
      booking.id,
      stateOf({ ...booking, ...appointment }, now.getTime(), clock),
    ]),
  );
  const dates = seriesDates(series, all, { ...clock, now });
  const subject = { practiceId: ctx.practiceId, therapistIds: [therapist.id] };
  const isMailed = all.some(({ booking }) => booking.guestEmail !== null);
  const last =
    all
      .map(({ booking }) => booking.seriesDate ?? "")
      .sort()
      .at(-1) ?? series.startsOn;
  return {
    id: params.id,
    clientId: series.clientId,
    clientName,
    typeName: all[0]?.type.name ?? "",
    therapistName: whose === "your" ? null : therapist.name,
    rhythm,
    isLetToEnd: series.endedAt !== null,
    ahead: dates.filter(({ isAhead }) => isAhead).length,
    mayChange: may(ctx.actor, "diary.change", subject),
    dates: dates.map((date) => ({ ...date, state: states.get(date.id) })),
    letters: lettersInWords(letters, clock),
    carryOn: new URLSearchParams({
      of: therapist.slug,
      client: series.clientId,
      type: all[0]?.type.slug ?? "",
      at: `${addDays(last, series.everyWeeks * 7)}T${series.localTime}`,
      every: String(series.everyWeeks),
    }).toString(),
    news: newsFor(new URL(request.url).searchParams, isMailed ? toldByLetter : toldByHand),
  };
}

function newsInWords(told: string): Record<string, string> {
  return {
    booked: `Booked. ${told}`,
    moved: `Moved. ${told}`,
    cancelled: `Cancelled. ${told}`,
    ending: "Noted. It may end with the dates it has.",
  };
}

const toldByLetter = newsInWords("One letter with all dates is on its way to them.");
const toldByHand = newsInWords("Please tell them yourself: no address of theirs is known.");

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.rhythm ?? "Series" }, { name: "robots", content: "noindex" }];
}

export default function Series({ loaderData: page }: Route.ComponentProps) {
  const { id, ahead, mayChange } = page;
  return (
    <div className="stack">
      <WorkHeading
        eyebrow={[page.typeName, page.therapistName].filter(Boolean).join(" · ")}
        title={page.rhythm}
        lede={
          <p>
            <a href={href("/practice/clients/:id", { id: page.clientId })}>{page.clientName}</a>,{" "}
            {ahead === 0 ? "nothing left to come" : ahead === 1 ? "one left to come" : `${ahead} to come`}.
          </p>
        }
      />
      {page.news && (
        <Notice kind="ok" flash>
          <p>{page.news}</p>
        </Notice>
      )}
      {mayChange && (
        <div className="cluster">
          <ButtonLink kind="quiet" href={`${href("/practice/bookings/new")}?${page.carryOn}`}>
            Carry on
          </ButtonLink>
          {ahead > 0 && (
            <>
              <ButtonLink kind="quiet" href={href("/practice/series/:id/move", { id })}>
                Move all to come
              </ButtonLink>
              <ButtonLink kind="quiet" href={href("/practice/series/:id/cancellation", { id })}>
                Cancel all to come
              </ButtonLink>
            </>
          )}
          {!page.isLetToEnd && (
            <form method="post" action={href("/practice/series/:id/ending", { id })}>
              <Button kind="quiet">Let it end</Button>
            </form>
          )}
        </div>
      )}
      <Section title="Dates">
        <ul className="rows">
          {page.dates.map(({ id, when, differs, state }) => (
            <li key={id}>
              <a className="time" href={href("/practice/bookings/:id", { id })}>
                {when}
              </a>
              <p className="hint">{differs && "Another time than the others"}</p>
              {state && <Tag kind={state.kind}>{state.words}</Tag>}
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Letters about all of it">
        {page.letters.length === 0 && <p className="hint">None has been written yet.</p>}
        {page.letters.length > 0 && (
          <ul className="loose happened">
            {page.letters.map(({ id, title, fate, why, isLost }) => (
              <li key={id}>
                <span>{title}</span>
                <span className="hint">
                  {isLost && <Tag kind="danger">Lost</Tag>} {fate}
                  {why && `: ${why}`}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}
