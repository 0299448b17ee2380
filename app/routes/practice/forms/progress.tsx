import { href } from "react-router";
import { clientWithin } from "#app/domain/clients/reach.ts";
import { progressWithin } from "#app/domain/forms/progress.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { ProgressLines } from "#app/routes/forms/progress-lines.tsx";
import { progressShown } from "#app/routes/forms/progress-shown.ts";
import progressStyles from "#app/styles/progress.css?url";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/progress";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: progressStyles }];

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "forms.read");
  const client = orNotFound(await clientWithin(ctx, "forms.read", params.id));
  const [clock, lines] = [await ownPractice(ctx), await progressWithin(ctx, client.id)];
  return {
    ...{ id: client.id, name: client.name },
    lines: lines.map((line) => progressShown(line, clock)),
    saysWhose: new Set(lines.map(({ whose }) => whose)).size > 1,
  };
}

export function meta() {
  return [{ title: "How it went" }, { name: "robots", content: "noindex" }];
}

export default function Progress({ loaderData: { id, name, lines, saysWhose } }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        eyebrow={name}
        title="How it went"
        lede={
          <p>
            {lines.length === 0
              ? "No measure was signed yet. You ask for one from their record; two of them make a line."
              : "What they answered over time. Reading it is recorded."}{" "}
            <a href={href("/practice/clients/:id", { id })}>Their record</a>
          </p>
        }
      />
      <ProgressLines
        lines={lines}
        saysWhose={saysWhose}
        linkTo={(id) => href("/practice/forms/:id", { id })}
      />
    </>
  );
}
