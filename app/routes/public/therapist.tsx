import { href } from "react-router";
import { nextOpening } from "#app/domain/availability/find-openings.ts";
import { offeredBy } from "#app/domain/session-types/queries.ts";
import { isOpenToStrangers } from "#app/domain/session-types/rules.ts";
import { proseOf } from "#app/domain/site/prose.ts";
import { frameOf, siteOf } from "#app/domain/site/queries.ts";
import { describeTherapist } from "#app/domain/site/structured-data.ts";
import { findPublished } from "#app/domain/therapists/queries.ts";
import { houseOf, inPractice, orNotFound } from "#app/http.ts";
import { pageTitle, seo } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { whenAndWhere } from "#app/routes/when.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { JsonLd } from "#app/ui/json-ld.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { Section } from "#app/ui/section.tsx";
import { Time } from "#app/ui/time.tsx";
import { formatMoney } from "#app/values/money.ts";
import type { Route } from "./+types/therapist";

export async function loader({ context, params }: Route.LoaderArgs) {
  const house = houseOf(context);
  const therapist = orNotFound(await findPublished(house, params.slug));
  const ctx = inPractice(context, therapist.practiceId);
  const [site, types] = await Promise.all([siteOf(ctx), offeredBy(ctx, therapist.id)]);
  const first = types.find((type) => type.kind === "discovery");
  const next = first
    ? await nextOpening(ctx, { therapistId: therapist.id, typeSlug: first.slug, visitorZone: therapist.zone })
    : null;
  const { name, firstName, title, headline, slug, specialties, languages } = therapist;
  return {
    url: `${house.appUrl}/therapists/${slug}`,
    frame: frameOf(site, therapist.slug),
    therapist: { name, firstName, title, headline, slug, specialties, languages },
    bio: proseOf(therapist.bio),
    hasCall: first !== undefined,
    canBook: first !== undefined && therapist.isAccepting,
    next: next
      ? {
          at: new Date(next).toISOString(),
          ...whenAndWhere(next, { zone: therapist.zone, locale: site.locale }),
        }
      : null,
    types: types.map((type) => ({
      name: type.name,
      text: type.description,
      isOpen: isOpenToStrangers(type),
      aside: `${type.minutes} minutes · ${type.price === 0 ? "free" : formatMoney({ amount: type.price, currency: site.currency }, site.locale)}`,
    })),
    jsonLd: describeTherapist(site, therapist, types, house.appUrl),
  };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  if (!page) return [];
  const { name, title, headline } = page.therapist;
  return seo({ title: pageTitle(name, title), description: headline, url: page.url });
}

export default function TherapistPage({ loaderData: page }: Route.ComponentProps) {
  const { name, firstName, title, headline, slug, specialties, languages } = page.therapist;
  const book = href("/book/:therapist", { therapist: slug });
  return (
    <Site frame={page.frame} bookHref={page.canBook ? book : undefined}>
      <JsonLd data={page.jsonLd} />
      <div className="stack">
        <PageHeading knot eyebrow={title} title={name} lede={<p>{headline}</p>} />
        {page.canBook ? (
          <div className="cluster">
            <ButtonLink href={book}>Book a free first call</ButtonLink>
            {page.next && (
              <p className="hint">
                Next opening: <Time at={page.next.at}>{page.next.when}</Time>, {page.next.where} time
              </p>
            )}
          </div>
        ) : (
          <>
            <p>{firstName} is full at the moment and takes no new calls.</p>
            {page.hasCall && (
              <div className="cluster">
                <ButtonLink href={href("/book/:therapist/waiting", { therapist: slug })}>
                  Tell me if a time opens
                </ButtonLink>
              </div>
            )}
          </>
        )}
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
    </Site>
  );
}
