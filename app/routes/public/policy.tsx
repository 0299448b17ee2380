import type { Frame } from "#app/domain/site/queries.ts";
import { Site } from "#app/routes/site.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Prose } from "#app/ui/prose.tsx";

type PolicyPageProps = { frame: Frame; title: string; html: string; version: string };

/** A text to read, with the date it has stood since. */
export function PolicyPage({ frame, title, html, version }: PolicyPageProps) {
  return (
    <Site frame={frame}>
      <div className="stack">
        <PageHeading knot title={title} />
        <Prose html={html} />
        <p className="hint">In these words since {version}.</p>
      </div>
    </Site>
  );
}
