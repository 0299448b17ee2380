import CircleAlert from "lucide-react/icons/circle-alert";
import type { ReactNode } from "react";

/** What every field says of itself. `name` is its id too, so that an error summary can link to it. */
export type FieldWords = {
  name: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Most are: the optional ones say so in their label. */
  required?: boolean;
  /** It narrows a list, or only shows something: nobody needs to be told that it may be left empty. */
  narrows?: boolean | undefined;
};

type About = { name: string; hint?: ReactNode; error?: string | undefined; required?: boolean };

/** The attributes that tie a control to its label, hint and error. */
export function describedBy({ name, hint, error, required }: About) {
  const ids = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return {
    id: name,
    required,
    "aria-invalid": error ? (true as const) : undefined,
    "aria-describedby": ids || undefined,
  };
}

/** A control under its label, with the hint and the error between them, where a magnified screen still shows them. */
export function Labelled({ children, label, narrows, ...words }: FieldWords & { children: ReactNode }) {
  return (
    <div className="field" data-invalid={words.error ? "" : undefined}>
      <label htmlFor={words.name}>{words.required || narrows ? label : `${label} (optional)`}</label>
      <Described {...words} />
      {children}
    </div>
  );
}

/** The hint and the error of a field, under the ids that `describedBy` names. */
export function Described({ name, hint, error }: About) {
  return (
    <>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="err" id={`${name}-error`}>
          <CircleAlert size={18} aria-hidden />
          <span>{error}</span>
        </p>
      )}
    </>
  );
}
