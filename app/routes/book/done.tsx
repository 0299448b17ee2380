import { data, href } from "react-router";
import { canUndo, undoMinutes } from "#app/domain/bookings/rules.ts";
import { BookingFacts } from "#app/routes/booking-facts.tsx";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import { Thread } from "#app/ui/thread.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Route } from "./+types/done";
import { heldBy, heldPage, privately } from "./held.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const held = await heldBy(context, params.token);
  const { booking } = held.booking;
  const page = await heldPage(held);
  const canBeUndone =
    booking.status === "confirmed" && canUndo(booking.bookedAt.getTime(), held.ctx.now().getTime());
  return data(
    {
      ...page,
      undo: canBeUndone ? undoMinutes : null,
      manageUrl: `${held.ctx.appUrl}${href("/book/manage/:token", params)}`,
    },
    privately,
  );
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("You’re booked", page.frame.name) : "You’re booked" },
    { name: "robots", content: "noindex" },
  ];
}

export function headers() {
  return privately.headers;
}

export default function Done({ loaderData: page }: Route.ComponentProps) {
  const { token, frame, therapist, here, startsAt, type } = page;
  if (page.status === "requested") return <Asked page={page} />;
  if (page.status !== "confirmed") return <Gone page={page} />;
  return (
    <Site frame={frame} canLeave bookHref={href("/book/:therapist", { therapist: therapist.slug })}>
      <div className="stack">
        <PageHeading
          knot
          title="You’re booked"
          lede={
            <p>
              <Time at={startsAt}>{here.when}</Time> ({here.where}). It’s on its way to your email.
            </p>
          }
        />
        {page.undo && (
          <Notice kind="ok" flash>
            <form method="post" action={href("/book/manage/:token/undo", { token })} className="cluster">
              <span>Changed your mind? Undo for the next {page.undo} minutes.</span>
              <Button kind="quiet" small busy="Undoing…">
                Undo
              </Button>
            </form>
          </Notice>
        )}
        <BookingFacts page={page} />
        <div className="cluster">
          <ButtonLink href={href("/book/manage/:token/calendar.ics", { token })} download="appointment.ics">
            Add to your calendar
          </ButtonLink>
          <ButtonLink kind="quiet" href={href("/book/manage/:token", { token })}>
            Move or cancel
          </ButtonLink>
        </div>
        <p className="hint">
          This private link opens your booking without a password; the email carries it too:{" "}
          <a data-print href={page.manageUrl}>
            your booking
          </a>
        </p>
      </div>
      <Section title="What happens next">
        <Thread
          steps={[
            {
              title: "A confirmation by email",
              text: "Within a minute or two, with a calendar file. If it doesn’t come, look among the unwanted ones.",
              state: "done",
            },
            {
              title: type.isFirstCall ? "Our call" : "Our session",
              text: `There is nothing to prepare. Come as you are.`,
              aside: `${type.minutes} minutes`,
            },
            {
              title: "Afterwards",
              text: "We both say honestly whether it’s a fit. Nothing goes on by itself.",
            },
          ]}
        />
      </Section>
    </Site>
  );
}

/** Somebody asked for a time: what is certain, what is not, and by when they know. */
function Asked({ page }: { page: Route.ComponentProps["loaderData"] }) {
  const { token, frame, therapist, here, startsAt } = page;
  return (
    <Site frame={frame} canLeave bookHref={href("/book/:therapist", { therapist: therapist.slug })}>
      <div className="stack">
        <PageHeading
          knot
          title="You’ve asked for this time"
          lede={
            <p>
              <Time at={startsAt}>{here.when}</Time> ({here.where}). {therapist.firstName} answers by{" "}
              {page.waitsUntil} at the latest; until then the time is kept for you.
            </p>
          }
        />
        <BookingFacts page={page} />
        <div className="cluster">
          <ButtonLink href={href("/book/manage/:token", { token })}>See your request</ButtonLink>
          <ButtonLink kind="quiet" href={href("/book/manage/:token/cancellation", { token })}>
            Take it back
          </ButtonLink>
        </div>
        <p className="hint">
          This private link opens your request without a password; the email carries it too:{" "}
          <a data-print href={page.manageUrl}>
            your request
          </a>
        </p>
      </div>
      <Section title="What happens next">
        <Thread
          steps={[
            {
              title: "An email that says so",
              text: "Within a minute or two. If it doesn’t come, look among the unwanted ones.",
              state: "done",
            },
            {
              title: `${therapist.firstName} answers`,
              text: `By email, by ${page.waitsUntil} at the latest. If it is yes, the time is yours, with a calendar file. If not, you’ll see what else is open.`,
            },
          ]}
        />
      </Section>
    </Site>
  );
}

function Gone({ page: { frame, therapist, token } }: { page: Route.ComponentProps["loaderData"] }) {
  return (
    <Site frame={frame}>
      <div className="stack">
        <PageHeading
          knot
          title="This booking has changed since"
          lede={<p>It isn’t as it was when this page was made.</p>}
        />
        <div className="cluster">
          <ButtonLink href={href("/book/manage/:token", { token })}>See how it stands</ButtonLink>
          <ButtonLink kind="quiet" href={href("/book/:therapist", { therapist: therapist.slug })}>
            Book another time
          </ButtonLink>
        </div>
      </div>
    </Site>
  );
}
