import type { ReactNode } from "react";

/** Done and current knots are filled; what lies ahead is hollow. */
export type KnotState = "done" | "current" | "ahead";

export type Step = { title: string; text?: ReactNode; aside?: ReactNode; state?: KnotState | undefined };

/**
 * The stages of something, in order, each a knot on the page's thread. Stands flush in a frame that carries one;
 * `level` is that of the steps' headings, one below what stands above.
 */
export function Thread({ steps, level = 3 }: { steps: readonly Step[]; level?: 2 | 3 }) {
  const Heading = `h${level}` as const;
  return (
    <ol className="steps">
      {steps.map(({ title, text, aside, state = "ahead" }) => (
        <li
          key={title}
          className="knot"
          data-state={state}
          aria-current={state === "current" ? "step" : undefined}
        >
          <Heading>{title}</Heading>
          {text && <p>{text}</p>}
          {aside && <p className="time">{aside}</p>}
        </li>
      ))}
    </ol>
  );
}

/** One knot beside anything on the page: a step's heading, the button that leads to the next. */
export function Knot({ state = "current", children }: { state?: KnotState; children: ReactNode }) {
  return (
    <div className="knot" data-state={state}>
      {children}
    </div>
  );
}
