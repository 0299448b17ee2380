import { href } from "react-router";
import { eventKinds } from "#app/domain/audit/rules.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { auditLog, clientNames, peopleAtWork } from "#app/domain/reports/audit-log.ts";
import { asMember } from "#app/http.ts";
import { whenInYear } from "#app/routes/when.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { SelectField, TextField } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/audit";
import { askedOf } from "./asked.ts";
import { kindInWords, kindNames, whatInWords, whoInWords } from "./in-words.ts";

export { ErrorBoundary } from "../trouble.tsx";

const self = href("/office/audit");

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "audit.see");
  const clock = await ownPractice(ctx);
  const { typed, ...asked } = askedOf(new URL(request.url).searchParams, clock.zone);
  const { lines, more } = await auditLog(ctx, { ...asked, count: 50 });
  const people = await peopleAtWork(ctx);
  const clients = await clientNames(ctx);
  const address = (of: string, about: Record<string, string>) => `${of}?${new URLSearchParams(about)}`;
  return {
    typed,
    isFiltered: Object.keys(typed).length > 0 || asked.before !== null,
    kinds: eventKinds.map((value) => ({ value, label: kindNames[value] })),
    people: people.map(({ id, name }) => ({ value: id, label: name })),
    clients: [...clients].map(([value, label]) => ({ value, label })),
    rows: lines.map((line) => ({
      id: line.id,
      what: whatInWords(line.name),
      kind: kindInWords(line.name),
      who: whoInWords(line),
      whom: line.whom,
      at: line.at.toISOString(),
      when: whenInYear(line.at.getTime(), clock),
    })),
    more: more && address(self, { ...typed, before: more }),
    file: address(href("/office/audit/log.csv"), typed),
  };
}

export function meta() {
  return [{ title: "Who did what" }, { name: "robots", content: "noindex" }];
}

type Page = Route.ComponentProps["loaderData"];

export default function Audit({ loaderData: page }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title="Who did what"
        lede={
          <p>
            Every sign-in, every look into a record, every change. Names and times, never a word of what was
            written. Nothing here can be changed or taken out, by you or by us.
          </p>
        }
        actions={
          <ButtonLink kind="quiet" href={page.file} download="log.csv">
            Save as CSV
          </ButtonLink>
        }
      />
      <Section title="The log">
        <Narrow page={page} />
        <Rows page={page} />
      </Section>
    </>
  );
}

function Narrow({ page: { typed, kinds, people, clients } }: { page: Page }) {
  return (
    <form method="get" action={self} className="stack" aria-label="Narrow the log">
      <div className="cluster">
        <SelectField
          name="kind"
          label="What sort"
          options={kinds}
          value={typed.kind}
          prompt="Everything"
          required={false}
        />
        <SelectField
          name="person"
          label="By whom"
          options={people}
          value={typed.person}
          prompt="Everybody"
          required={false}
        />
        <SelectField
          name="client"
          label="About whom"
          options={clients}
          value={typed.client}
          prompt="Every client"
          required={false}
        />
        <TextField name="from" type="date" label="From" value={typed.from} required={false} />
        <TextField name="to" type="date" label="Until" value={typed.to} required={false} />
      </div>
      <p>
        <Button kind="quiet">Show</Button>
      </p>
    </form>
  );
}

function Rows({ page: { rows, isFiltered, more } }: { page: Page }) {
  if (rows.length === 0)
    return (
      <p className="empty">
        {isFiltered ? (
          <>
            Nothing fits. <a href={self}>See all of it</a>
          </>
        ) : (
          "Nothing has happened yet."
        )}
      </p>
    );
  return (
    <>
      <ul className="ledger">
        {rows.map(({ id, what, kind, who, whom, at, when }) => (
          <li key={id}>
            <h3>{what}</h3>
            <div className="hint">{kind}</div>
            <p className="hint">
              {who}
              {whom && (
                <>
                  , about <a href={href("/practice/clients/:id", { id: whom.id })}>{whom.name}</a>
                </>
              )}
              . <time dateTime={at}>{when}</time>
            </p>
          </li>
        ))}
      </ul>
      {more && (
        <p>
          <a href={more}>Earlier</a>
        </p>
      )}
    </>
  );
}
