import { href } from "react-router";
import { workingTime } from "#app/domain/availability/working-time.ts";
import { appointmentsBetween } from "#app/domain/bookings/appointments-between.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember } from "#app/http.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { MonthTable } from "#app/ui/month-table.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { WeekGrid } from "#app/ui/week-grid.tsx";
import { formatWeekday } from "#app/values/calendar-words.ts";
import { piecesOf } from "#app/values/wall-days.ts";
import { addDays, dayOf, MINUTE, wallAt, zoneCity } from "#app/values/zoned.ts";
import { whoseOf } from "../whose.ts";
import { WhosePicker } from "../whose-picker.tsx";
import type { Route } from "./+types/calendar";
import { instantsOf, layOutDays } from "./days.ts";
import { type Clock, type Diary, happeningsOf } from "./happenings.ts";
import { weeksOf } from "./month.ts";
import { calendarAt, datesAsked, mondayOf, type Place, placeOf, titleOf, views, waysOn } from "./views.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.see");
  const query = new URL(request.url).searchParams;
  const [{ therapist, choices }, practice] = await Promise.all([
    whoseOf(ctx, "diary.see", query),
    ownPractice(ctx),
  ]);
  const clock = { zone: therapist.zone, locale: practice.locale };
  const now = ctx.now();
  const today = dayOf(clock.zone, now);
  const place = placeOf(query, today);
  const { first, last } = datesAsked(place);
  const span = { therapistId: therapist.id, ...instantsOf(clock.zone, first, last) };
  const [appointments, working] = await Promise.all([appointmentsBetween(ctx, span), workingTime(ctx, span)]);
  const diary = { appointments, working };
  const shown = place.view === "week" ? weekShown(mondayOf(place.date), diary, clock.zone) : [place.date];
  return {
    place,
    whose: { choices, current: therapist.slug },
    title: titleOf(place, shown, practice.locale, today),
    eyebrow: ctx.actor.therapistId === therapist.id ? undefined : therapist.name,
    city: zoneCity(clock.zone),
    ways: waysOn(place, today),
    views: views.map((view) => ({ view, href: calendarAt({ ...place, view }) })),
    addHref: `${href("/practice/bookings/new")}?${new URLSearchParams({ of: therapist.slug })}`,
    blockHref: `${href("/practice/calendar/block")}?${new URLSearchParams({ of: therapist.slug, date: place.date })}`,
    illHref: `${href("/practice/sick-days/new")}?${new URLSearchParams({ of: therapist.slug })}`,
    isEmpty: appointments.length === 0,
    month: place.view === "month" ? monthPage(diary, { ...clock, place, today, first, last }) : null,
    grid: place.view === "month" ? null : gridPage(diary, { ...clock, place, today, dates: shown, now }),
  };
}

/** Monday to Friday, and the weekend as far as somebody works on it or has blocked some of it. */
function weekShown(monday: string, { appointments, working }: Diary, zone: string): string[] {
  const spans = [
    ...working.hours,
    ...working.blocks,
    ...appointments.map(({ startsAt, endsAt }) => ({ from: startsAt.getTime(), until: endsAt.getTime() })),
  ];
  const worked = new Set(spans.flatMap((span) => piecesOf(span, zone).map(({ date }) => date)));
  const week = Array.from({ length: 7 }, (_, day) => addDays(monday, day));
  const last = week.findLastIndex((date, day) => day < 5 || worked.has(date));
  return week.slice(0, last + 1);
}

type Asked = Clock & { place: Place; today: string };

function gridPage(diary: Diary, asked: Asked & { dates: string[]; now: Date }) {
  const { place, zone, now } = asked;
  const dayHref = (date: string) => calendarAt({ ...place, view: "day", date });
  const groupsDay = place.view === "day" ? null : (instant: number) => dayHref(dayOf(zone, instant));
  const happenings = happeningsOf(diary, { ...asked, dayHref: groupsDay });
  const laidOut = layOutDays(happenings, diary.working.hours, { ...asked, dayHref });
  const minute = Math.floor(wallAt(zone, now.getTime()) / MINUTE) % 1440;
  const [from = 0, until = 24] = [laidOut.hours[0]?.hour, laidOut.hours.at(-1)?.hour];
  return { ...laidOut, now: minute >= from * 60 && minute < until * 60 ? minute : null };
}

function monthPage(diary: Diary, asked: Asked & { first: string; last: string }) {
  const { place, first, locale } = asked;
  const dayHref = (date: string) => calendarAt({ ...place, view: "day", date });
  return {
    weekdays: Array.from({ length: 7 }, (_, day) => formatWeekday(addDays(first, day), { locale })),
    weeks: weeksOf(diary, { ...asked, month: place.date.slice(0, 7), dayHref }),
  };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page ? `${page.title} · Calendar` : "Calendar" }, { name: "robots", content: "noindex" }];
}

export default function Calendar({ loaderData: page }: Route.ComponentProps) {
  const { place, grid, month, whose } = page;
  return (
    <div data-live>
      <WorkHeading
        title={page.title}
        eyebrow={page.eyebrow}
        actions={
          <>
            {page.ways.map((way) => (
              <ButtonLink key={way.label} kind="quiet" small href={way.href}>
                {way.label}
              </ButtonLink>
            ))}
            <ButtonLink kind="quiet" small href={page.blockHref}>
              Block time
            </ButtonLink>
            <ButtonLink small href={page.addHref}>
              Add
            </ButtonLink>
          </>
        }
      />
      <div className="calendar-bar">
        <nav aria-label="How much to see">
          {page.views.map(({ view, href }) => (
            <a key={view} href={href} aria-current={view === place.view ? "page" : undefined}>
              {inWords[view]}
            </a>
          ))}
        </nav>
        <WhosePicker
          {...whose}
          action={href("/practice/calendar")}
          keep={{ view: place.view, date: place.date }}
        />
      </div>
      {grid && <WeekGrid {...grid} />}
      {month && <MonthTable caption={`Sessions in ${page.title}`} {...month} />}
      <p className="calendar-foot">
        {page.isEmpty && "Nothing is booked here yet. "}
        {!page.isEmpty && grid && (
          <span className="drag-hint">Drag a session to move it, or open it and choose Move. </span>
        )}
        Times in {page.city}. <a href={page.illHref}>Ill today?</a>
      </p>
    </div>
  );
}

const inWords = { day: "Day", week: "Week", month: "Month" };
