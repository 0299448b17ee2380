import { href } from "react-router";
import { openAlerts } from "#app/domain/forms/alerts.ts";
import { formsOpen, formsRead, formsToRead, type WholeAsked } from "#app/domain/forms/asked.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember } from "#app/http.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { Route } from "./+types/intakes";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = asMember(context, "forms.read");
  const [{ zone, locale }, alerts, toRead, open, read] = await Promise.all([
    ownPractice(ctx),
    openAlerts(ctx),
    formsToRead(ctx),
    formsOpen(ctx),
    formsRead(ctx, 30),
  ]);
  const day = (at: Date) => whenAndWhere(at.getTime(), { zone, locale }).when;
  const line = ({ asked, form, clientName, person, forName }: WholeAsked) => ({
    id: asked.id,
    title: `${form.name}: ${forName ? `${person.name}, for ${forName}` : person.name}`,
    text:
      asked.status === "signed" && asked.signedAt
        ? `${clientName}, signed ${day(asked.signedAt)}`
        : `${clientName}, asked ${day(asked.askedAt)}`,
    isBegun: asked.status === "begun",
  });
  return {
    alerts: alerts.map(({ askedId, clientName, raisedAt }) => ({ askedId, clientName, when: day(raisedAt) })),
    toRead: toRead.map(line),
    open: open.map(line),
    read: read.map(line),
  };
}

export function meta() {
  return [{ title: "Forms" }, { name: "robots", content: "noindex" }];
}

export default function Intakes({ loaderData: { alerts, toRead, open, read } }: Route.ComponentProps) {
  const rows = (lines: typeof toRead) =>
    lines.map(({ id, title, text, isBegun }) => ({
      ...{ id, title, text, href: href("/practice/forms/:id", { id }) },
      aside: isBegun ? <Tag kind="wait">Begun</Tag> : undefined,
    }));
  const isEmpty = toRead.length + open.length + read.length === 0;
  return (
    <>
      <WorkHeading
        title="Forms"
        lede={<p>What your clients were asked in writing. Reading an answer is recorded.</p>}
      />
      {alerts.map(({ askedId, clientName, when }) => (
        <Notice key={askedId} kind="danger">
          <p>
            <a href={href("/practice/forms/:id/review", { id: askedId })}>
              A form needs you today: {clientName}
            </a>
            , since {when}.
          </p>
        </Notice>
      ))}
      {isEmpty && (
        <p className="quiet-line">
          Nobody has been asked anything yet. You ask from a client’s record, or a form asks by itself.
        </p>
      )}
      {toRead.length > 0 && (
        <Section title="To read">
          <Ledger rows={rows(toRead)} />
        </Section>
      )}
      {open.length > 0 && (
        <Section title="With your clients">
          <Ledger rows={rows(open)} />
        </Section>
      )}
      {read.length > 0 && (
        <Section title="Read">
          <Ledger rows={rows(read)} />
        </Section>
      )}
    </>
  );
}
