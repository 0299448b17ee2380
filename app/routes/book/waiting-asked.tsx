import { href } from "react-router";
import { frameOf, siteOf } from "#app/domain/site/queries.ts";
import { findPublished } from "#app/domain/therapists/queries.ts";
import { houseOf, inPractice, orNotFound } from "#app/http.ts";
import { Site } from "#app/routes/site.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/waiting-asked";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const therapist = orNotFound(await findPublished(houseOf(context), params.therapist));
  const site = await siteOf(inPractice(context, therapist.practiceId));
  const again = href("/book/:therapist/waiting", params) + new URL(request.url).search;
  return { frame: frameOf(site, therapist.slug), slug: therapist.slug, again };
}

export function meta() {
  return [{ title: "Look in your email" }, { name: "robots", content: "noindex" }];
}

export default function WaitingAsked({ loaderData: { frame, slug, again } }: Route.ComponentProps) {
  return (
    <Site frame={frame} canLeave bookHref={href("/book/:therapist", { therapist: slug })}>
      <div className="stack">
        <PageHeading
          knot
          eyebrow="The waiting list"
          title="Look in your email"
          lede={
            <p>
              A letter is on its way with a link of your own. There you see your place, say which times suit,
              or leave the list. If you were on the list before, your place is the one you had.
            </p>
          }
        />
        <p>
          If nothing comes within a few minutes, look among the unwanted mail, or{" "}
          <a href={again}>check the address and try again</a>.
        </p>
      </div>
    </Site>
  );
}
