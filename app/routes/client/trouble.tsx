import { href, isRouteErrorResponse, useRouteError, useRouteLoaderData } from "react-router";
import type { loader as rootLoader } from "#app/root.tsx";
import { troubleWords } from "#app/routes/trouble.tsx";
import { ErrorPage } from "#app/ui/error-page.tsx";

/** Trouble inside a client's own place: every page there exports it, so that their ways stay above it. */
export function ErrorBoundary() {
  const error = useRouteError();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const { title, words } = troubleWords(status);
  return (
    <>
      <title>{title}</title>
      <ErrorPage
        title={title}
        words={words}
        reference={status >= 500 ? root?.reference : undefined}
        actions={[{ label: "Go to your page", href: href("/client") }]}
      />
    </>
  );
}
