import { href } from "react-router";
import { clientWithin } from "#app/domain/clients/reach.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/record-export";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "record.export");
  const { id, name } = orNotFound(await clientWithin(ctx, "record.export", params.id));
  return { id, name };
}

export function meta() {
  return [{ title: "Take the record out" }, { name: "robots", content: "noindex" }];
}

export default function RecordExport({ loaderData: { id, name } }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        eyebrow={name}
        title="Take the record out"
        lede={<p>A copy to hand on, when somebody asks for it by right.</p>}
      />
      <h2>What is in it</h2>
      <ul>
        <li>Who they are, and how care went: its stages and sessions.</li>
        <li>Goals, and what became of them.</li>
        <li>Every signed note within your reach, with what was added, struck or co-signed.</li>
      </ul>
      <h2>What is not</h2>
      <ul>
        <li>Psychotherapy notes: their author releases them alone, one by one.</li>
        <li>A group’s process notes, and drafts.</li>
      </ul>
      <p className="hint">That you took it, and how, is recorded.</p>
      <div className="cluster">
        <ButtonLink href={href("/practice/clients/:id/record.pdf", { id })} download="record.pdf">
          As PDF
        </ButtonLink>
        <ButtonLink
          kind="quiet"
          href={href("/practice/clients/:id/record.json", { id })}
          download="record.json"
        >
          As JSON
        </ButtonLink>
      </div>
    </>
  );
}
