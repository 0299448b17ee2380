import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { HiddenFields } from "./fields.tsx";

type PasskeyFormProps = {
  purpose: "register" | "prove";
  action: string;
  label: string;
  /** The one thing to do on its page, or one way among others. */
  kind?: "primary" | "quiet";
  /** Said when the browser comes back without one. */
  words: string;
  /** What it asks besides. */
  children?: ReactNode;
};

/** A form whose answer the browser signs with a passkey (public/passkey.js, which a page with this form loads). */
export function PasskeyForm({ purpose, action, label, kind = "quiet", words, children }: PasskeyFormProps) {
  return (
    <form className="stack" method="post" action={action} data-passkey={purpose} noValidate>
      {children}
      <HiddenFields values={{ credential: "" }} />
      <p className="err" role="alert" data-words={words} />
      <Button kind={kind}>{label}</Button>
    </form>
  );
}

/** What is shown only where passkeys work, or only where they do not; without script they do not. */
export function WherePasskeys({ work, children }: { work: "yes" | "no"; children: ReactNode }) {
  return (
    <div data-passkeys={work} hidden={work === "yes"}>
      {children}
    </div>
  );
}

/** Loaded once on a page that has such a form. */
export function PasskeyScript() {
  return <script type="module" src="/passkey.js" />;
}
