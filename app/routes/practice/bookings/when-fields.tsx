import { CheckboxField, TextField } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";

type Props = {
  typed: { date?: string | undefined; time?: string | undefined };
  errors: { date?: string | undefined; time?: string | undefined };
  /** On whose clock. */
  where: string;
};

/** A date and a time, side by side where there is room. */
export function WhenFields({ typed, errors, where }: Props) {
  return (
    <div className="when-fields">
      <TextField name="date" type="date" label="Date" value={typed.date} error={errors.date} />
      <TextField name="time" type="time" label={`Time (${where})`} value={typed.time} error={errors.time} />
    </div>
  );
}

/** Which of one's own rules a time goes against, and the tick that says it is meant. */
export function Knowingly({ against, label }: { against: string | null; label: string }) {
  if (!against) return null;
  return (
    <div className="stack">
      <Notice>
        <p>{against}</p>
      </Notice>
      <CheckboxField name="knowingly" label={label} required={false} />
    </div>
  );
}
