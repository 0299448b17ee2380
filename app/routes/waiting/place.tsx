import { data, href } from "react-router";
import { offersOf } from "#app/domain/waiting/offers.ts";
import { peopleBefore } from "#app/domain/waiting/place.ts";
import { privately } from "#app/routes/book/held.ts";
import { newsFor } from "#app/routes/news.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/place";
import { bookingOf, bookingPage, heldWait, offerNow } from "./held.ts";
import { OfferedTime } from "./offered-time.tsx";
import { windowsInWords } from "./windows.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const held = await heldWait(context, params.token);
  const { ctx, wait, clock, page } = held;
  const isWaiting = wait.status === "waiting";
  const taken = (await offersOf(ctx, wait.id)).find(({ status }) => status === "taken");
  const booking = bookingOf(wait, taken);
  return data(
    {
      ...page,
      offer: isWaiting ? await offerNow(held) : null,
      place: isWaiting ? placeInWords(await peopleBefore(ctx, wait)) : null,
      suits: windowsInWords(wait.windows, clock.locale),
      zone: zoneCity(wait.guestZone),
      email: wait.guestEmail,
      bookingHref: booking && (taken || wait.bookingId) ? await bookingPage(ctx, booking) : null,
      news: newsFor(new URL(request.url).searchParams, said),
    },
    privately,
  );
}

const said = {
  passed: "Noted. Somebody else is asked about that time, and you keep your place.",
  stayed: "Thank you. Your place stays.",
  changed: "Noted. I’ll look for times like these.",
  left: "You’re off the list. Thank you for saying so.",
};

/** Where somebody stands, never as a promise. */
function placeInWords(before: number): string {
  if (before === 0) return "You’re the first who will be asked.";
  if (before === 1) return "One person came before you.";
  return before < 6 ? "A few people came before you." : "Quite a few people came before you.";
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Your place on the list", page.frame.name) : "Your place" },
    { name: "robots", content: "noindex" },
  ];
}

export function headers() {
  return privately.headers;
}

type Page = Route.ComponentProps["loaderData"];

export default function Place({ loaderData: page }: Route.ComponentProps) {
  const { frame, therapist, news } = page;
  return (
    <Site frame={frame} canLeave bookHref={href("/book/:therapist", { therapist: therapist.slug })}>
      <div className="stack">
        {news && (
          <Notice kind="ok" flash>
            <p>{news}</p>
          </Notice>
        )}
        {page.status === "waiting" ? <Waiting page={page} /> : <Over page={page} />}
      </div>
    </Site>
  );
}

function Waiting({ page }: { page: Page }) {
  const { token, therapist, offer, place, has } = page;
  return (
    <>
      <PageHeading
        knot
        eyebrow="The waiting list"
        title={offer ? "A time is kept for you" : "You’re on the list"}
        lede={
          <p>
            {page.kind === "full"
              ? `For a first call with ${therapist.firstName}.`
              : `For an earlier time with ${therapist.firstName}.`}{" "}
            {!offer && place}
          </p>
        }
      />
      {offer ? (
        <OfferedTime token={token} offer={offer} has={has} />
      ) : (
        <p>
          When a time opens that suits, {therapist.firstName} writes to you and keeps it for you for about
          four hours, between 8 in the morning and 8 in the evening of your day. Whether one opens, and when,
          nobody can promise.
        </p>
      )}
      <Facts
        facts={[
          { term: "What you have", value: has },
          { term: "What suits you", value: page.suits },
          { term: "Your clock", value: page.zone },
          { term: "We write to", value: page.email },
        ]}
      />
      <div className="cluster">
        <ButtonLink kind="quiet" href={href("/waitlist/:token/windows", { token })}>
          Change what suits you
        </ButtonLink>
        <ButtonLink kind="quiet" href={href("/waitlist/:token/leaving", { token })}>
          Leave the list
        </ButtonLink>
        {page.bookingHref && (
          <ButtonLink kind="quiet" href={page.bookingHref}>
            See your booking
          </ButtonLink>
        )}
      </div>
    </>
  );
}

function Over({ page: { status, therapist, bookingHref, kind } }: { page: Page }) {
  const again = href("/book/:therapist", { therapist: therapist.slug });
  return (
    <>
      <PageHeading
        knot
        eyebrow="The waiting list"
        title={status === "served" ? "You have your time" : "You’re off the list"}
        lede={
          <p>
            {status === "served"
              ? "So there is nothing left to wait for, and your place went to the next."
              : kind === "earlier"
                ? "The time you have stays yours. You can come back to the list from your booking."
                : `You’re welcome to come back to ${therapist.firstName}’s list at any time.`}
          </p>
        }
      />
      <div className="cluster">
        {bookingHref ? (
          <ButtonLink href={bookingHref}>See your booking</ButtonLink>
        ) : (
          <ButtonLink href={again}>See open times</ButtonLink>
        )}
      </div>
    </>
  );
}
