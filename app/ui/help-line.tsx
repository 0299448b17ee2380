import { Fragment } from "react";

/** Who answers when we cannot: a sentence, the numbers to call (the practice's country first), and all the others. */
export type Help = {
  intro: string;
  lines: readonly { label: string; href: string }[];
  otherHref: string;
};

/** The help line of every footer, beside every message box and form. */
export function HelpLine({ help }: { help: Help }) {
  return (
    <p>
      {help.intro}{" "}
      {help.lines.map(({ label, href }, index) => (
        <Fragment key={href}>
          {index > 0 && (index === help.lines.length - 1 ? " or " : ", ")}
          <a href={href}>{label}</a>
        </Fragment>
      ))}
      . <a href={help.otherHref}>Other countries</a>
    </p>
  );
}
