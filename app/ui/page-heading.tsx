import type { ReactNode } from "react";

type PageHeadingProps = {
  title: string;
  /** A line above the title: which step this is, whose page. */
  eyebrow?: string | undefined;
  lede?: ReactNode;
  /** Tie a filled knot here: this is where you are. */
  knot?: boolean;
  /** The first words a stranger reads: larger. */
  hero?: boolean;
};

/** The one h1 of a page, with what stands around it. */
export function PageHeading({ title, eyebrow, lede, knot = false, hero = false }: PageHeadingProps) {
  return (
    <header
      className={knot ? "knot heading" : "heading"}
      data-state={knot ? "current" : undefined}
      data-hero={hero || undefined}
    >
      {eyebrow && <p className="eyebrow">{eyebrow}</p>}
      <h1>{title}</h1>
      {lede && <div className="lede">{lede}</div>}
    </header>
  );
}
