import { Button } from "#app/ui/button.tsx";
import { HiddenFields, SelectField } from "#app/ui/fields.tsx";
import type { Whose } from "./whose.ts";

type PickerProps = {
  choices: Whose["choices"];
  current: string;
  /** The page it stands on, and what else its address says. */
  action: string;
  keep?: Record<string, string>;
};

/** Choose whose page this is. A practice of one never sees it. */
export function WhosePicker({ choices, current, action, keep = {} }: PickerProps) {
  if (choices.length < 2) return null;
  return (
    <form method="get" action={action} className="whose">
      <HiddenFields values={keep} />
      <SelectField
        name="of"
        label="Whose"
        options={choices.map(({ slug, name }) => ({ value: slug, label: name }))}
        value={current}
      />
      <Button kind="quiet" small>
        Show
      </Button>
    </form>
  );
}
