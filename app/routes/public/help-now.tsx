import { visitor } from "#app/context.ts";
import { linesFor } from "#app/domain/site/crisis-lines.ts";
import { frameOf, homeSite } from "#app/domain/site/queries.ts";
import { houseOf, openOrNotYet } from "#app/http.ts";
import { CountryLines } from "#app/routes/public/country-lines.tsx";
import { pageTitle, seo } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/help-now";

export async function loader({ context }: Route.LoaderArgs) {
  const house = houseOf(context);
  const site = openOrNotYet(await homeSite(house));
  const countries = linesFor(site.country, context.get(visitor).zone);
  return { url: `${house.appUrl}/help-now`, frame: frameOf(site), countries };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  if (!page) return [];
  const description =
    "Numbers of people who answer now, by country: emergency services and crisis lines, with their hours.";
  return seo({ title: pageTitle("Help now", page.frame.name), description, url: page.url });
}

export default function HelpNow({ loaderData: { frame, countries } }: Route.ComponentProps) {
  return (
    <Site frame={frame} canLeave>
      <div className="stack">
        <PageHeading
          knot
          title="Someone can help right now"
          lede={
            <p>
              If you might be in danger, ring the emergency number of where you are. These lines listen, and
              you don’t have to say who you are.
            </p>
          }
        />
      </div>
      {countries.map((country) => (
        <CountryLines key={country.country} help={country} />
      ))}
    </Site>
  );
}
