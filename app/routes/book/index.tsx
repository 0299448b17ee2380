import { href, redirect } from "react-router";
import { frameOf, homeSite } from "#app/domain/site/queries.ts";
import { publishedHere } from "#app/domain/therapists/queries.ts";
import { houseOf, inPractice, openOrNotYet } from "#app/http.ts";
import { pageTitle, seo } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/index";

export async function loader({ context, request }: Route.LoaderArgs) {
  const house = houseOf(context);
  const site = openOrNotYet(await homeSite(house));
  const people = await publishedHere(inPractice(context, site.id));
  const [only] = people;
  // With one therapist there is nothing to choose.
  if (only && people.length === 1)
    throw redirect(href("/book/:therapist", { therapist: only.slug }) + new URL(request.url).search);
  return {
    url: `${house.appUrl}/book`,
    frame: frameOf(site),
    people: people
      .filter((therapist) => therapist.isAccepting)
      .map(({ name, slug, title, headline }) => ({ name, slug, title, headline })),
  };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  if (!page) return [];
  return seo({
    title: pageTitle("Book a first call", page.frame.name),
    description: "Choose who you would like to talk to first. The call is free.",
    url: page.url,
  });
}

export default function Book({ loaderData: { frame, people } }: Route.ComponentProps) {
  return (
    <Site frame={frame} canLeave>
      <div className="stack">
        <PageHeading
          knot
          title="Who would you like to talk to?"
          lede={
            <p>
              {people.length > 0
                ? "The first call is free, and you can talk to more than one of us."
                : "Everybody is full at the moment. New times open as people finish; please look again next week."}
            </p>
          }
        />
        <Ledger
          level={2}
          rows={people.map(({ name, slug, title, headline }) => ({
            title: name,
            href: href("/book/:therapist", { therapist: slug }),
            text: headline,
            aside: title,
          }))}
        />
      </div>
    </Site>
  );
}
