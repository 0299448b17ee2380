import { useRouteLoaderData } from "react-router";
import { TroubleInside } from "#app/routes/trouble.tsx";
import type { loader as practiceLoader } from "./practice.tsx";

/** Trouble inside the practice's own side: every page there exports it, so that the ways at the left stay. */
export function ErrorBoundary() {
  const [first] = useRouteLoaderData<typeof practiceLoader>("routes/practice/practice")?.nav ?? [];
  return <TroubleInside onwards={first ? { label: `Go to ${first.label}`, href: first.href } : null} />;
}
