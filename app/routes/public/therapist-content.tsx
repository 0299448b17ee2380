import { ButtonLink } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { type Face, WithPortrait } from "#app/ui/portrait.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { Section } from "#app/ui/section.tsx";
import { Time } from "#app/ui/time.tsx";

/** What a therapist's own page is made of; `bio` is HTML. */
export type TherapistWords = {
  therapist: {
    name: string;
    firstName: string;
    title: string;
    headline: string;
    specialties: string[];
    languages: string[];
  };
  face: Face | null;
  bio: string;
  hasCall: boolean;
  canBook: boolean;
  next: { at: string; when: string; where: string } | null;
  types: { name: string; text: string; aside: string }[];
};

/** A therapist's own page, between its frame's bar and foot. `waitHref` is where somebody waits while they are full. */
export function TherapistContent({
  page,
  bookHref,
  waitHref,
}: {
  page: TherapistWords;
  bookHref: string;
  waitHref?: string;
}) {
  const { name, firstName, title, headline, specialties, languages } = page.therapist;
  return (
    <>
      <div className="stack">
        <WithPortrait face={page.face}>
          <div className="stack">
            <PageHeading knot eyebrow={title} title={name} lede={<p>{headline}</p>} />
            {page.canBook ? (
              <div className="cluster">
                <ButtonLink href={bookHref}>Book a free first call</ButtonLink>
                {page.next && (
                  <p className="hint">
                    Next opening: <Time at={page.next.at}>{page.next.when}</Time>, {page.next.where} time
                  </p>
                )}
              </div>
            ) : (
              <>
                <p>{firstName} takes no new people on at the moment.</p>
                {page.hasCall && waitHref && (
                  <div className="cluster">
                    <ButtonLink href={waitHref}>Tell me if a time opens</ButtonLink>
                  </div>
                )}
              </>
            )}
          </div>
        </WithPortrait>
        <Prose html={page.bio} />
        <Facts
          facts={[
            { term: "Works with", value: specialties.join(", ") },
            { term: "Speaks", value: languages.join(", ") },
          ]}
        />
      </div>
      <Section title="What we can do together">
        <p>Everything begins with the free call. The rest opens after it, so we can both be sure.</p>
        <Ledger rows={page.types.map(({ name, text, aside }) => ({ title: name, text, aside }))} />
      </Section>
    </>
  );
}
