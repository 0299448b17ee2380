import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextArea, TextField } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";

/** What goes when a client is erased, and what stays. */
export function WhatGoes() {
  return (
    <div className="prose">
      <h2>What goes</h2>
      <ul>
        <li>Notes, goals, messages, forms and what was answered, files, and every word with a booking.</li>
        <li>Names, addresses, telephone numbers, tags, the card on file, and where letters went.</li>
        <li>The key that opened their words, so that no older copy can be read either.</li>
        <li>Their signing in here.</li>
      </ul>
      <h2>What stays</h2>
      <ul>
        <li>Times, prices and what was paid, without a name, for the books.</li>
        <li>Papers that were issued, as they are: tax law asks for them.</li>
        <li>That it was done, when and by whom, in the log.</li>
      </ul>
      <p>
        What Stripe, Google and mailboxes keep of theirs is not ours to erase; see to it there. Nothing brings
        the record back.
      </p>
    </div>
  );
}

type FormProps = {
  id: string;
  name: string;
  isEarly: boolean;
  errors: Readonly<Partial<Record<string, string>>>;
  typed: Readonly<Partial<Record<string, string>>>;
};

/** Erase them, by typing the name; before its time with a reason. */
export function EraseForm({ id, name, isEarly, errors, typed }: FormProps) {
  const problems = ["main", "name", "reason"].flatMap((field) => {
    const message = errors[field];
    return message ? [{ field, message }] : [];
  });
  return (
    <Section title="Erase">
      <form className="stack" method="post" action={href("/office/erasures/:id", { id })} noValidate>
        <ErrorSummary problems={problems} />
        <TextField
          name="name"
          label={`Type the name: ${name}`}
          autoComplete="off"
          maxLength={300}
          value={typed.name}
          error={errors.name}
        />
        <TextArea
          name="reason"
          label={isEarly ? "Why before its time" : "A word about why"}
          hint="Kept sealed with the practice, for whoever asks later. Leave out who it was about."
          required={isEarly}
          maxLength={1000}
          value={typed.reason}
          error={errors.reason}
        />
        <Button kind="danger" busy="Erasing…">
          Erase for good
        </Button>
      </form>
    </Section>
  );
}

/** Answer a request: the record stays for now. */
export function KeepForm({ id, until }: { id: string; until: string | null }) {
  return (
    <Section title="Or keep it for now">
      <p>
        {until
          ? `They read on their page that you keep it until ${until}. On that day it stands here again.`
          : "They read on their page that you have seen it. It stays on the list."}
      </p>
      <form method="post" action={href("/office/erasures/:id/keeping", { id })}>
        <Button kind="quiet" busy="Answering…">
          Keep it for now
        </Button>
      </form>
    </Section>
  );
}
