import { href } from "react-router";
import { BookingFacts } from "#app/routes/booking-facts.tsx";
import { LinesNote } from "#app/routes/joining/lines-note.tsx";
import { whereOnline } from "#app/routes/joining/where-online.ts";
import { SeriesNote } from "#app/routes/series/own-line.tsx";
import { freelyInWords } from "#app/routes/terms-in-words.ts";
import { Button } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { SessionShown } from "./session-of.ts";
import { OwnButton, OwnLink, useIsLook } from "./ways.tsx";

/** A client's page of one session. */
export function SessionPage({ page }: { page: SessionShown }) {
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
        more={[
          { term: "Paid", value: page.paid },
          { term: "Terms", value: isStanding ? freelyInWords(page) : null },
        ]}
      />
      {page.toChoose && <Choice id={id} amount={page.toChoose} />}
      <div className="cluster">
        {page.toPay && (
          <OwnButton href={href("/client/sessions/:id/payment", { id })}>Go on to make it yours</OwnButton>
        )}
        {room && (
          <OwnButton
            kind={room.isOpen ? "primary" : "quiet"}
            href={href("/client/sessions/:id/join", { id })}
          >
            {room.isOpen ? "Join now" : "To the room"}
          </OwnButton>
        )}
        {can.move && (
          <OwnButton kind="quiet" href={href("/client/sessions/:id/move", { id })}>
            Move it
          </OwnButton>
        )}
        {can.cancel && (
          <OwnButton kind="quiet" href={href("/client/sessions/:id/cancellation", { id })}>
            {page.status === "requested" ? "Take it back" : "Cancel it"}
          </OwnButton>
        )}
        {isStanding && (
          <OwnButton
            kind="quiet"
            href={href("/client/sessions/:id/calendar.ics", { id })}
            download="appointment.ics"
          >
            Add to your calendar
          </OwnButton>
        )}
        {!isStanding && !page.isGoingOn && !page.toPay && page.status !== "requested" && (
          <OwnButton
            href={page.another ? href("/client/sessions/:id/another", { id }) : href("/client/book")}
          >
            {page.another ? "Take another time" : "Book another time"}
          </OwnButton>
        )}
      </div>
      {page.series && (
        <SeriesNote
          series={page.series}
          href={href("/client/series/:id", { id: page.series.id })}
          moveHref={`${href("/client/series/:id/move", { id: page.series.id })}?from=${id}`}
          cancelHref={`${href("/client/series/:id/cancellation", { id: page.series.id })}?from=${id}`}
          link={(to, words) => <OwnLink href={to}>{words}</OwnLink>}
        />
      )}
      {isStanding && can.move && (
        <p>
          {page.waiting ? "You’re on the list for an earlier time. " : "Sooner would be better? "}
          {page.waiting ? (
            page.waiting.id && (
              <OwnLink href={href("/client/waiting/:id", { id: page.waiting.id })}>See your place</OwnLink>
            )
          ) : (
            <OwnLink href={href("/client/sessions/:id/earlier", { id })}>
              Tell me if an earlier time opens
            </OwnLink>
          )}
        </p>
      )}
      {page.lines && <LinesNote lines={page.lines} href={href("/client/sessions/:id/lines", { id })} />}
      <p>
        <OwnLink href={href("/client/sessions")}>All your sessions</OwnLink>
      </p>
    </div>
  );
}

/** What was paid for a session the practice called off goes back as the client likes. */
function Choice({ id, amount }: { id: string; amount: string }) {
  const isLook = useIsLook();
  const words = `You paid ${amount} for it. Would you like it back, or kept for your next session?`;
  if (isLook)
    return (
      <Notice>
        <p>{words}</p>
      </Notice>
    );
  return (
    <Notice>
      <form method="post" action={href("/client/sessions/:id/choice", { id })} className="stack">
        <p>{words}</p>
        <div className="cluster">
          <Button small name="to" value="card" busy="Sending it back…">
            Back to my card
          </Button>
          <Button kind="quiet" small name="to" value="credit" busy="Keeping it…">
            Keep it for my next session
          </Button>
        </div>
      </form>
    </Notice>
  );
}

/** What was just done, and the few minutes in which a booking can be taken back. */
function News({ page: { id, news, can, isMailed, status } }: { page: SessionShown }) {
  const isLook = useIsLook();
  if (!news && !can.undo) return null;
  const words = [news, isMailed && "An email follows in a few minutes."].filter(Boolean);
  if (!can.undo)
    return (
      <Notice kind={status === "expired" ? "info" : "ok"} flash>
        <p>{words.join(" ")}</p>
      </Notice>
    );
  const undo = `Changed your mind? Undo within ${can.undo} minutes of booking.`;
  if (isLook)
    return (
      <Notice kind="ok">
        <p>{undo}</p>
      </Notice>
    );
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
