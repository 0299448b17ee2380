import { TextField } from "./fields.tsx";

/** What somebody calls a passkey, to know it again among others. */
export function PasskeyName({ value, error }: { value?: string | undefined; error?: string | undefined }) {
  return (
    <TextField
      name="name"
      label="What to call it"
      hint="Where it lives, so that you know it again: laptop, phone, the key on the keyring."
      required={false}
      autoComplete="off"
      maxLength={60}
      value={value}
      error={error}
    />
  );
}
