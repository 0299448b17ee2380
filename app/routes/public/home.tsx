import { href } from "react-router";
import { nextOpening } from "#app/domain/availability/find-openings.ts";
import { offeredBy, type SessionType } from "#app/domain/session-types/queries.ts";
import { proseOf } from "#app/domain/site/prose.ts";
import { frameOf, homeSite } from "#app/domain/site/queries.ts";
import { describePractice } from "#app/domain/site/structured-data.ts";
import { publishedHere, type Therapist } from "#app/domain/therapists/queries.ts";
import { houseOf, inPractice, openOrNotYet } from "#app/http.ts";
import { pageTitle, seo } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { whenAndWhere } from "#app/routes/when.ts";
import { JsonLd } from "#app/ui/json-ld.tsx";
import { formatMoney } from "#app/values/money.ts";
import { zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/home";
import { faceOf } from "./face.ts";
import { HomeContent } from "./home-content.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const house = houseOf(context);
  const site = openOrNotYet(await homeSite(house));
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
    url: `${house.appUrl}/`,
    frame: frameOf(site),
    isGroup: site.isGroup,
    face: !site.isGroup && therapists[0] ? await faceOf(ctx, therapists[0]) : null,
    headline: site.headline,
    lead: site.lead,
    about: site.about ? proseOf(site.about) : null,
    next: Number.isFinite(next) ? { at: new Date(next).toISOString(), ...whenAndWhere(next, site) } : null,
    full: isFull(therapists) ? { waitHref: waitAt(therapists, first) } : null,
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

function isFull(therapists: Therapist[]): boolean {
  return therapists.length > 0 && therapists.every(({ isAccepting }) => !isAccepting);
}

/** Where somebody waits for the one therapist there is; with several, each has a page that says so. */
function waitAt([only, ...others]: Therapist[], call: SessionType | undefined): string | null {
  if (!only || others.length > 0 || !call) return null;
  return href("/book/:therapist/waiting", { therapist: only.slug });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  if (!page) return [];
  return seo({ title: pageTitle(page.frame.name, page.headline), description: page.lead, url: page.url });
}

export default function Home({ loaderData: page }: Route.ComponentProps) {
  return (
    <Site frame={page.frame}>
      <JsonLd data={page.jsonLd} />
      <HomeContent page={page} bookHref={href("/book")} />
    </Site>
  );
}
