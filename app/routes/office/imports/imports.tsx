import { href } from "react-router";
import { type Import, importsWithin } from "#app/domain/imports/queries.ts";
import { undoableUntil } from "#app/domain/imports/rules.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag, type TagKind } from "#app/ui/tag.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Route } from "./+types/imports";

export { ErrorBoundary } from "../trouble.tsx";

const news = { dropped: "The list is gone, and nothing came of it." };

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "clients.import");
  const { zone, locale } = await ownPractice(ctx);
  const inWords = (at: Date) => whenAndWhere(at.getTime(), { zone, locale }).when;
  const imports = await importsWithin(ctx);
  return {
    news: newsFor(new URL(request.url).searchParams, news),
    lines: imports.map((one) => {
      const until = undoableUntil(one, ctx.now());
      return {
        id: one.id,
        at: one.createdAt.toISOString(),
        when: inWords(one.createdAt),
        title: one.fileName,
        text: [one.by && `by ${one.by}`, one.by !== one.with && `for ${one.with}`].filter(Boolean).join(", "),
        counts: countsInWords(one, locale),
        state: states[one.status],
        undoUntil: until && inWords(until),
      };
    }),
  };
}

const states: Record<Import["status"], { kind: TagKind; words: string }> = {
  read: { kind: "wait", words: "Columns to choose" },
  ready: { kind: "wait", words: "To be looked at" },
  running: { kind: "info", words: "Under way" },
  done: { kind: "ok", words: "Brought in" },
  undoing: { kind: "info", words: "Being taken back" },
  undone: { kind: "plain", words: "Taken back" },
  dropped: { kind: "plain", words: "Let go" },
};

function countsInWords({ status, rowCount, newCount, matchedCount, malformedCount }: Import, locale: string) {
  const number = (count: number) => count.toLocaleString(locale);
  if (status === "read") return `${number(rowCount)} rows`;
  return `${number(newCount)} new, ${number(matchedCount)} here already, ${number(malformedCount)} not taken`;
}

export function meta() {
  return [{ title: "Bring clients in" }, { name: "robots", content: "noindex" }];
}

export default function Imports({ loaderData: { lines, news } }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title="Bring clients in"
        lede={
          <p>
            Clients you have had before you came here, from a list. You see every row before anything happens,
            and can take it all back for a day.
          </p>
        }
        actions={<ButtonLink href={href("/office/imports/new")}>Bring a list</ButtonLink>}
      />
      {news && (
        <Notice kind="ok" flash>
          <p>{news}</p>
        </Notice>
      )}
      {lines.length === 0 ? <Nothing /> : <Lines lines={lines} />}
    </>
  );
}

function Nothing() {
  return (
    <p className="empty">
      No list yet. Export one from what you used before (Calendly, Acuity, SimplePractice or a spreadsheet),
      or <a href={href("/office/imports/sample.csv")}>take a sample file</a> and fill it in. A name is enough
      for each.
    </p>
  );
}

type Line = Route.ComponentProps["loaderData"]["lines"][number];

function Lines({ lines }: { lines: Line[] }) {
  return (
    <ul className="rows">
      {lines.map(({ id, at, when, title, text, counts, state, undoUntil }) => (
        <li key={id}>
          <Time at={at}>{when}</Time>
          <div>
            <a href={href("/office/imports/:id", { id })}>{title}</a>
            <p className="hint">
              {counts}
              <br />
              {text}
              {undoUntil && `. Can be taken back until ${undoUntil}`}
            </p>
          </div>
          <Tag kind={state.kind}>{state.words}</Tag>
        </li>
      ))}
    </ul>
  );
}
