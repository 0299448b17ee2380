import { href } from "react-router";
import { ownProgress } from "#app/domain/forms/progress.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { ProgressLines } from "#app/routes/forms/progress-lines.tsx";
import { progressShown } from "#app/routes/forms/progress-shown.ts";
import progressStyles from "#app/styles/progress.css?url";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { whoIsHere } from "../here.ts";
import type { Route } from "./+types/progress";

export { ErrorBoundary } from "../trouble.tsx";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: progressStyles }];

export async function loader({ context }: Route.LoaderArgs) {
  const here = whoIsHere(context);
  const [{ zone, locale }, lines] = [await ownPractice(here.ctx), await ownProgress(here.ctx)];
  const shown = lines.map((line) => progressShown(line, { zone: here.zone ?? zone, locale }));
  return { lines: shown, saysWhose: new Set(lines.map(({ whose }) => whose)).size > 1 };
}

export function meta() {
  return [{ title: "How it went" }, { name: "robots", content: "noindex" }];
}

export default function Progress({ loaderData: { lines, saysWhose } }: Route.ComponentProps) {
  return (
    <>
      <PageHeading
        knot
        title="How it went"
        lede={
          <p>
            {lines.length === 0
              ? "Once you have signed a questionnaire that is counted, its numbers stand here, and how they change."
              : "What you answered over time, in numbers. They say how you were on those days, and not who you are."}{" "}
            <a href={href("/client/forms")}>Your forms</a>
          </p>
        }
      />
      <ProgressLines lines={lines} saysWhose={saysWhose} linkTo={(id) => href("/client/forms/:id", { id })} />
    </>
  );
}
