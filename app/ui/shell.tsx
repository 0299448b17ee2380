import type { ReactNode } from "react";

type ShellLink = {
  label: string;
  href: string;
  current: boolean;
  /** How many wait there; nothing is shown for none. */
  count?: number | undefined;
  /** The count is kept up to date while the page is open. */
  isLive?: boolean;
  /** One of the few ways that are in sight on a phone before any other is asked for. */
  isFirst?: boolean;
};

type ShellProps = {
  /** Whose practice this is. */
  name: string;
  nav: readonly ShellLink[];
  /** Beneath the links: who is signed in, and the way out. */
  foot: ReactNode;
  children: ReactNode;
};

/**
 * The frame of the practice's own side: its ways at the left, the page beside them. On a phone the first ways stand above
 * it, and the others come at a touch of "More"; the one somebody is on always shows.
 */
export function Shell({ name, nav, foot, children }: ShellProps) {
  const first = nav.filter(({ isFirst }) => isFirst);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="side">
        <a className="mark" href="/practice">
          {name}
        </a>
        <nav aria-label="Main">
          <Ways ways={first} />
          {first.length > 0 && (
            <details className="other-ways">
              <summary>More</summary>
            </details>
          )}
          <Ways ways={nav.filter(({ isFirst }) => !isFirst)} />
        </nav>
        <div className="side-foot">{foot}</div>
      </header>
      <main id="main" className="work" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Ways({ ways }: { ways: readonly ShellLink[] }) {
  if (ways.length === 0) return null;
  return (
    <ul>
      {ways.map(({ label, href, current, count, isLive }) => (
        <li key={href}>
          <a href={href} aria-current={current ? "page" : undefined} data-count={isLive ? "" : undefined}>
            {label}
            {count ? (
              <span className="n">
                {count}
                <span className="sr-only"> waiting</span>
              </span>
            ) : null}
          </a>
        </li>
      ))}
    </ul>
  );
}

type WorkHeadingProps = {
  title: string;
  /** A line above: "Friday 20 November · Lisbon". */
  eyebrow?: string | undefined;
  lede?: ReactNode;
  /** Buttons at the far side of the title. */
  actions?: ReactNode;
};

/** The one h1 of a page of the practice's own side, with what can be done here beside it. */
export function WorkHeading({ title, eyebrow, lede, actions }: WorkHeadingProps) {
  return (
    <header className="work-heading">
      <div>
        {eyebrow && <p className="eyebrow">{eyebrow}</p>}
        <h1>{title}</h1>
        {lede && <div className="lede">{lede}</div>}
      </div>
      {actions && <div className="cluster">{actions}</div>}
    </header>
  );
}
