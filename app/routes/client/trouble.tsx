import { href } from "react-router";
import { TroubleInside } from "#app/routes/trouble.tsx";

/** Trouble inside a client's own place: every page there exports it, so that their ways stay above it. */
export function ErrorBoundary() {
  return <TroubleInside onwards={{ label: "Go to your page", href: href("/client") }} />;
}
