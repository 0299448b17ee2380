import { href } from "react-router";
import type { FieldErrors } from "#app/http.ts";
import { problemsOf } from "#app/routes/practice/bookings/problems.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, RadioGroup, TextArea, TextField } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Time } from "#app/ui/time.tsx";
import { backToToday } from "../today/back.ts";
import { WhosePicker } from "../whose-picker.tsx";
import type { Page } from "./new.tsx";

type NewPageProps = { page: Page; form: FieldErrors; message: string };

/** Choosing the hours, seeing who is touched, and the one press. */
export function NewPage({ page, form, message }: NewPageProps) {
  const { of, isOwn, firstName, choices, touched, errors } = page;
  return (
    <>
      <WorkHeading
        title={isOwn ? "I’m ill today" : `${firstName} is ill today`}
        lede={
          <p>
            You see who is touched and what they are told. Nothing happens before you press, and for{" "}
            {page.undoMinutes} minutes after it you can take it back.
          </p>
        }
        actions={<WhosePicker choices={choices} current={of} action={href("/practice/sick-days/new")} />}
      />
      <div className="stack">
        <ErrorSummary
          problems={problemsOf({ ...errors, ...form })}
          title={form.form ? "Something changed" : undefined}
        />
        <Hours page={page} />
      </div>
      {touched && <Press page={page} touched={touched} form={form} message={message} />}
    </>
  );
}

function Hours({ page: { asked, errors, of, city, today, last, longestDays } }: { page: Page }) {
  return (
    <form className="stack" method="get" action={href("/practice/sick-days/new")} noValidate>
      <HiddenFields values={{ of }} />
      <RadioGroup
        name="until"
        label="For how long, from now on?"
        hint={`${longestDays} days at the most. Times are those of ${city}.`}
        value={asked.until}
        error={errors.until}
        options={[
          { value: "today", label: "For the rest of today" },
          { value: "time", label: "Until a time today" },
          { value: "date", label: "Through the end of a later date" },
        ]}
      />
      <div className="side-by-side">
        <TextField
          name="time"
          type="time"
          label="The time"
          required={false}
          value={asked.time}
          error={errors.time}
        />
        <TextField
          name="date"
          type="date"
          label="The date"
          required={false}
          min={today}
          max={last}
          value={asked.date}
          error={errors.date}
        />
      </div>
      <div>
        <Button kind="quiet">Show who is touched</Button>
      </div>
    </form>
  );
}

type PressProps = NewPageProps & { touched: NonNullable<Page["touched"]> };

function Press({ page, touched, form, message }: PressProps) {
  const { of, isOwn, asked } = page;
  const { people, hours, seen } = touched;
  const written = people.filter(({ isWritten }) => isWritten).length;
  return (
    <Section title={`Who is touched: ${hours}`}>
      <form
        className="stack"
        method="post"
        action={`${href("/practice/sick-days/new")}?${new URLSearchParams({ of })}`}
        noValidate
      >
        <HiddenFields values={{ ...asked, seen }} />
        {people.length === 0 ? (
          <p>Nobody is booked in these hours. Pressing only keeps them free.</p>
        ) : (
          <Touched people={people} />
        )}
        {written > 0 && (
          <>
            <p className="hint">
              Each letter says that {isOwn ? "you’re" : `${page.firstName} is`} not well, that it costs them
              nothing, and how to take one of these times or another. They are suggestions: nobody is booked
              by them, and what is taken meanwhile is replaced.
            </p>
            <TextArea
              name="message"
              label="A sentence of your own for the letters"
              rows={2}
              maxLength={500}
              required={false}
              value={message}
              error={form.message}
            />
          </>
        )}
        <div className="cluster">
          <Button busy="Noting it…">{pressInWords(page, people.length, written)}</Button>
          <ButtonLink kind="quiet" href={backToToday({ of })}>
            Leave everything as it is
          </ButtonLink>
        </div>
      </form>
    </Section>
  );
}

function Touched({ people }: { people: PressProps["touched"]["people"] }) {
  return (
    <ul className="touched">
      {people.map((one) => (
        <li key={one.id}>
          <h3>
            <a href={one.href}>{one.name}</a>
          </h3>
          <p>
            <Time at={one.at}>{one.when}</Time> · {one.what}
          </p>
          <p className="hint">{one.told}</p>
          {one.isWritten && (
            <p className="hint">
              {one.suggestions.length > 0
                ? `It suggests ${new Intl.ListFormat("en", { type: "disjunction", style: "long" }).format(one.suggestions.map((when) => when.replace(", ", " at ")))}.`
                : "Nothing is open for them in the next three weeks, so it suggests no time."}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function pressInWords({ isOwn, undoMinutes }: Page, touched: number, written: number): string {
  if (touched === 0) return isOwn ? "I’m ill: keep these hours free" : "Keep these hours free";
  const what =
    written === 0
      ? `call ${touched === 1 ? "it" : "them"} off`
      : `tell ${written === 1 ? "1 person" : `${written} people`} in ${undoMinutes} minutes`;
  return isOwn ? `I’m ill: ${what}` : what.charAt(0).toUpperCase() + what.slice(1);
}
