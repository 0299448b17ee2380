import { data, href } from "react-router";
import { openAlerts } from "#app/domain/forms/alerts.ts";
import { formsToRead } from "#app/domain/forms/asked.ts";
import { ownNotesOf } from "#app/domain/notes/queries.ts";
import { worklist } from "#app/domain/notes/worklist.ts";
import { noticesOf, unreadCount } from "#app/domain/notifications/notices.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { may, reachOf } from "#app/domain/practices/rules.ts";
import { unansweredRequests } from "#app/domain/privacy/erasure-requests.ts";
import { looseEnds } from "#app/domain/reports/loose-ends.ts";
import { readDay } from "#app/domain/reports/today.ts";
import { filledHours } from "#app/domain/waiting/list.ts";
import { asMember } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { whoseOf } from "#app/routes/practice/whose.ts";
import { WhosePicker } from "#app/routes/practice/whose-picker.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { formatMoney } from "#app/values/money.ts";
import { addDays, dayNumber, dayOf, formatDay, startOfDay, weekdayOf, zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/today";
import { Aside } from "./aside.tsx";
import { dayInWords } from "./day.ts";
import { DayLines } from "./day-lines.tsx";
import { googleInWords } from "./google.ts";
import { GoogleSays } from "./google.tsx";
import { illInWords } from "./ill.ts";
import { PressedIll } from "./ill.tsx";
import { looseRows } from "./loose.ts";
import { erasureRows } from "./loose-erasures.ts";
import { formRows } from "./loose-forms.ts";
import { noteRows } from "./loose-notes.ts";
import { newsInWords } from "./news.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.see");
  const { searchParams } = new URL(request.url);
  const { therapist, choices } = await whoseOf(ctx, "diary.see", searchParams);
  const [{ locale, currency }, hours, day, loose, { notices }, unread] = await Promise.all([
    ownPractice(ctx),
    filledHours(ctx, { therapistId: therapist.id, ...weekOf(therapist.zone, ctx.now()) }),
    readDay(ctx, therapist),
    looseEnds(ctx, therapist),
    noticesOf(ctx, { count: 8, onlyUnread: true }),
    unreadCount(ctx),
  ]);
  const now = ctx.now().getTime();
  const { zone, slug, firstName, roomUrl } = therapist;
  const clock = { zone, locale };
  const isOwn = therapist.id === ctx.actor.therapistId;
  const subject = { practiceId: ctx.practiceId, therapistIds: [therapist.id] };
  const mayDecide = may(ctx.actor, "care.decide", subject);
  const writesNotes = isOwn && may(ctx.actor, "notes.write", subject);
  const notes = writesNotes
    ? await ownNotesOf(
        ctx,
        day.visits.map(({ id }) => id),
      )
    : null;
  const reading = { ...clock, now, therapistName: firstName, roomUrl, isOwn, mayDecide, notes };
  const words = dayInWords(day, reading);
  const { held, booked, calls, fees } = day.week;
  const toErase = reachOf(ctx.actor, "client.erase") === "none" ? [] : await unansweredRequests(ctx);
  const unfinished = writesNotes ? await worklist(ctx) : [];
  return data({
    ...words,
    eyebrow: [formatDay(now, zone, clock), zoneCity(zone), !isOwn && therapist.name]
      .filter(Boolean)
      .join(" · "),
    empty: isOwn ? "The day is yours." : `${firstName} has the day free.`,
    of: slug,
    choices,
    flash: newsFor(searchParams, said),
    loose: [
      ...looseRows(loose, slug, { ...clock, now }),
      ...noteRows(unfinished, { ...clock, now }),
      ...formRows(await formsToRead(ctx, therapist.id), { ...clock, now }),
      ...erasureRows(toErase, { ...clock, now }),
    ],
    alerts: (await openAlerts(ctx)).map(({ askedId, clientName }) => ({ askedId, clientName })),
    ill: await illInWords(ctx, therapist, clock),
    google: await googleInWords(ctx, therapist, clock),
    illHref: `${href("/practice/sick-days/new")}?${new URLSearchParams({ of: slug })}`,
    isOwn,
    unmarked: loose.unmarked.map(({ bookingId }) => bookingId),
    news: newsInWords(notices, unread, { ...clock, now }),
    week: [
      { term: "Sessions held", value: `${held} of ${booked}` },
      { term: "First calls", value: String(calls) },
      ...(hours.freed > 0
        ? [{ term: "Freed hours filled", value: `${hours.filled} of ${hours.freed}` }]
        : []),
      { term: "Fees of sessions held", value: formatMoney({ amount: fees, currency }, locale) },
    ],
  });
}

/** From Monday's midnight to the next (ms), by the therapist's clock. */
function weekOf(zone: string, now: Date) {
  const today = dayOf(zone, now);
  const monday = addDays(today, 1 - weekdayOf(dayNumber(today)));
  return { from: startOfDay(zone, monday), until: startOfDay(zone, addDays(monday, 7)) };
}

const said = {
  marked: "Noted. They came.",
  followed: "Moved, as in your calendar. A letter is on its way to them.",
  "put-back": "It goes back to where it stands here, in a moment.",
  answered: "That was settled in the meantime.",
  well: "Taken back. Everything is as it was, and nobody was written to.",
  some: "Noted, but for what somebody changed in the meantime.",
};

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.title ?? "Today" }, { name: "robots", content: "noindex" }];
}

export default function Today({ loaderData: page }: Route.ComponentProps) {
  const { title, eyebrow, lede, lines, of, choices } = page;
  return (
    <div data-live>
      <WorkHeading
        title={title}
        eyebrow={eyebrow}
        lede={lede && <p>{lede}</p>}
        actions={
          <>
            <WhosePicker choices={choices} current={of} action={href("/practice/today")} />
            <ButtonLink kind="quiet" small href={page.illHref}>
              {page.isOwn ? "I’m ill today" : "Ill today"}
            </ButtonLink>
          </>
        }
      />
      {page.flash && (
        <Notice kind="ok" flash>
          <p>{page.flash}</p>
        </Notice>
      )}
      {page.alerts.map(({ askedId, clientName }) => (
        <Notice key={askedId} kind="danger">
          <p>
            <a href={href("/practice/forms/:id/review", { id: askedId })}>
              A form needs you today: {clientName}
            </a>
          </p>
        </Notice>
      ))}
      <PressedIll ill={page.ill} />
      <GoogleSays google={page.google} of={of} isOwn={page.isOwn} />
      <div className="today">
        <DayLines lines={lines} of={of} empty={page.empty} />
        <Aside page={page} />
      </div>
    </div>
  );
}
