import { href } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Page } from "./import.tsx";
import { ReadAs } from "./read-as.tsx";
import { ImportRows } from "./rows.tsx";

const titles: Record<Page["status"], string> = {
  ready: "Look before they come in",
  running: "They are coming in",
  done: "They are in",
  undoing: "It is being taken back",
  undone: "Taken back",
  dropped: "This list is gone",
};

/** An import as it stands: every row before it, a word while it runs, and what came of it. */
export function ImportPage({ page }: { page: Page }) {
  const { status } = page;
  return (
    <>
      <WorkHeading
        eyebrow={`${page.fileName}, for ${page.with}`}
        title={titles[status]}
        lede={<Lede page={page} />}
      />
      {status === "ready" && <Choices page={page} />}
      {status === "done" && <Afterwards page={page} />}
      {status === "running" || status === "undoing" ? (
        <ButtonLink kind="quiet" href={href("/office/imports/:id", { id: page.id })}>
          See how far it is
        </ButtonLink>
      ) : (
        status !== "dropped" && status !== "undone" && <ImportRows page={page} />
      )}
      <p className="section">
        <a href={href("/office/imports")}>All lists</a>
      </p>
    </>
  );
}

function Lede({ page: { status, counts } }: { page: Page }) {
  switch (status) {
    case "ready":
      return (
        <p>
          {counts.all} rows: {counts.new} new, {counts.matched} here already, {counts.malformed} that can’t be
          taken. Nothing has happened yet.
        </p>
      );
    case "running":
      return (
        <p>
          All of them or nobody. A long list takes a minute; this page looks again by itself, and you can
          leave it.
        </p>
      );
    case "undoing":
      return <p>This page looks again by itself, and you can leave it.</p>;
    case "done":
      return (
        <p>
          {counts.new} new, {counts.matched} here already, {counts.malformed} not taken. What the list said
          besides is erased.
        </p>
      );
    case "undone":
      return (
        <p>
          What this list brought has gone as if it had never been
          {counts.stayed === "0" ? "." : `, but for ${counts.stayed} with something of their own by now.`}
        </p>
      );
    default:
      return <p>It was let go, or a day went by. Nothing came of it, and what it said is erased.</p>;
  }
}

function Choices({ page }: { page: Page }) {
  const { id, counts, welcomes, isAnybody } = page;
  return (
    <div className="stack">
      <ReadAs encoding={page.encoding} delimiter={page.delimiter} />
      {counts.malformed !== "0" && (
        <Notice>
          <p>
            {counts.malformed} can’t be taken.{" "}
            <a href={href("/office/imports/:id/left-out.csv", { id })}>Save them as a file</a> with what is
            wrong beside each; put them right and bring that file afterwards. Once you bring the others in,
            this list is erased.
          </p>
        </Notice>
      )}
      {welcomes && (
        <p className="hint">Everybody new with an address gets a welcome, unless care has ended.</p>
      )}
      <div className="cluster">
        {isAnybody && (
          <form method="post" action={href("/office/imports/:id/confirmation", { id })}>
            <Button busy="Bringing them in…">Bring them in</Button>
          </form>
        )}
        <ButtonLink kind="quiet" href={href("/office/imports/:id/columns", { id })}>
          Change the columns
        </ButtonLink>
        <form method="post" action={href("/office/imports/:id/removal", { id })}>
          <Button kind="quiet">Let it go</Button>
        </form>
      </div>
    </div>
  );
}

function Afterwards({ page: { id, undoUntil } }: { page: Page }) {
  return (
    <div className="cluster">
      <ButtonLink href={href("/practice/clients")}>See the clients</ButtonLink>
      {undoUntil && (
        <>
          <ButtonLink kind="quiet" href={href("/office/imports/:id/undo", { id })}>
            Take it back
          </ButtonLink>
          <span className="hint">Until {undoUntil}</span>
        </>
      )}
    </div>
  );
}
