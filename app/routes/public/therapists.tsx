import { data, href } from "react-router";
import { frameOf, homeSite } from "#app/domain/site/queries.ts";
import { publishedHere } from "#app/domain/therapists/queries.ts";
import { houseOf, inPractice, orNotFound } from "#app/http.ts";
import { pageTitle, seo } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/therapists";

export async function loader({ context }: Route.LoaderArgs) {
  const house = houseOf(context);
  const site = orNotFound(await homeSite(house));
  const therapists = await publishedHere(inPractice(context, site.id));
  return data({
    url: `${house.appUrl}/therapists`,
    frame: frameOf(site),
    people: therapists.map(({ name, slug, title, headline, languages, isAccepting }) => ({
      name,
      slug,
      title,
      headline,
      languages: languages.join(", "),
      isAccepting,
    })),
  });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  if (!page) return [];
  const title = pageTitle("Therapists", page.frame.name);
  return seo({ title, description: `Who works at ${page.frame.name}, and how to meet them.`, url: page.url });
}

export default function Therapists({ loaderData: page }: Route.ComponentProps) {
  return (
    <Site frame={page.frame}>
      <div className="stack">
        <PageHeading
          knot
          title={page.people.length === 1 ? "Who you’ll meet" : "Who you might meet"}
          lede={
            <p>
              Start with a free call.{" "}
              {page.people.length > 1 && "You can meet more than one of us before you decide."}
            </p>
          }
        />
        <Ledger
          level={2}
          rows={page.people.map(({ name, slug, title, headline, languages, isAccepting }) => ({
            title: name,
            href: href("/therapists/:slug", { slug }),
            text: (
              <>
                {headline} {languages && `Speaks ${languages}.`}{" "}
                {!isAccepting && (
                  <a href={href("/book/:therapist/waiting", { therapist: slug })}>
                    Tell me if a time opens<span className="sr-only"> with {name}</span>
                  </a>
                )}
              </>
            ),
            aside: isAccepting ? title : `${title} · full at the moment`,
          }))}
        />
      </div>
    </Site>
  );
}
