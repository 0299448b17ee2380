import type { ReactNode } from "react";
import { href } from "react-router";
import { z } from "zod";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextArea } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";

/** What is typed to be added to a signed note. */
export const addedWords = z.object({
  text: z
    .string()
    .trim()
    .min(1, "Please write a few words.")
    .max(8_000, "That is too long. Shorten it, or add it in two parts."),
});

type AddingProps = {
  id: string;
  action: string;
  title: string;
  lede: string;
  label: string;
  press: string;
  required?: boolean;
  error?: string | undefined;
  typed?: string | undefined;
  /** Whom and what it is about, above the title. */
  eyebrow?: string | undefined;
  /** What is read before it is added to. */
  children?: ReactNode;
};

/** A page that takes one text about a signed note. */
export function Adding({
  id,
  action,
  title,
  lede,
  label,
  press,
  required = true,
  error,
  typed,
  eyebrow,
  children,
}: AddingProps) {
  return (
    <form className="stack" method="post" action={action} noValidate>
      <WorkHeading eyebrow={eyebrow} title={title} lede={<p>{lede}</p>} />
      {children}
      <ErrorSummary problems={error ? [{ field: "text", message: error }] : []} />
      <TextArea
        name="text"
        label={label}
        required={required}
        maxLength={8000}
        rows={6}
        value={typed}
        error={error}
      />
      <div className="cluster">
        <Button busy="Saving…">{press}</Button>
        <ButtonLink kind="quiet" href={href("/practice/notes/:id", { id })}>
          Leave it as it is
        </ButtonLink>
      </div>
    </form>
  );
}
