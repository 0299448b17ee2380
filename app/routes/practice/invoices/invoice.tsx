import { href } from "react-router";
import { sayPaper } from "#app/domain/invoices/print.ts";
import { paperInReach } from "#app/domain/invoices/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import paperStyles from "#app/styles/paper.css?url";
import { ButtonLink } from "#app/ui/button.tsx";
import { PaperSheet } from "#app/ui/paper-sheet.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/invoice";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: paperStyles }];

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "money.see");
  const paper = orNotFound(await paperInReach(ctx, "money.see", params.id));
  return { id: paper.id, clientId: paper.clientId, year: String(paper.year), said: sayPaper(paper) };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.said.title ?? "A paper" }, { name: "robots", content: "noindex" }];
}

export default function Invoice({ loaderData: { id, clientId, year, said } }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title={said.title}
        lede={
          <>
            <p>{said.issued}</p>
            {said.takesBack && <p>{said.takesBack}</p>}
          </>
        }
      />
      <PaperSheet {...said} parts={[said]} />
      <div className="cluster after">
        <ButtonLink href={href("/practice/invoices/:id/paper.pdf", { id })}>Keep it as a PDF</ButtonLink>
        <ButtonLink kind="quiet" href={href("/practice/clients/:id/statement/:year", { id: clientId, year })}>
          {`Their statement ${year}`}
        </ButtonLink>
        <ButtonLink kind="quiet" href={href("/practice/invoices")}>
          All papers
        </ButtonLink>
      </div>
    </>
  );
}
