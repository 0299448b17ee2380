import type { ReactNode } from "react";

export type LedgerRow = {
  title: string;
  href?: string | undefined;
  text?: ReactNode;
  aside?: ReactNode;
  /** Tells rows apart that have the same title and lead nowhere. */
  id?: string;
};

/**
 * Rows between hairlines: a title that may lead somewhere, a few words, and something short at the far side. `level`
 * is that of the titles as headings, one below what stands above.
 */
export function Ledger({ rows, level = 3 }: { rows: readonly LedgerRow[]; level?: 2 | 3 }) {
  const Heading = `h${level}` as const;
  return (
    <ul className="ledger">
      {rows.map(({ title, href, text, aside, id }) => (
        <li key={id ?? href ?? title}>
          <Heading>{href ? <a href={href}>{title}</a> : title}</Heading>
          {aside && <div className="hint">{aside}</div>}
          {text && <p className="hint">{text}</p>}
        </li>
      ))}
    </ul>
  );
}
