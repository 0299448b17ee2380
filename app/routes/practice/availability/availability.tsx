import { href } from "react-router";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { zoneCity } from "#app/values/zoned.ts";
import { whoseOf } from "../whose.ts";
import { WhosePicker } from "../whose-picker.tsx";
import type { Route } from "./+types/availability";
import { limitsInWords } from "./limits-in-words.ts";
import { previewOf } from "./preview.ts";
import { PreviewDays } from "./preview-days.tsx";
import { howMany, SessionList } from "./session-list.tsx";
import { standingOf } from "./standing.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "hours.change");
  const query = new URL(request.url).searchParams;
  const { therapist, choices } = await whoseOf(ctx, "hours.change", query);
  const { locale } = await ownPractice(ctx);
  const { slug, firstName, name, zone } = therapist;
  return {
    therapist: { slug, firstName, name, city: zoneCity(zone) },
    choices,
    news: newsFor(query, said),
    ...(await standingOf(ctx, therapist, locale)),
    limits: await limitsInWords(ctx, therapist),
    preview: await previewOf(ctx, therapist, { typeSlug: query.get("type"), locale }),
  };
}

const said = {
  limits: "Saved. Nobody is offered more than that from now on.",
  week: "The week is saved. People can book by it now.",
  away: "The time away is planned. Nothing is offered in it from now on.",
  back: "The time away is called off. Its times are open again.",
};

export function meta() {
  return [{ title: "Availability" }, { name: "robots", content: "noindex" }];
}

type Page = Route.ComponentProps["loaderData"];

export default function Availability({ loaderData: page }: Route.ComponentProps) {
  const { therapist, choices, outside, news } = page;
  return (
    <>
      <WorkHeading
        title="Availability"
        eyebrow={choices.length > 1 ? therapist.name : undefined}
        lede={<p>Times are those of {page.zone}. What you change here is what people can book, at once.</p>}
        actions={
          <WhosePicker choices={choices} current={therapist.slug} action={href("/practice/availability")} />
        }
      />
      <div className="stack">
        {news && (
          <Notice kind="ok" flash>
            <p>{news}</p>
          </Notice>
        )}
        {outside.length > 0 && (
          <Notice>
            <p>
              {outside.length === 1
                ? "1 session is outside these hours; it stays."
                : `${howMany(outside)} are outside these hours; they stay.`}
            </p>
            <SessionList sessions={outside} />
          </Notice>
        )}
      </div>
      <div className="two-sides">
        <div>
          <Week page={page} />
          <Dates page={page} />
          <Away page={page} />
          <Enough page={page} />
        </div>
        <PreviewDays preview={page.preview} therapist={therapist} city={therapist.city} />
      </div>
    </>
  );
}

function Week({ page: { week, therapist } }: { page: Page }) {
  return (
    <Section title="The week">
      <Facts
        facts={week.map(({ day, words }) => ({ term: day, value: <span className="time">{words}</span> }))}
      />
      <p className="after">
        <ButtonLink href={`${href("/practice/availability/week")}?of=${therapist.slug}`}>
          Change the week
        </ButtonLink>
      </p>
    </Section>
  );
}

function Enough({ page: { limits, therapist } }: { page: Page }) {
  return (
    <Section title="How much is enough">
      {limits.length > 0 ? <Facts facts={limits} /> : <p>No limits are set.</p>}
      <p className="after">
        <ButtonLink kind="quiet" href={`${href("/practice/availability/limits")}?of=${therapist.slug}`}>
          Change the limits
        </ButtonLink>
      </p>
    </Section>
  );
}

function Dates({ page: { dates, therapist } }: { page: Page }) {
  return (
    <Section title="Dates worked otherwise">
      {dates.length > 0 ? (
        <Facts
          facts={dates.map(({ day, words }) => ({ term: day, value: <span className="time">{words}</span> }))}
        />
      ) : (
        <p>Every date ahead follows the week.</p>
      )}
      <p className="after">
        <ButtonLink kind="quiet" href={`${href("/practice/availability/dates")}?of=${therapist.slug}`}>
          Change a date
        </ButtonLink>
      </p>
    </Section>
  );
}

function Away({ page: { away, therapist } }: { page: Page }) {
  return (
    <Section title="Time away">
      {away.length > 0 ? (
        <Ledger
          rows={away.map(({ words, sessions }) => ({
            title: words,
            text: sessions.length > 0 ? `${howMany(sessions)} in it` : "Nothing is booked in it.",
          }))}
        />
      ) : (
        <p>No time away is planned.</p>
      )}
      <p className="after">
        <ButtonLink kind="quiet" href={`${href("/practice/availability/away")}?of=${therapist.slug}`}>
          Plan time away
        </ButtonLink>
      </p>
    </Section>
  );
}
