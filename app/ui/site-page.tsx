import type { ReactNode } from "react";
import { ButtonLink } from "./button.tsx";
import { type Help, HelpLine } from "./help-line.tsx";
import { type Theme, ThemeSwitch } from "./theme-switch.tsx";

type PageLink = { label: string; href: string; current?: boolean | undefined };

type SitePageProps = {
  /** Whose site this is. */
  wordmark: { name: string; href: string };
  nav: readonly PageLink[];
  bookHref?: string | undefined;
  bookLabel?: string;
  /** On booking, forms and messages: where "Leave this page" goes. */
  exitHref?: string | undefined;
  help: Help;
  footer: { line: string; links: readonly { label: string; href: string }[] };
  theme?: { current: Theme; back: string } | undefined;
  /** The golden thread; "loose" where something broke off. */
  thread?: boolean | "loose" | undefined;
  /** Above everything: whose page this is, when it is looked at by somebody else. */
  above?: ReactNode;
  children: ReactNode;
};

/** A page of a practice's own site, from the skip link to the footer. */
export function SitePage(props: SitePageProps) {
  const { wordmark, nav, bookHref, bookLabel = "Book a first call", footer } = props;
  return (
    <div className="page">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      {props.above}
      <header className="bar">
        <a className="mark" href={wordmark.href}>
          {wordmark.name}
        </a>
        {nav.length > 0 && (
          <nav aria-label="Main">
            <ul>
              {nav.map(({ label, href, current }) => (
                <li key={href}>
                  <a href={href} aria-current={current ? "page" : undefined}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {bookHref && (
          <ButtonLink href={bookHref} small>
            {bookLabel}
          </ButtonLink>
        )}
      </header>
      <Frame thread={props.thread ?? true} exitHref={props.exitHref} main={props.children}>
        <HelpLine help={props.help} />
        <p>{footer.line}</p>
        <ul>
          {footer.links.map(({ label, href }) => (
            <li key={href}>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
        {props.theme && <ThemeSwitch {...props.theme} />}
      </Frame>
    </div>
  );
}

/** A page that knows no practice: what is left when even finding out whose it is has failed. */
export function BarePage({ help, children }: { help?: Help | undefined; children: ReactNode }) {
  return (
    <div className="page">
      <Frame thread="loose" main={children}>
        {help && <HelpLine help={help} />}
      </Frame>
    </div>
  );
}

type FrameProps = {
  thread: boolean | "loose";
  exitHref?: string | undefined;
  main: ReactNode;
  children?: ReactNode;
};

function Frame({ thread, exitHref, main, children }: FrameProps) {
  return (
    <div className="frame" data-thread={thread || undefined}>
      {exitHref && (
        <aside className="exitbar" aria-label="Leave quickly">
          <a className="btn" data-kind="quiet" data-small data-exit href={exitHref} rel="noreferrer">
            Leave this page
          </a>
        </aside>
      )}
      <main id="main" tabIndex={-1}>
        {main}
      </main>
      {children && <footer className="foot">{children}</footer>}
    </div>
  );
}
