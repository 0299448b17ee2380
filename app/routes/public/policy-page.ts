import type { RouterContextProvider } from "react-router";
import { currentPolicy } from "#app/domain/practices/queries.ts";
import { policyText, policyVersion, type TextKind } from "#app/domain/site/policies.ts";
import { proseOf, titled } from "#app/domain/site/prose.ts";
import { frameOf, homeSite, siteBySlug } from "#app/domain/site/queries.ts";
import { publishedHere } from "#app/domain/therapists/queries.ts";
import { houseOf, inPractice, openOrNotYet, orNotFound } from "#app/http.ts";

const addresses = {
  privacy: "privacy",
  terms: "terms",
  accessibility: "accessibility",
  limits: "what-this-is-not",
} as const;

type Asked = { context: Readonly<RouterContextProvider>; request: Request };

/**
 * One of the texts people may hold us to, as it stands now: the practice's own version, or the house's words. It is the
 * home practice's, or that of the practice named by `of`, whose pages link here.
 */
export async function policyPage({ context, request }: Asked, kind: TextKind) {
  const house = houseOf(context);
  const of = new URL(request.url).searchParams.get("of");
  const site = of === null ? openOrNotYet(await homeSite(house)) : orNotFound(await siteBySlug(house, of));
  const [therapist] = site.isHome ? [] : await publishedHere(inPractice(context, site.id));
  const own = kind === "limits" ? null : await currentPolicy(inPractice(context, site.id), kind);
  const text =
    own?.body ?? policyText(kind, { practice: site.name, email: site.email, country: site.country });
  const { title, body } = titled(text);
  return {
    url: `${house.appUrl}/${addresses[kind]}`,
    frame: frameOf(site, therapist?.slug),
    title: title ?? "What holds here",
    html: proseOf(body),
    version: own?.version ?? policyVersion,
  };
}
