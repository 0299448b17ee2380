import type { ReactNode } from "react";

/** A part of a page under its own h2; `id` makes it a place to link to. */
export function Section({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  return (
    <section className="section" id={id}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
