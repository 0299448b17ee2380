import type { ReactNode } from "react";

export type Face = { src: string; name: string };

/** Somebody's face beside what they say; without one, only what they say. */
export function WithPortrait({ face, children }: { face: Face | null; children: ReactNode }) {
  if (!face) return children;
  return (
    <div className="with-portrait">
      <div className="stack">{children}</div>
      <Portrait face={face} />
    </div>
  );
}

/** A photo of somebody, in the one shape they all have. */
export function Portrait({ face: { src, name } }: { face: Face }) {
  return <img className="portrait" src={src} alt={name} width={192} height={240} decoding="async" />;
}
