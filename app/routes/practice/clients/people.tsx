import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { Page } from "./record.tsx";

/** The people in a client: who they are, how to reach them, and what to mind before doing so. */
export function People({ page: { client, people, may } }: { page: Page }) {
  const { id } = client;
  return (
    <>
      <ul className="people">
        {people.map((person) => (
          <li key={person.id}>
            <h3>
              {may.change ? (
                <a href={href("/practice/clients/:id/people/:person", { id, person: person.id })}>
                  {person.name}
                </a>
              ) : (
                person.name
              )}
            </h3>
            <p className="hint">{person.role}</p>
            <div>
              <p>{person.email ?? "No email address"}</p>
              {person.phone && <p>{person.phone}</p>}
              {(person.isUnderAge || person.minds.length > 0) && (
                <p className="cluster marks">
                  {person.isUnderAge && <Tag kind="info">Under age</Tag>}
                  {person.minds.map((words) => (
                    <Tag key={words} kind="wait">
                      {words}
                    </Tag>
                  ))}
                </p>
              )}
              {person.calendarWords && <p className="hint">Their calendar says “{person.calendarWords}”</p>}
            </div>
            {may.change && person.mayBeInvited && (
              <form method="post" action={href("/practice/clients/:id/invitation", { id })}>
                <input type="hidden" name="person" value={person.id} />
                <Button kind="quiet" small busy="Sending…">
                  Invite to their page<span className="sr-only">: {person.name}</span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {may.change && (
        <p className="choice-link">
          <a href={href("/practice/clients/:id/people/new", { id })}>Add somebody</a>
        </p>
      )}
    </>
  );
}
