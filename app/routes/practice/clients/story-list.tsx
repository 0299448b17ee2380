import { Tag } from "#app/ui/tag.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Page } from "./record.tsx";
import type { StoryLine } from "./story.ts";

/** Everything that happened, the newest first, on one thread: gold up to now, what lies ahead above it. */
export function Story({ page, self }: { page: Page; self: string }) {
  const { story, show } = page;
  if (story.length === 0)
    return <p className="empty">{show ? "Nothing of that kind yet." : "Nothing has happened yet."}</p>;
  return (
    <ol className="story">
      {story.map((line) => (
        <li key={line.id} id={line.wordsId} data-state={line.isAhead ? "ahead" : "done"}>
          <p className="story-when">
            <Time at={line.at}>{line.when}</Time>
          </p>
          <div>
            <h3>{line.href ? <a href={line.href}>{line.title}</a> : line.title}</h3>
            {(line.text || line.who) && (
              <p className="hint">{[line.text, line.who].filter(Boolean).join(" · ")}</p>
            )}
            {line.wordsId && <Words line={line} page={page} self={self} />}
          </div>
          {line.tag && (
            <p>
              <Tag kind={line.tag.kind}>{line.tag.words}</Tag>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Words({ line, page: { opened, show }, self }: { line: StoryLine; page: Page; self: string }) {
  if (opened && opened.id === line.wordsId)
    return <blockquote className="words">{opened.text || "Nothing was written."}</blockquote>;
  const query = new URLSearchParams({ ...(show && { show }), read: line.wordsId ?? "" });
  return (
    <p>
      <a href={`${self}?${query}#${line.wordsId}`} rel="nofollow">
        Read why
      </a>
    </p>
  );
}
