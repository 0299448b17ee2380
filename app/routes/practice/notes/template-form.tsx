import type { FieldErrors } from "#app/http.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextArea, TextField } from "#app/ui/fields.tsx";

type TemplateFormProps = {
  action: string;
  press: string;
  name?: string | undefined;
  sections?: string | undefined;
  errors?: FieldErrors | undefined;
};

/** A layout of the practice's own: its name, and its sections one a line. */
export function TemplateForm({ action, press, name, sections, errors = {} }: TemplateFormProps) {
  const problem =
    errors.sections ?? Object.entries(errors).find(([field]) => field.startsWith("sections"))?.[1];
  const problems = [
    ...(errors.name ? [{ field: "name", message: errors.name }] : []),
    ...(problem ? [{ field: "sections", message: problem }] : []),
  ];
  return (
    <form className="stack" method="post" action={action} noValidate>
      <ErrorSummary problems={problems} />
      <TextField name="name" label="Name" maxLength={60} value={name} error={errors.name} />
      <TextArea
        name="sections"
        label="Sections"
        hint="One a line; after a colon a hint, where one helps. “Body: what you noticed”."
        rows={8}
        maxLength={4000}
        value={sections}
        error={problem}
      />
      <Button busy="Saving…">{press}</Button>
    </form>
  );
}
