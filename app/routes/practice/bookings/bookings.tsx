import { href } from "react-router";
import { type BookingShelf, bookingShelves, type ListLine, listBookings } from "#app/domain/bookings/list.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { startOfDay } from "#app/values/zoned.ts";
import type { Route } from "./+types/bookings";
import { askedOf, placeText } from "./asked.ts";
import { BookingRows } from "./booking-rows.tsx";
import { Filters } from "./filters.tsx";
import { stateOf } from "./state.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const shelfNames: Record<BookingShelf, string> = {
  coming: "Coming",
  past: "Past",
  todo: "To do",
  cancelled: "Cancelled",
};

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.see");
  const query = new URL(request.url).searchParams;
  const [therapists, { zone, locale }] = await Promise.all([
    therapistsWithin(ctx, "diary.see"),
    ownPractice(ctx),
  ]);
  const of = query.get("of") ?? "";
  const therapist = of === "" ? null : orNotFound(therapists.find(({ slug }) => slug === of));
  const { from, ...asked } = askedOf(query);
  const zoneOfPage = (therapist ?? therapists.find(({ id }) => id === ctx.actor.therapistId))?.zone ?? zone;
  const { lines, later, earlier } = await listBookings(ctx, {
    ...asked,
    therapistId: therapist?.id,
    from: from ? new Date(startOfDay(zoneOfPage, from)) : undefined,
  });
  const kept = { ...(of && { of }), ...(asked.search && { q: asked.search }), ...(from && { from }) };
  const address = (more: Record<string, string>) =>
    `${href("/practice/bookings")}?${new URLSearchParams({ ...kept, ...more })}`;
  const here = { show: asked.shelf };
  return {
    shelf: asked.shelf,
    shelves: bookingShelves.map((show) => ({
      label: shelfNames[show],
      href: address({ show }),
      current: show === asked.shelf,
    })),
    filter: { of, q: asked.search, from },
    isFiltered: asked.search !== "" || from !== "" || of !== "",
    choices: therapists.map(({ slug, name }) => ({ slug, name })),
    lines: lines.map((line) => rowOf(line, ctx.now().getTime(), { zone: zoneOfPage, locale })),
    isGroup: therapists.length > 1,
    later: later && address({ ...here, later: placeText(later) }),
    earlier: earlier && address({ ...here, earlier: placeText(earlier) }),
  };
}

function rowOf(line: ListLine, now: number, clock: { zone: string; locale: string }) {
  const { id, clientName, typeName, therapistName, startsAt } = line;
  const { when } = whenAndWhere(startsAt.getTime(), clock);
  return {
    id,
    clientName,
    typeName,
    therapistName,
    when,
    startsAt: startsAt.toISOString(),
    state: stateOf(line, now, clock),
  };
}

export function meta() {
  return [{ title: "Bookings" }, { name: "robots", content: "noindex" }];
}

const nothing: Record<BookingShelf, string> = {
  coming: "Nobody is booked in yet. When somebody books, they stand here.",
  past: "Nothing is behind you yet.",
  todo: "Nothing left to do. Go and have lunch.",
  cancelled: "Nothing was cancelled. May it stay so.",
};

export default function Bookings({ loaderData: page }: Route.ComponentProps) {
  const { lines, shelf, later, earlier } = page;
  const isRising = shelf === "coming";
  const ways = [
    { label: "Earlier", href: earlier },
    { label: "Later", href: later },
  ];
  return (
    <>
      <WorkHeading
        title="Bookings"
        actions={<ButtonLink href={href("/practice/bookings/new")}>New booking</ButtonLink>}
      />
      <Filters shelves={page.shelves} shelf={shelf} filter={page.filter} choices={page.choices} />
      {lines.length === 0 ? (
        <p className="quiet-line">
          {page.isFiltered ? "No booking fits that. Try fewer words, or another date." : nothing[shelf]}
        </p>
      ) : (
        <BookingRows rows={lines} isGroup={page.isGroup} />
      )}
      <nav className="cluster" aria-label="More bookings">
        {(isRising ? ways : ways.toReversed()).map(
          ({ label, href }) =>
            href && (
              <ButtonLink key={label} kind="quiet" small href={href}>
                {label}
              </ButtonLink>
            ),
        )}
      </nav>
    </>
  );
}
