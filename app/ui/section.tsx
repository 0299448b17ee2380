import type { ReactNode } from "react";
import type { KnotState } from "./thread.tsx";

type SectionProps = { title: string; id?: string; knot?: KnotState; children: ReactNode };

/** A part of a page under its own h2; `id` makes it a place to link to, `knot` ties its heading to the page's thread. */
export function Section({ title, id, knot, children }: SectionProps) {
  return (
    <section className={knot ? "section knot" : "section"} id={id} data-state={knot}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
