import type { ReactNode } from "react";
import { type Theme, ThemeSwitch } from "./theme-switch.tsx";
import type { KnotState } from "./thread.tsx";

export type SetupStep = { title: string; href: string; state: KnotState };

type SetupFrameProps = {
  /** What the practice is called so far. */
  name: string;
  steps: readonly SetupStep[];
  theme: { current: Theme; back: string };
  children: ReactNode;
};

/** The frame of setting up: the steps as knots on the thread, those that are done as links, and the page beside them. */
export function SetupFrame({ name, steps, theme, children }: SetupFrameProps) {
  return (
    <div className="page">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="bar">
        <span className="mark">{name}</span>
      </header>
      <div className="frame" data-thread>
        <div className="setup">
          {steps.length > 0 && (
            <nav className="setup-steps" aria-label="Steps">
              <ol>
                {steps.map(({ title, href, state }) => (
                  <li
                    key={href}
                    className="knot"
                    data-state={state}
                    aria-current={state === "current" ? "step" : undefined}
                  >
                    {state === "done" ? <a href={href}>{title}</a> : title}
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <main id="main" tabIndex={-1}>
            {children}
          </main>
        </div>
        <footer className="foot">
          <ThemeSwitch {...theme} />
        </footer>
      </div>
    </div>
  );
}
