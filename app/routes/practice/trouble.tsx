import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from "react-router";
import type { loader as rootLoader } from "#app/root.tsx";
import { troubleWords } from "#app/routes/trouble.tsx";
import { ErrorPage } from "#app/ui/error-page.tsx";
import type { loader as practiceLoader } from "./practice.tsx";

/** Trouble inside the practice's own side: every page there exports it, so that the ways at the left stay. */
export function ErrorBoundary() {
  const error = useRouteError();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const [first] = useRouteLoaderData<typeof practiceLoader>("routes/practice/practice")?.nav ?? [];
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const { title, words } = troubleWords(status);
  return (
    <>
      <title>{title}</title>
      <ErrorPage
        title={title}
        words={words}
        reference={status >= 500 ? root?.reference : undefined}
        actions={first ? [{ label: `Go to ${first.label}`, href: first.href }] : []}
      />
    </>
  );
}
