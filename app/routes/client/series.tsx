import { href } from "react-router";
import { maySee } from "#app/domain/clients/rules.ts";
import { bookingsOf, findSeries } from "#app/domain/series/queries.ts";
import { orNotFound } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { rhythmShown, seriesDates } from "#app/routes/series/series-shown.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/series";
import { clockOf, whoIsHere } from "./here.ts";
import { standingOf } from "./standing.ts";

export { ErrorBoundary } from "./trouble.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const here = whoIsHere(context);
  const { ctx } = here;
  const series = orNotFound(await findSeries(ctx, params.id, { may: maySee }));
  const mayChange = (await findSeries(ctx, params.id)) !== null;
  const all = await bookingsOf(ctx, series);
  const [first] = all;
  const now = ctx.now();
  const locale = first?.practice.locale ?? "en-GB";
  const zone = first ? clockOf(here, first) : series.zone;
  const standings = new Map(
    all.map((one) => [one.booking.id, standingOf(one, { zone, now: now.getTime() })]),
  );
  const dates = seriesDates(series, all, { zone, locale, now });
  return {
    id: params.id,
    what: first ? `${first.type.name} with ${first.therapist.firstName}` : "Your sessions",
    rhythm: rhythmShown(series, { zone: series.zone, locale }),
    city: zone === series.zone ? null : zoneCity(series.zone),
    dates: dates.map(({ id, ...date }) => ({ ...date, id, standing: standings.get(id) })),
    ahead: mayChange ? dates.filter(({ isAhead }) => isAhead).length : 0,
    news: newsFor(new URL(request.url).searchParams, said),
  };
}

const said = {
  booked: "You’re booked. One email with all dates follows in a few minutes.",
  moved: "Moved. These are the new times.",
  cancelled: "Cancelled. The times are free again for somebody else.",
};

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.rhythm ?? "Your series" }, { name: "robots", content: "noindex" }];
}

export default function Series({ loaderData: page }: Route.ComponentProps) {
  const { id, ahead } = page;
  return (
    <div className="stack">
      {page.news && (
        <Notice kind="ok" flash>
          <p>{page.news}</p>
        </Notice>
      )}
      <PageHeading
        knot
        eyebrow={page.what}
        title={page.rhythm}
        lede={
          page.city && <p>The rhythm is kept by the clock in {page.city}; the dates are told by yours.</p>
        }
      />
      <Ledger
        level={2}
        rows={page.dates.map(({ id, when, differs, standing }) => ({
          title: when,
          href: href("/client/sessions/:id", { id }),
          text: differs ? "Another time than the others." : undefined,
          aside: standing && <Tag kind={standing.kind}>{standing.tag}</Tag>,
        }))}
      />
      {ahead > 1 && (
        <div className="cluster">
          <ButtonLink kind="quiet" href={href("/client/series/:id/move", { id })}>
            Move all that are still to come
          </ButtonLink>
          <ButtonLink kind="quiet" href={href("/client/series/:id/cancellation", { id })}>
            Cancel all that are still to come
          </ButtonLink>
        </div>
      )}
      <p>
        <a href={href("/client/sessions")}>All your sessions</a>
      </p>
    </div>
  );
}
