import { href } from "react-router";
import { clientWithin } from "#app/domain/clients/reach.ts";
import { sayStatement } from "#app/domain/invoices/print.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { yearIn } from "#app/routes/statement-year.ts";
import paperStyles from "#app/styles/paper.css?url";
import { ButtonLink } from "#app/ui/button.tsx";
import { PaperSheet } from "#app/ui/paper-sheet.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/statement";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: paperStyles }];

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "money.see");
  const year = yearIn(params.year);
  const { id, name } = orNotFound(await clientWithin(ctx, "money.see", params.id));
  return { id, year, name, said: await sayStatement(ctx, { id, name }, year) };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.said.title ?? "Statement" }, { name: "robots", content: "noindex" }];
}

export default function StatementPage({ loaderData: { id, year, name, said } }: Route.ComponentProps) {
  const address = (year: number) => href("/practice/clients/:id/statement/:year", { id, year: String(year) });
  const file = href("/practice/clients/:id/statement/:year/statement.pdf", { id, year: String(year) });
  return (
    <>
      <WorkHeading title={said.title} eyebrow={name} lede={<p>{said.lede}</p>} />
      {said.parts.length > 0 && <PaperSheet {...said} />}
      <div className="cluster after">
        {said.parts.length > 0 && <ButtonLink href={file}>Keep it as a PDF</ButtonLink>}
        <ButtonLink kind="quiet" href={address(year - 1)}>{`Statement ${year - 1}`}</ButtonLink>
        <ButtonLink kind="quiet" href={href("/practice/invoices")}>
          All papers
        </ButtonLink>
      </div>
    </>
  );
}
