import { href } from "react-router";
import type { RosterLine } from "#app/domain/clients/roster.ts";
import { capital } from "#app/routes/practice/in-words.ts";
import { Tag } from "#app/ui/tag.tsx";
import { Time } from "#app/ui/time.tsx";
import { roleWords, safeContactWords, stageWords } from "./in-words.ts";

type When = { at: string; words: string } | null;
type Line = Omit<RosterLine, "next" | "last"> & { next: When; last: When };

/** The people of a practice, a line each: who, where they stand, what to mind, and their sessions around now. */
export function Roster({ clients, isGroup }: { clients: readonly Line[]; isGroup: boolean }) {
  return (
    <ul className="roster">
      {clients.map((client) => (
        <li key={client.id}>
          <h2>
            <a href={href("/practice/clients/:id", { id: client.id })}>{client.name}</a>
          </h2>
          <Standing client={client} isGroup={isGroup} />
          <Sessions client={client} />
        </li>
      ))}
    </ul>
  );
}

function Standing({ client: { cares, tags, people }, isGroup }: { client: Line; isGroup: boolean }) {
  const isUnderAge = people.some((person) => person.isUnderAge);
  const minds = people.flatMap((person) => {
    const words = safeContactWords(person);
    if (words.length === 0) return [];
    const whose = people.length > 1 ? `${person.name} (${roleWords[person.role].toLowerCase()}): ` : "";
    return [capital(whose + words.join(", "))];
  });
  return (
    <div className="roster-standing">
      <p>
        {cares.map(({ therapistId, stage, with: whom }) => (
          <span key={therapistId} className="stage" data-stage={stage}>
            {isGroup ? `${stageWords[stage]} with ${whom}` : stageWords[stage]}
          </span>
        ))}
      </p>
      {(isUnderAge || tags.length > 0 || minds.length > 0) && (
        <p className="cluster marks">
          {isUnderAge && <Tag kind="info">Under age</Tag>}
          {minds.map((words) => (
            <Tag key={words} kind="wait">
              {words}
            </Tag>
          ))}
          {tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </p>
      )}
    </div>
  );
}

function Sessions({ client: { next, last } }: { client: Line }) {
  return (
    <p className="roster-sessions">
      {next && (
        <span>
          Next <Time at={next.at}>{next.words}</Time>
        </span>
      )}
      {last && (
        <span className="hint">
          Last <Time at={last.at}>{last.words}</Time>
        </span>
      )}
      {!next && !last && <span className="hint">No session yet</span>}
    </p>
  );
}
