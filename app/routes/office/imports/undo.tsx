import { href, redirect } from "react-router";
import { importWithin } from "#app/domain/imports/queries.ts";
import { undoableUntil } from "#app/domain/imports/rules.ts";
import { askUndo, foreseeUndo, takeImportBack } from "#app/domain/imports/undo.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/undo";

export { ErrorBoundary } from "../trouble.tsx";

const named = 100;

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "clients.import");
  const found = orNotFound(await importWithin(ctx, params.id));
  if (!undoableUntil(found, ctx.now())) throw redirect(href("/office/imports/:id", params));
  const [{ goes, leaves, stays }, { locale }] = [await foreseeUndo(ctx, found), await ownPractice(ctx)];
  return {
    id: found.id,
    fileName: found.fileName,
    welcomes: found.welcomes,
    goes: goes.toLocaleString(locale),
    leaves: leaves === 0 ? null : leaves.toLocaleString(locale),
    stays: stays.slice(0, named),
    stayCount: stays.length,
    more: stays.length > named ? (stays.length - named).toLocaleString(locale) : null,
  };
}

/** As many are taken back while somebody waits; more are left to the queue. */
const atOnce = 500;

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "clients.import");
  const asked = orNotFound(await askUndo(ctx, params.id));
  if (asked.ok && asked.value.rows <= atOnce) await takeImportBack(ctx, params.id);
  throw redirect(href("/office/imports/:id", params), 303);
}

export function meta() {
  return [{ title: "Take it back" }, { name: "robots", content: "noindex" }];
}

export default function Undo({ loaderData: page }: Route.ComponentProps) {
  const { id, goes, leaves, stays, stayCount, more } = page;
  return (
    <form className="stack" method="post" action={href("/office/imports/:id/undo", { id })}>
      <WorkHeading
        eyebrow={page.fileName}
        title="Take it back"
        lede={
          <p>
            {goes} {goes === "1" ? "client goes" : "clients go"} again as if they had never been here
            {leaves && `, and ${leaves} who were here before leave this therapist’s clients again`}.
          </p>
        }
      />
      {page.welcomes && <p>Whoever got a welcome keeps the letter; the link in it then leads nowhere.</p>}
      {stayCount > 0 && (
        <Section title={stayCount === 1 ? "One of them stays" : `${stayCount} of them stay`}>
          <p>Something of their own stands on them by now.</p>
          <ul className="rows">
            {stays.map(({ id: clientId, name, why }) => (
              <li key={clientId}>
                <a href={href("/practice/clients/:id", { id: clientId })}>{name}</a>
                <span>{why === "sessions" ? "Has a session" : "Changed since, or signed in"}</span>
              </li>
            ))}
          </ul>
          {more && <p className="hint">And {more} more.</p>}
        </Section>
      )}
      <div className="cluster">
        <Button kind="danger" busy="Taking it back…">
          Take it back
        </Button>
        <ButtonLink kind="quiet" href={href("/office/imports/:id", { id })}>
          Leave it as it is
        </ButtonLink>
      </div>
    </form>
  );
}
