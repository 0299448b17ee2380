import { href } from "react-router";
import { Tag, type TagKind } from "#app/ui/tag.tsx";
import type { Page } from "./import.tsx";

type Shelf = Page["shelves"][number];
type Row = Page["rows"][number];

const shelfWords: Record<Shelf, string> = {
  all: "All",
  new: "New",
  matched: "Here already",
  malformed: "Not taken",
  same_name: "Same name as somebody here",
};

const nothing: Record<Shelf, string> = {
  all: "There is no row.",
  new: "Nobody here is new.",
  matched: "Nobody of these is here already.",
  malformed: "Every row can be taken.",
  same_name: "No name is here already.",
};

const outcomes: Record<Row["outcome"], { kind: TagKind; words: string }> = {
  new: { kind: "ok", words: "New" },
  matched: { kind: "info", words: "Here already" },
  malformed: { kind: "danger", words: "Not taken" },
};

/** The rows of a list, fifty at a time, each with its line and what becomes of it. */
export function ImportRows({ page }: { page: Page }) {
  const address = (query: Record<string, string>) =>
    `${href("/office/imports/:id", { id: page.id })}?${new URLSearchParams(query)}#rows`;
  return (
    <section className="section" id="rows" aria-label="Rows">
      <nav className="shelves" aria-label="Show only">
        {page.shelves.map((shelf) => (
          <a
            key={shelf}
            href={address({ show: shelf })}
            aria-current={shelf === page.show ? "true" : undefined}
          >
            {shelfWords[shelf]} ({page.counts[shelf]})
          </a>
        ))}
      </nav>
      {page.rows.length === 0 ? (
        <p className="empty">{nothing[page.show]}</p>
      ) : (
        <ul className="rows import-rows">
          {page.rows.map((row) => (
            <RowLine key={row.line} row={row} />
          ))}
        </ul>
      )}
      {(page.next || page.isLater) && (
        <nav className="cluster pages" aria-label="More rows">
          {page.isLater && <a href={address({ show: page.show })}>Back to the first</a>}
          {page.next && <a href={address({ show: page.show, after: String(page.next) })}>Next 50</a>}
        </nav>
      )}
    </section>
  );
}

function RowLine({ row: { line, outcome, says, cells, client } }: { row: Row }) {
  const { kind, words } = outcomes[outcome];
  return (
    <li>
      <span className="hint">Line {line}</span>
      <div>
        {client ? (
          <p>
            <a href={href("/practice/clients/:id", { id: client.id })}>{client.name}</a>
          </p>
        ) : (
          cells.length > 0 && <p>{cells.join(" · ")}</p>
        )}
        {says.map((problem) => (
          <p key={problem} className="hint">
            {problem}
          </p>
        ))}
      </div>
      <Tag kind={kind}>{words}</Tag>
    </li>
  );
}
