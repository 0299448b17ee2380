import { data, href } from "react-router";
import { returnStanding } from "#app/domain/payments/return-standing.ts";
import { suggestedFor } from "#app/domain/sick-days/queries.ts";
import { waitingFor } from "#app/domain/waiting/join-earlier.ts";
import { waitToken } from "#app/domain/waiting/link.ts";
import { BookingFacts } from "#app/routes/booking-facts.tsx";
import { LinesNote, linesSaid } from "#app/routes/joining/lines-note.tsx";
import { linesOf } from "#app/routes/joining/lines-page.ts";
import { roomOf } from "#app/routes/joining/room.ts";
import { whereOnline } from "#app/routes/joining/where-online.ts";
import { newsFor } from "#app/routes/news.ts";
import { isToBePaid } from "#app/routes/paying/pay-of.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { freelyInWords } from "#app/routes/terms-in-words.ts";
import { Sooner } from "#app/routes/waiting/sooner.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/manage";
import { heldBy, heldPage, privately } from "./held.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const held = await heldBy(context, params.token);
  const page = await heldPage(held);
  const { searchParams } = new URL(request.url);
  const { guestZone: zone, id } = held.booking.booking;
  const suggested = await suggestedFor(held.ctx, id);
  const wait = await waitingFor(held.ctx, id);
  return data(
    {
      ...page,
      another: suggested && href("/book/manage/:token/another", params),
      placeHref: wait && href("/waitlist/:token", { token: waitToken(held.ctx, wait) }),
      toChoose: (await returnStanding(held.ctx, held.booking))?.is === "open",
      toPay: isToBePaid(held.booking, held.ctx.now().getTime()),
      room: roomOf(held.booking, { zone, now: held.ctx.now().getTime() }),
      lines: await linesOf(held.ctx, held.booking, zone),
      news: newsFor(searchParams, said),
    },
    privately,
  );
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Your booking", page.frame.name) : "Your booking" },
    { name: "robots", content: "noindex" },
  ];
}

export function headers() {
  return privately.headers;
}

const said = {
  moved: "Moved. A new email with a new link is on its way; the old link no longer works.",
  taken: "It’s yours. An email with its own link is on its way.",
  undone: "Undone, as if it had never been. You’ll get one short email that says so.",
  ...linesSaid,
};

export default function Manage({ loaderData: page }: Route.ComponentProps) {
  const { frame, therapist, token } = page;
  const stands = page.status === "confirmed" && !page.isOver;
  const isAsked = page.status === "requested";
  const again = href("/book/:therapist", { therapist: therapist.slug });
  return (
    <Site frame={frame} canLeave bookHref={again}>
      <div className="stack">
        {page.news && (
          <Notice kind="ok" flash>
            <p>{page.news}</p>
          </Notice>
        )}
        <PageHeading
          knot
          title={titleOf(page)}
          lede={
            <p>
              {page.another
                ? `${therapist.firstName} wasn’t well and had to cancel. It costs you nothing.`
                : ledeOf(page)}
            </p>
          }
        />
        <BookingFacts page={page} where={page.place === "online" ? whereOnline(page.room) : undefined} />
        <div className="cluster">
          {page.toPay && (
            <ButtonLink href={href("/book/pay/:token", { token })}>Go on to make it yours</ButtonLink>
          )}
          {page.toChoose && (
            <ButtonLink href={href("/book/manage/:token/choice", { token })}>
              Choose how you have your money back
            </ButtonLink>
          )}
          {page.room && (
            <ButtonLink
              kind={page.room.isOpen ? "primary" : "quiet"}
              href={href("/book/manage/:token/join", { token })}
            >
              {page.room.isOpen ? "Join now" : "To the room"}
            </ButtonLink>
          )}
          {stands ? (
            <>
              <ButtonLink
                kind={page.room?.isOpen ? "quiet" : "primary"}
                href={href("/book/manage/:token/move", { token })}
              >
                Move it
              </ButtonLink>
              <ButtonLink kind="quiet" href={href("/book/manage/:token/cancellation", { token })}>
                Cancel it
              </ButtonLink>
              <ButtonLink
                kind="quiet"
                href={href("/book/manage/:token/calendar.ics", { token })}
                download="appointment.ics"
              >
                Add to your calendar
              </ButtonLink>
            </>
          ) : isAsked ? (
            <ButtonLink kind="quiet" href={href("/book/manage/:token/cancellation", { token })}>
              Take it back
            </ButtonLink>
          ) : (
            !page.room &&
            !page.toPay && (
              <ButtonLink kind={page.toChoose ? "quiet" : "primary"} href={page.another ?? again}>
                {page.another ? "Take another time" : "Book another time"}
              </ButtonLink>
            )
          )}
        </div>
        {stands && (
          <Sooner placeHref={page.placeHref} askHref={href("/book/manage/:token/earlier", { token })} />
        )}
        <LinesNote lines={page.lines} href={href("/book/manage/:token/lines", { token })} />
      </div>
    </Site>
  );
}

type Standing = Pick<
  Route.ComponentProps["loaderData"],
  | "status"
  | "isOver"
  | "isGoingOn"
  | "isLate"
  | "freeUntil"
  | "waitsUntil"
  | "therapist"
  | "wasAsked"
  | "wasKept"
  | "toChoose"
>;

function titleOf({ status, isOver, isGoingOn, wasAsked, wasKept }: Standing): string {
  if (status === "requested") return "Your request";
  if (status === "held") return "This time is kept for you";
  if (status === "expired") return wasAsked ? "This request wasn’t answered in time" : "This time has lapsed";
  if (status === "cancelled" && wasKept) return "You let this time go";
  if (status === "cancelled") return wasAsked ? "This request is closed" : "This booking is cancelled";
  return isOver && !isGoingOn ? "This one has been" : "Your booking";
}

function ledeOf(page: Standing): string {
  const { status, isOver, isGoingOn, waitsUntil, therapist, wasAsked } = page;
  if (status === "requested")
    return `${therapist.firstName} answers by ${waitsUntil} at the latest, and you hear either way. Until then the time is kept for you. It can’t be moved, only taken back and asked for anew.`;
  if (status === "held") return "One step is left, and then it is yours.";
  if (status === "expired" && wasAsked)
    return `Sorry: ${therapist.firstName} didn’t get to it in time. Nothing was booked, and there is nothing to pay.`;
  if (page.toChoose) return "What you paid for it is yours: please say how you would like it back.";
  if (status === "cancelled" || status === "expired")
    return "The time is free again for somebody else. Nothing more is needed from you.";
  if (isGoingOn) return "It is going on now.";
  return isOver ? "It began already, so it can’t be moved or cancelled here." : freelyInWords(page);
}
