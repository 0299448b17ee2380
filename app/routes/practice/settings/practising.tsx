import { href, redirect } from "react-router";
import { inventedWithin } from "#app/domain/clients/wipe.ts";
import { inventClients } from "#app/domain/setup/invent.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/practising";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const news: Record<string, string> = {
  invented: "They are there. Look at Today, or take one of them below.",
  wiped: "All of them are gone, and their times are free again.",
};

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "care.decide");
  return {
    invented: await inventedWithin(ctx),
    isTherapist: ctx.actor.therapistId !== null,
    news: news[new URL(request.url).searchParams.get("news") ?? ""] ?? null,
  };
}

export async function action({ context }: Route.ActionArgs) {
  const ctx = asMember(context, "care.decide");
  const invented = await inventClients(ctx, orNotFound(ctx.actor.therapistId));
  // Those who are there already are what a second press wanted.
  orNotFound(invented.ok || invented.refusal === "already_there" || null);
  throw redirect(`${href("/practice/settings/practising")}?news=invented`, 303);
}

export function meta() {
  return [{ title: "Practising" }, { name: "robots", content: "noindex" }];
}

export default function Practising({ loaderData: page }: Route.ComponentProps) {
  const { invented } = page;
  return (
    <>
      <WorkHeading
        title="Practising"
        lede={
          <p>
            Invented clients, to try everything on before it is real: begin with them, book, move, cancel, be
            ill. They have no address, so nobody is ever written to, and they do not count in any sum of
            yours.
          </p>
        }
      />
      <div className="stack">
        {page.news && (
          <Notice kind="ok" flash>
            <p>{page.news}</p>
          </Notice>
        )}
        {invented.length > 0 ? (
          <>
            <Ledger
              level={2}
              rows={invented.map(({ id, name }) => ({
                title: name,
                href: href("/practice/clients/:id", { id }),
              }))}
            />
            <div className="cluster">
              <ButtonLink kind="quiet" href={href("/practice/settings/practising/wiping")}>
                Wipe them
              </ButtonLink>
            </div>
          </>
        ) : page.isTherapist ? (
          <form className="stack" method="post" action={href("/practice/settings/practising")}>
            <p>
              Six people across all stages, with sessions behind and before them, at times that are open in
              your hours. While they are there, those times are taken for everybody.
            </p>
            <Button busy="Inventing…">Invent six clients</Button>
          </form>
        ) : (
          <p>There are none. Whoever has clients of their own here can invent some.</p>
        )}
      </div>
    </>
  );
}
