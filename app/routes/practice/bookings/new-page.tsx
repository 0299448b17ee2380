import { href } from "react-router";
import type { FieldErrors } from "#app/http.ts";
import { WhosePicker } from "#app/routes/practice/whose-picker.tsx";
import { RepeatFields } from "#app/routes/series/repeat-fields.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { type Choice, HiddenFields, SelectField, TextField } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { problemsOf } from "./problems.ts";
import { Knowingly, WhenFields } from "./when-fields.tsx";

type NewPageProps = {
  page: {
    of: string;
    choices: { slug: string; name: string }[];
    where: string;
    types: Choice[];
    clients: Choice[];
    search: string;
    canSearch: boolean;
    typed: Record<string, string>;
    against: string | null;
  };
  said?:
    | {
        errors: FieldErrors;
        typed: Record<string, string>;
        against: string | null;
        /** Where the door can be opened that is shut for this session. */
        begin: string | null;
      }
    | undefined;
};

/** A booking the practice makes for one of its clients. */
export function NewPage({ page, said }: NewPageProps) {
  const { errors = {}, typed = page.typed } = said ?? {};
  const self = href("/practice/bookings/new");
  const of = new URLSearchParams({ of: page.of });
  return (
    <>
      <WorkHeading
        title="New booking"
        lede={<p>They get a letter with the time and a private link, where we know their address.</p>}
        actions={<WhosePicker choices={page.choices} current={page.of} action={self} />}
      />
      {page.canSearch && (
        <form method="get" action={self} className="find" aria-label="Find a client">
          <HiddenFields values={{ of: page.of }} />
          <TextField
            name="q"
            type="search"
            label="Find a client"
            value={page.search}
            required={false}
            narrows
          />
          <Button kind="quiet">Find</Button>
        </form>
      )}
      <form className="stack" method="post" action={`${self}?${of}`} noValidate>
        <ErrorSummary problems={problemsOf(errors)} title="Not booked yet" />
        {said?.begin && (
          <p>
            <a href={said.begin}>Begin together</a>, and the door is open.
          </p>
        )}
        {page.clients.length === 0 ? (
          <NoClients isSearched={page.search !== ""} />
        ) : (
          <SelectField
            name="client"
            label="Client"
            options={page.clients}
            prompt="Choose somebody"
            value={typed.client}
            error={errors.client}
          />
        )}
        <SelectField
          name="type"
          label="Session"
          options={page.types}
          prompt="Choose a session"
          value={typed.type}
          error={errors.type}
        />
        <WhenFields typed={typed} errors={errors} where={page.where} />
        <RepeatFields typed={typed} errors={errors} canEndOn />
        <p className="hint">When it comes again, you see every date before anything is booked.</p>
        <Knowingly against={said ? said.against : page.against} label="Book it anyway" />
        <div className="cluster">
          <Button busy="Booking…">Book it</Button>
          <ButtonLink kind="quiet" href={href("/practice/bookings")}>
            Leave it
          </ButtonLink>
        </div>
      </form>
    </>
  );
}

function NoClients({ isSearched }: { isSearched: boolean }) {
  return (
    <p className="quiet-line">
      {isSearched ? "Nobody here goes by that name. " : "There are no clients yet. "}
      <a href={href("/practice/clients/new")}>Add a client</a>
    </p>
  );
}
