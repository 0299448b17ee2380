import { data, href } from "react-router";
import { nextOpening } from "#app/domain/availability/find-openings.ts";
import { offeredBy } from "#app/domain/session-types/queries.ts";
import { proseOf } from "#app/domain/site/prose.ts";
import { frameOf, homeSite } from "#app/domain/site/queries.ts";
import { describePractice } from "#app/domain/site/structured-data.ts";
import { publishedHere } from "#app/domain/therapists/queries.ts";
import { houseOf, inPractice } from "#app/http.ts";
import { pageTitle, seo } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { whenAndWhere } from "#app/routes/when.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { JsonLd } from "#app/ui/json-ld.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { Section } from "#app/ui/section.tsx";
import { BarePage } from "#app/ui/site-page.tsx";
import { type Step, Thread } from "#app/ui/thread.tsx";
import { Time } from "#app/ui/time.tsx";
import { formatMoney } from "#app/values/money.ts";
import { zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/home";

export async function loader({ context }: Route.LoaderArgs) {
  const house = houseOf(context);
  const site = await homeSite(house);
  if (!site) return data({ open: false as const }, { status: 503 });

  const ctx = inPractice(context, site.id);
  const therapists = await publishedHere(ctx);
  const offered = await Promise.all(therapists.map((therapist) => offeredBy(ctx, therapist.id)));
  const types = offered.flat();
  const first = types.find((type) => type.kind === "discovery");
  const regular = types.find((type) => type.kind === "individual");
  const starts = first
    ? await Promise.all(
        therapists.map(({ id, zone }) =>
          nextOpening(ctx, { therapistId: id, typeSlug: first.slug, visitorZone: zone }),
        ),
      )
    : [];
  const next = Math.min(...starts.flatMap((at) => at ?? []));
  return {
    open: true as const,
    url: `${house.appUrl}/`,
    frame: frameOf(site),
    headline: site.headline,
    lead: site.lead,
    about: site.about ? proseOf(site.about) : null,
    next: Number.isFinite(next) ? { at: new Date(next).toISOString(), ...whenAndWhere(next, site) } : null,
    first: first ? { minutes: first.minutes, place: first.place } : null,
    regular: regular
      ? {
          minutes: regular.minutes,
          price: formatMoney({ amount: regular.price, currency: site.currency }, site.locale),
        }
      : null,
    city: zoneCity(site.zone),
    people: site.isGroup
      ? therapists.map(({ name, slug, title, headline }) => ({ name, slug, title, headline }))
      : [],
    jsonLd: describePractice(site, therapists, house.appUrl),
  };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  if (!page?.open) return [{ title: "Selvage" }, { name: "robots", content: "noindex" }];
  return seo({ title: pageTitle(page.frame.name, page.headline), description: page.lead, url: page.url });
}

const byPlace = { online: "by video", phone: "by phone", in_person: "in person" };

type Page = Extract<Awaited<ReturnType<typeof loader>>, { open: true }>;

function stages({ first, regular, frame, city }: Page): Step[] {
  const we = frame.isGroup;
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

export default function Home({ loaderData: page }: Route.ComponentProps) {
  if (!page.open) {
    return (
      <BarePage>
        <PageHeading
          title="Nobody has moved in yet"
          lede={<p>This Selvage has no practice. Its operator can open one with npm run selvage -- seed.</p>}
        />
      </BarePage>
    );
  }
  return (
    <Site frame={page.frame}>
      <JsonLd data={page.jsonLd} />
      <div className="stack">
        <PageHeading hero title={page.headline} lede={<p>{page.lead}</p>} />
        <div className="cluster">
          <ButtonLink href={href("/book")}>Book a free first call</ButtonLink>
          {page.next ? (
            <p className="hint">
              Next opening: <Time at={page.next.at}>{page.next.when}</Time>, {page.next.where} time
            </p>
          ) : (
            <p className="hint">No open times just now. New ones appear as the weeks go by.</p>
          )}
        </div>
      </div>
      <Section title="How it works" id="how">
        <Thread steps={stages(page)} />
      </Section>
      {page.about && (
        <Section title={page.frame.isGroup ? "About us" : "About me"}>
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
    </Site>
  );
}
