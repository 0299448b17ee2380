import { href } from "react-router";
import { TroubleInside } from "#app/routes/trouble.tsx";

/** Trouble inside the practice's own side: every page there exports it, so that the ways at the left stay. */
export function ErrorBoundary() {
  return <TroubleInside onwards={{ label: "Go to Today", href: href("/practice/today") }} />;
}
