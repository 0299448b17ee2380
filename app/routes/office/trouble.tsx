import { useRouteLoaderData } from "react-router";
import { TroubleInside } from "#app/routes/trouble.tsx";
import type { loader as officeLoader } from "./office.tsx";

/** Trouble inside the office: every page there exports it, so that the ways at the left stay. */
export function ErrorBoundary() {
  const [first] = useRouteLoaderData<typeof officeLoader>("routes/office/office")?.nav ?? [];
  return <TroubleInside onwards={first ? { label: `Go to ${first.label}`, href: first.href } : null} />;
}
