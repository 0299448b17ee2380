import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { SelectField, TextField } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";
import type { ItemPage } from "./item-of.ts";

/** To whom it is given, from when, and with which session. */
export function Giving({ page: { id, clients, sessions, today, everybody } }: { page: ItemPage }) {
  return (
    <Section title="Give it">
      {clients.length === 0 ? (
        <p>There is nobody left to give it to: it goes to clients who have begun, and go on.</p>
      ) : (
        <form className="stack" method="post" action={href("/practice/library/:item/giving", { item: id })}>
          <fieldset className="field">
            <legend>To whom</legend>
            {clients.map(({ clientId, name }) => (
              <div key={clientId} className="check">
                <input type="checkbox" id={`client-${clientId}`} name="client" value={clientId} />
                <label htmlFor={`client-${clientId}`}>{name}</label>
              </div>
            ))}
          </fieldset>
          {sessions.length > 0 && (
            <SelectField
              name="session"
              label="With a session"
              hint="It is shown as belonging to it, and given to whose session it is."
              required={false}
              prompt="None"
              options={sessions}
            />
          )}
          <TextField
            name="from"
            type="date"
            label="From"
            hint="Leave it empty to give it now. They are told on its day."
            min={today}
            required={false}
          />
          <Button busy="Giving…">Give it</Button>
        </form>
      )}
      <Everybody id={id} today={today} everybody={everybody} />
    </Section>
  );
}

function Everybody({ id, today, everybody }: Pick<ItemPage, "id" | "today" | "everybody">) {
  const to = href("/practice/library/:item/everybody", { item: id });
  return (
    <form className="stack mt-6" method="post" action={to}>
      <h3>Or to everybody</h3>
      {everybody ? (
        <>
          <p>
            Everybody {everybody.isAhead ? "will have it from" : "has had it since"}{" "}
            <span className="time">{everybody.since}</span>, also who comes new, and who has yet to begin.
          </p>
          <input type="hidden" name="not" value="yes" />
          <Button kind="quiet">Only for those it was given to</Button>
        </>
      ) : (
        <>
          <p className="hint">
            Every client has it then, also who comes new, and who has yet to begin. Nobody gets a letter.
          </p>
          <div className="field">
            <label htmlFor="everybody-from">From (optional)</label>
            <input className="input" id="everybody-from" type="date" name="from" min={today} />
          </div>
          <Button kind="quiet">Give it to everybody</Button>
        </>
      )}
    </form>
  );
}
