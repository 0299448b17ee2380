import { data, href } from "react-router";
import { suggestedFor } from "#app/domain/sick-days/queries.ts";
import { BookingFacts } from "#app/routes/booking-facts.tsx";
import { newsFor } from "#app/routes/news.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/manage";
import { heldBy, heldPage, privately } from "./held.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const held = await heldBy(context, params.token);
  const page = await heldPage(held);
  const { searchParams } = new URL(request.url);
  const suggested = await suggestedFor(held.ctx, held.booking.booking.id);
  const another = suggested && href("/book/manage/:token/another", params);
  return data({ ...page, another, news: newsFor(searchParams, said) }, privately);
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
};

export default function Manage({ loaderData: page }: Route.ComponentProps) {
  const { frame, therapist, token } = page;
  const stands = page.status === "confirmed" && !page.isOver;
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
          title={titleOf(page.status, page.isOver)}
          lede={
            <p>
              {page.another
                ? `${therapist.firstName} wasn’t well and had to cancel. It costs you nothing.`
                : ledeOf(page.status, page.isOver, page.freeUntil)}
            </p>
          }
        />
        <BookingFacts page={page} />
        <div className="cluster">
          {stands ? (
            <>
              <ButtonLink href={href("/book/manage/:token/move", { token })}>Move it</ButtonLink>
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
          ) : (
            <ButtonLink href={page.another ?? again}>
              {page.another ? "Take another time" : "Book another time"}
            </ButtonLink>
          )}
        </div>
      </div>
    </Site>
  );
}

function titleOf(status: string, isOver: boolean): string {
  if (status === "cancelled" || status === "expired") return "This booking is cancelled";
  return isOver ? "This one has been" : "Your booking";
}

function ledeOf(status: string, isOver: boolean, freeUntil: string): string {
  if (status === "cancelled" || status === "expired")
    return "The time is free again for somebody else. Nothing more is needed from you.";
  return isOver
    ? "It began already, so it can’t be moved or cancelled here."
    : `You can move or cancel it freely until ${freeUntil}.`;
}
