import type { ReactNode } from "react";

/** That a session is one of a series, and what can be done with several of its dates. */
export type OfSeries = { id: string; line: string; hasLater: boolean };

type Props = {
  series: OfSeries;
  /** The page of the series, and where this date and the later ones are moved or cancelled. */
  href: string;
  moveHref: string;
  cancelHref: string;
  link: (to: string, words: string) => ReactNode;
};

/** One line under a session: "One of a series: every Tuesday at 10:00, 9 to come." */
export function SeriesNote({ series, href, moveHref, cancelHref, link }: Props) {
  return (
    <p className="hint">
      One of a series. {link(href, `${series.line}.`)}
      {series.hasLater && (
        <>
          {" "}
          This and the later ones: {link(moveHref, "move them")} or {link(cancelHref, "cancel them")}.
        </>
      )}
    </p>
  );
}
