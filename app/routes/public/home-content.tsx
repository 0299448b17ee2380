import { href } from "react-router";
import type { Place } from "#app/db/schema/session-types.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { type Face, WithPortrait } from "#app/ui/portrait.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { Section } from "#app/ui/section.tsx";
import { type Step, Thread } from "#app/ui/thread.tsx";
import { Time } from "#app/ui/time.tsx";

/** What the first page of a practice is made of. */
export type HomeWords = {
  isGroup: boolean;
  headline: string;
  lead: string;
  /** HTML, or null. */
  about: string | null;
  face: Face | null;
  next: { at: string; when: string; where: string } | null;
  /** Nobody here takes new people on, and where somebody can wait; null while somebody does. */
  full: { waitHref: string | null } | null;
  first: { minutes: number; place: Place } | null;
  regular: { minutes: number; price: string } | null;
  city: string;
  people: { name: string; slug: string; title: string; headline: string }[];
};

const byPlace = { online: "by video", phone: "by phone", in_person: "in person" };

function stages({ first, regular, isGroup: we, city }: HomeWords): Step[] {
  return [
    ...(first
      ? [
          {
            title: "A first call",
            text: `${first.minutes} minutes, free, ${byPlace[first.place]}. No account, no forms. You ask, ${we ? "we" : "I"} ask, and we both say honestly if it’s a fit.`,
            aside: "Free",
            state: "current" as const,
          },
        ]
      : []),
    {
      title: "Getting started",
      text: `If we go ahead, ${we ? "we" : "I"} send a short set of questions and an agreement to sign. You can save and come back.`,
      aside: "About 15 minutes",
    },
    ...(regular
      ? [
          {
            title: "Sessions",
            text: `${regular.minutes} minutes, in ${city} or online. Your notes, recordings and messages stay in one private place.`,
            aside: regular.price,
          },
        ]
      : []),
    { title: "Ending well", text: "We plan the last sessions together. Your recordings stay yours." },
  ];
}

/** The first page of a practice, between its frame's bar and foot. `bookHref` is where a first call is booked. */
export function HomeContent({ page, bookHref }: { page: HomeWords; bookHref: string }) {
  return (
    <>
      <WithPortrait face={page.face}>
        <div className="stack">
          <PageHeading hero title={page.headline} lede={<p>{page.lead}</p>} />
          {page.full ? (
            <Full waitHref={page.full.waitHref} we={page.isGroup} />
          ) : (
            <div className="cluster">
              <ButtonLink href={bookHref}>Book a free first call</ButtonLink>
              {page.next ? (
                <p className="hint">
                  Next opening: <Time at={page.next.at}>{page.next.when}</Time>, {page.next.where} time
                </p>
              ) : (
                <p className="hint">No open times just now. New ones appear as the weeks go by.</p>
              )}
            </div>
          )}
        </div>
      </WithPortrait>
      <Section title="How it works" id="how">
        <Thread steps={stages(page)} />
      </Section>
      {page.about && (
        <Section title={page.isGroup ? "About us" : "About me"}>
          <Prose html={page.about} />
        </Section>
      )}
      {page.people.length > 0 && (
        <Section title="Who you might meet" id="people">
          <Ledger
            rows={page.people.map(({ name, slug, title, headline }) => ({
              title: name,
              href: href("/therapists/:slug", { slug }),
              text: headline,
              aside: title,
            }))}
          />
        </Section>
      )}
    </>
  );
}

function Full({ waitHref, we }: { waitHref: string | null; we: boolean }) {
  return (
    <div className="cluster">
      <p>{we ? "We" : "I"} take no new people on at the moment.</p>
      {waitHref && <ButtonLink href={waitHref}>Tell me if a time opens</ButtonLink>}
    </div>
  );
}
