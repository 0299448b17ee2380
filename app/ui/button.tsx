import type { ReactNode } from "react";

type ButtonKind = "primary" | "quiet" | "danger";

type ButtonProps = {
  children: ReactNode;
  kind?: ButtonKind;
  small?: boolean;
  /** Shown in place of the label when the answer takes longer than 300 ms; a second press is then ignored. */
  busy?: string | undefined;
  name?: string;
  value?: string;
  type?: "submit" | "button";
  /** Where this button sends the form, when that is elsewhere than the others do. */
  formAction?: string;
  /** How it sends the form there, where that is otherwise than the others do. */
  formEncType?: string;
};

/** A button of a form. One primary a page; the rest are quiet. */
export function Button({
  children,
  kind = "primary",
  small,
  busy,
  name,
  value,
  type = "submit",
  formAction,
  formEncType,
}: ButtonProps) {
  return (
    <button
      className="btn"
      type={type}
      name={name}
      value={value}
      formAction={formAction}
      formEncType={formEncType}
      data-kind={kind}
      data-small={small || undefined}
      data-busy={busy}
    >
      {children}
    </button>
  );
}

type ButtonLinkProps = {
  href: string;
  children: ReactNode;
  kind?: ButtonKind;
  small?: boolean;
  /** Save the answer under this name instead of opening it. */
  download?: string | undefined;
};

/** A link that looks like the button it stands beside: it goes somewhere and changes nothing. */
export function ButtonLink({ href, children, kind = "primary", small, download }: ButtonLinkProps) {
  return (
    <a className="btn" href={href} download={download} data-kind={kind} data-small={small || undefined}>
      {children}
    </a>
  );
}
