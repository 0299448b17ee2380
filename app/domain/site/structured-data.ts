import type { SessionType } from "#app/domain/session-types/queries.ts";
import type { Therapist } from "#app/domain/therapists/queries.ts";
import { decimalMoney } from "#app/values/money.ts";
import type { Site } from "./queries.ts";

type Node = { [key: string]: string | boolean | null | undefined | Node | Node[] | string[] };

/**
 * The practice for search engines (schema.org). A licensed practice is a MedicalBusiness, any other a LocalBusiness;
 * never a Physician, and never with ratings.
 */
export function describePractice(site: Site, therapists: Therapist[], appUrl: string): Node {
  return graph([business(site, appUrl), ...therapists.map((therapist) => person(therapist, appUrl))]);
}

/** A therapist's profile page, the person on it, and what can be booked. */
export function describeTherapist(
  site: Site,
  therapist: Therapist,
  types: SessionType[],
  appUrl: string,
): Node {
  const url = `${appUrl}/therapists/${therapist.slug}`;
  return graph([
    business(site, appUrl),
    { "@type": "ProfilePage", "@id": url, url, mainEntity: person(therapist, appUrl) },
    ...types.map((type) => service(site, therapist, type, appUrl)),
  ]);
}

function graph(nodes: Node[]): Node {
  return { "@context": "https://schema.org", "@graph": nodes };
}

function business(site: Site, appUrl: string): Node {
  return {
    "@type": site.isLicensed ? "MedicalBusiness" : "LocalBusiness",
    "@id": `${appUrl}/#practice`,
    name: site.name,
    description: site.lead,
    url: `${appUrl}/`,
    email: site.email,
    telephone: site.phone ?? undefined,
    address: site.address
      ? { "@type": "PostalAddress", streetAddress: site.address, addressCountry: site.country }
      : undefined,
  };
}

function person(therapist: Therapist, appUrl: string): Node {
  return {
    "@type": "Person",
    "@id": `${appUrl}/therapists/${therapist.slug}#person`,
    name: therapist.name,
    jobTitle: therapist.title,
    url: `${appUrl}/therapists/${therapist.slug}`,
    knowsLanguage: therapist.languages,
    knowsAbout: therapist.specialties,
    worksFor: { "@id": `${appUrl}/#practice` },
  };
}

function service(site: Site, therapist: Therapist, type: SessionType, appUrl: string): Node {
  const book = `${appUrl}/book/${therapist.slug}?type=${type.slug}`;
  return {
    "@type": "Service",
    name: type.name,
    provider: { "@id": `${appUrl}/therapists/${therapist.slug}#person` },
    offers: {
      "@type": "Offer",
      price: decimalMoney({ amount: type.price, currency: site.currency }),
      priceCurrency: site.currency,
    },
    potentialAction: type.kind === "discovery" ? { "@type": "ReserveAction", target: book } : undefined,
  };
}
