import { href } from "react-router";
import { sayStatement } from "#app/domain/invoices/print.ts";
import { asClient } from "#app/http.ts";
import { yearIn } from "#app/routes/statement-year.ts";
import paperStyles from "#app/styles/paper.css?url";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { PaperSheet } from "#app/ui/paper-sheet.tsx";
import type { Route } from "./+types/statement";
import { whoseYear } from "./stated.ts";

export { ErrorBoundary } from "#app/routes/client/trouble.tsx";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: paperStyles }];

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asClient(context);
  const year = yearIn(params.year);
  const { client, all } = await whoseYear(ctx, request);
  return {
    year: params.year,
    said: await sayStatement(ctx, client, year),
    of: client.id,
    others: all.filter(({ id }) => id !== client.id),
  };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.said.title ?? "Statement" }, { name: "robots", content: "noindex" }];
}

export default function StatementPage({ loaderData: { year, said, of, others } }: Route.ComponentProps) {
  const self = href("/client/payments/statement/:year", { year });
  const file = href("/client/payments/statement/:year/statement.pdf", { year });
  return (
    <>
      <PageHeading knot title={said.title} lede={<p>{said.lede}</p>} />
      {said.parts.length > 0 && <PaperSheet {...said} />}
      <div className="cluster mt-6">
        {said.parts.length > 0 && (
          <ButtonLink href={`${file}?${new URLSearchParams({ of })}`}>Keep it as a PDF</ButtonLink>
        )}
        {others.map(({ id, name }) => (
          <ButtonLink key={id} kind="quiet" href={`${self}?${new URLSearchParams({ of: id })}`}>
            {`Statement for ${name}`}
          </ButtonLink>
        ))}
        <ButtonLink kind="quiet" href={href("/client/payments")}>
          Your payments
        </ButtonLink>
      </div>
    </>
  );
}
