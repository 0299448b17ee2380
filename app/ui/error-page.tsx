import type { ReactNode } from "react";
import { ButtonLink } from "./button.tsx";
import { PageHeading } from "./page-heading.tsx";

type ErrorPageProps = {
  title: string;
  words: ReactNode;
  /** Printed for the person to quote when they write; the same one stands in the log. */
  reference?: string | undefined;
  /** Where to go from here, the likeliest first. */
  actions?: readonly { label: string; href: string }[];
};

/** What went wrong, in words, with a way on. Goes inside a SitePage or a BarePage whose thread is "loose". */
export function ErrorPage({ title, words, reference, actions = [] }: ErrorPageProps) {
  return (
    <div className="stack">
      <PageHeading title={title} lede={<p>{words}</p>} />
      {reference && (
        <p className="hint">
          Reference <span className="time">{reference}</span>
        </p>
      )}
      <div className="cluster">
        {actions.map(({ label, href }, index) => (
          <ButtonLink key={href} href={href} kind={index === 0 ? "primary" : "quiet"}>
            {label}
          </ButtonLink>
        ))}
      </div>
    </div>
  );
}
