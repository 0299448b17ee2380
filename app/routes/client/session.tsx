import { href } from "react-router";
import { ownBooking, type WholeBooking } from "#app/domain/bookings/queries.ts";
import { canUndo, moveRefusal, undoMinutes } from "#app/domain/bookings/rules.ts";
import { writable } from "#app/domain/bookings/send-lines.ts";
import { contactOfUser } from "#app/domain/clients/queries.ts";
import { mayAct, maySee } from "#app/domain/clients/rules.ts";
import { suggestedFor } from "#app/domain/sick-days/queries.ts";
import { waitingFor } from "#app/domain/waiting/join-earlier.ts";
import { orNotFound } from "#app/http.ts";
import { BookingFacts } from "#app/routes/booking-facts.tsx";
import { LinesNote, linesSaid } from "#app/routes/joining/lines-note.tsx";
import { linesOf } from "#app/routes/joining/lines-page.ts";
import { roomOf } from "#app/routes/joining/room.ts";
import { whereOnline } from "#app/routes/joining/where-online.ts";
import { newsFor } from "#app/routes/news.ts";
import { shownBooking } from "#app/routes/shown-booking.ts";
import { Sooner } from "#app/routes/waiting/sooner.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/session";
import { clockOf, whoIsHere } from "./here.ts";
import { standingOf } from "./standing.ts";

export { ErrorBoundary } from "./trouble.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const here = whoIsHere(context);
  const whole = orNotFound(await ownBooking(here.ctx, params.id, maySee));
  const mayChange = (await ownBooking(here.ctx, params.id, mayAct)) !== null;
  const shown = { zone: clockOf(here, whole), now: here.ctx.now().getTime() };
  const { searchParams } = new URL(request.url);
  return {
    id: params.id,
    ...shownBooking(whole, shown),
    standing: standingOf(whole, shown),
    room: roomOf(whole, shown),
    lines: (await writable(here.ctx, params.id)) ? await linesOf(here.ctx, whole, shown.zone) : null,
    can: mayChange ? changesOf(whole, shown.now) : nothing,
    waiting: mayChange ? ((await waitingFor(here.ctx, params.id))?.id ?? null) : null,
    another: mayChange && (await suggestedFor(here.ctx, params.id)) !== null,
    news: newsFor(searchParams, said),
    isMailed:
      searchParams.get("news") === "booked" &&
      (await contactOfUser(here.ctx, here.ctx.actor.userId))?.mayEmail === true,
  };
}

const nothing = { move: false, cancel: false, undo: null };

function changesOf({ booking, appointment }: WholeBooking, now: number) {
  const startsAt = appointment.startsAt.getTime();
  const stands = booking.status === "confirmed" && now < startsAt;
  return {
    move: moveRefusal({ ...booking, startsAt }, now) === null,
    cancel: stands,
    undo: stands && canUndo(booking.bookedAt.getTime(), now) ? undoMinutes : null,
  };
}

const said = {
  booked: "You’re booked.",
  moved: "Moved. This is the new time.",
  undone: "Undone, as if it had never been.",
  waiting: "Noted. You keep this time, and get a letter when an earlier one opens.",
  cancelled: "Cancelled. The time is free again for somebody else.",
  ...linesSaid,
};

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page ? page.here.when : "Your session" }, { name: "robots", content: "noindex" }];
}

export default function Session({ loaderData: page }: Route.ComponentProps) {
  const { id, can, room, type, therapist } = page;
  const isStanding = page.status === "confirmed" && !page.isOver;
  return (
    <div className="stack">
      <News page={page} />
      <PageHeading
        knot
        eyebrow={`${type.name} with ${therapist.firstName}`}
        title={page.here.when}
        lede={<p>{page.standing.words}</p>}
      />
      <BookingFacts
        page={page}
        where={page.place === "online" ? whereOnline(room) : undefined}
        more={isStanding ? [{ term: "Terms", value: `Free to move or cancel until ${page.freeUntil}` }] : []}
      />
      <div className="cluster">
        {room && (
          <ButtonLink
            kind={room.isOpen ? "primary" : "quiet"}
            href={href("/client/sessions/:id/join", { id })}
          >
            {room.isOpen ? "Join now" : "To the room"}
          </ButtonLink>
        )}
        {can.move && (
          <ButtonLink kind="quiet" href={href("/client/sessions/:id/move", { id })}>
            Move it
          </ButtonLink>
        )}
        {can.cancel && (
          <ButtonLink kind="quiet" href={href("/client/sessions/:id/cancellation", { id })}>
            Cancel it
          </ButtonLink>
        )}
        {isStanding && (
          <ButtonLink
            kind="quiet"
            href={href("/client/sessions/:id/calendar.ics", { id })}
            download="appointment.ics"
          >
            Add to your calendar
          </ButtonLink>
        )}
        {!isStanding && !page.isGoingOn && (
          <ButtonLink
            href={page.another ? href("/client/sessions/:id/another", { id }) : href("/client/book")}
          >
            {page.another ? "Take another time" : "Book another time"}
          </ButtonLink>
        )}
      </div>
      {page.lines && <LinesNote lines={page.lines} href={href("/client/sessions/:id/lines", { id })} />}
      {isStanding && can.move && (
        <Sooner
          placeHref={page.waiting && href("/client/waiting/:id", { id: page.waiting })}
          askHref={href("/client/sessions/:id/earlier", { id })}
        />
      )}
      <p>
        <a href={href("/client/sessions")}>All your sessions</a>
      </p>
    </div>
  );
}

/** What was just done, and the few minutes in which a booking can be taken back. */
function News({ page: { id, news, can, isMailed } }: { page: Route.ComponentProps["loaderData"] }) {
  if (!news && !can.undo) return null;
  const words = [news, isMailed && "An email follows in a few minutes."].filter(Boolean);
  if (!can.undo)
    return (
      <Notice kind="ok" flash>
        <p>{words.join(" ")}</p>
      </Notice>
    );
  const undo = `Changed your mind? Undo within ${can.undo} minutes of booking.`;
  return (
    <Notice kind="ok" flash={news !== null}>
      <form method="post" action={href("/client/sessions/:id/undo", { id })} className="cluster">
        <span>{[...words, undo].join(" ")}</span>
        <Button kind="quiet" small busy="Undoing…">
          Undo
        </Button>
      </form>
    </Notice>
  );
}
