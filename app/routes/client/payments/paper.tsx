import { href } from "react-router";
import { sayPaper } from "#app/domain/invoices/print.ts";
import { ownPaper } from "#app/domain/invoices/queries.ts";
import { asClient, orNotFound } from "#app/http.ts";
import paperStyles from "#app/styles/paper.css?url";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { PaperSheet } from "#app/ui/paper-sheet.tsx";
import type { Route } from "./+types/paper";

export { ErrorBoundary } from "#app/routes/client/trouble.tsx";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: paperStyles }];

export async function loader({ context, params }: Route.LoaderArgs) {
  const paper = orNotFound(await ownPaper(asClient(context), params.id));
  return { id: paper.id, paymentId: paper.paymentId, said: sayPaper(paper) };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.said.title ?? "A paper" }, { name: "robots", content: "noindex" }];
}

export default function Paper({ loaderData: { id, paymentId, said } }: Route.ComponentProps) {
  return (
    <>
      <PageHeading
        knot
        title={said.title}
        lede={
          <>
            <p>{said.issued}</p>
            {said.takesBack && <p>{said.takesBack}</p>}
          </>
        }
      />
      <PaperSheet {...said} parts={[said]} />
      <div className="cluster mt-6">
        <ButtonLink href={href("/client/payments/:id/paper.pdf", { id })}>Keep it as a PDF</ButtonLink>
        <ButtonLink
          kind="quiet"
          href={paymentId ? href("/client/payments/:id", { id: paymentId }) : href("/client/payments")}
        >
          The payment
        </ButtonLink>
      </div>
    </>
  );
}
