import { href } from "react-router";
import { homeSite } from "#app/domain/site/queries.ts";
import { publishedEverywhere } from "#app/domain/therapists/queries.ts";
import { houseOf } from "#app/http.ts";
import type { Route } from "./+types/sitemap";

const pages = [
  href("/"),
  href("/therapists"),
  href("/fees"),
  href("/contact"),
  href("/help-now"),
  href("/privacy"),
  href("/terms"),
  href("/accessibility"),
  href("/what-this-is-not"),
];

export async function loader({ context }: Route.LoaderArgs) {
  const house = houseOf(context);
  const [site, people] = await Promise.all([homeSite(house), publishedEverywhere(house)]);
  const changed = site ? day(site.changedAt) : null;
  const entries = [
    ...pages.map((path) => ({ path, changed })),
    ...people.flatMap(({ therapist }) => [
      { path: href("/therapists/:slug", { slug: therapist.slug }), changed: day(therapist.changedAt) },
      { path: href("/book/:therapist", { therapist: therapist.slug }), changed: null },
    ]),
  ];
  const urls = entries.map(
    ({ path, changed }) =>
      `<url><loc>${house.appUrl}${path}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ""}</url>`,
  );
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("\n")}\n</urlset>\n`;
  return new Response(xml, { headers: { "Content-Type": "application/xml; charset=utf-8" } });
}

function day(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
