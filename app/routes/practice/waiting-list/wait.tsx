import { href } from "react-router";
import type { OfferStatus } from "#app/db/schema/waiting.ts";
import { offersOf } from "#app/domain/waiting/offers.ts";
import { asMember } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/wait";
import { onList } from "./on-list.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.see");
  const { page, clock } = await onList(ctx, "diary.see", params.id);
  const offers = await offersOf(ctx, params.id);
  return {
    ...page,
    offers: offers.map(({ id, startsAt, offeredAt, status }) => ({
      id,
      when: whenAndWhere(startsAt.getTime(), clock).when,
      text: `Offered ${whenAndWhere(offeredAt.getTime(), clock).when}`,
      became: offerInWords[status],
    })),
    news: newsFor(new URL(request.url).searchParams, said),
  };
}

const offerInWords: Record<OfferStatus, string> = {
  open: "Waits for their answer",
  taken: "Taken",
  passed: "Not this one",
  lapsed: "No answer in time",
  withdrawn: "Taken back",
};

const said = {
  added: "On the list. The letter with their own link is on its way.",
  offered: "Offered. It is kept for them, and the letter goes in their day.",
  withdrawn: "Taken back. They keep their place, and the time goes to the next.",
};

const states = {
  waiting: "On the list",
  served: "Has a time now",
  left: "Left the list",
  lapsed: "Didn’t answer, and was taken off",
};

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.name ?? "Waiting list" }, { name: "robots", content: "noindex" }];
}

export default function Wait({ loaderData: page }: Route.ComponentProps) {
  const { id, offer } = page;
  const isWaiting = page.status === "waiting";
  return (
    <div data-live>
      <WorkHeading
        eyebrow="Waiting list"
        title={page.name}
        lede={<p>{states[page.status]}.</p>}
        actions={
          <ButtonLink
            kind="quiet"
            href={`${href("/practice/waiting")}?${new URLSearchParams({ of: page.of })}`}
          >
            The whole list
          </ButtonLink>
        }
      />
      <div className="stack">
        {page.news && (
          <Notice kind="ok" flash>
            <p>{page.news}</p>
          </Notice>
        )}
        <Facts
          facts={[
            { term: "Waits for", value: page.what },
            { term: "Since", value: page.since },
            { term: "What suits", value: page.suits },
            { term: "Email", value: page.email },
            { term: "Phone", value: page.phone },
            { term: "Region", value: page.region },
            { term: "Offered now", value: offer && `${offer.when}, kept until ${offer.until}` },
          ]}
        />
        {isWaiting && (
          <div className="cluster">
            {offer ? (
              <form method="post" action={href("/practice/waiting/:id/withdrawal", { id })}>
                <Button kind="quiet" busy="Taking it back…">
                  Take the offer back
                </Button>
              </form>
            ) : (
              <ButtonLink href={href("/practice/waiting/:id/offer", { id })}>Offer a time</ButtonLink>
            )}
            <ButtonLink kind="quiet" href={href("/practice/waiting/:id/removal", { id })}>
              Take off the list
            </ButtonLink>
          </div>
        )}
        <p className="cluster">
          {page.clientId && <a href={href("/practice/clients/:id", { id: page.clientId })}>Their record</a>}
          {page.bookingId && (
            <a href={href("/practice/bookings/:id", { id: page.bookingId })}>The booking they have</a>
          )}
        </p>
      </div>
      <Section title="What was offered">
        {page.offers.length === 0 ? (
          <p className="quiet-line">Nothing yet.</p>
        ) : (
          <Ledger
            rows={page.offers.map(({ when, text, became }) => ({ title: when, text, aside: became }))}
          />
        )}
      </Section>
    </div>
  );
}
