import { data, href, isRouteErrorResponse, useParams, useRouteError } from "react-router";
import { ErrorBoundary as Trouble } from "#app/routes/practice/trouble.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";

/**
 * Throw the words for a press that changed nothing. Thrown, because these addresses have no page of their own: their
 * loader leads elsewhere, and would take the words along.
 */
export function notDone(words: string, status = 409): never {
  throw data({ words }, { status });
}

/** What is seen then, on the address that was posted to; other trouble looks as it does everywhere. */
export function ErrorBoundary() {
  const error = useRouteError();
  const { id = "" } = useParams();
  const words = isRouteErrorResponse(error) ? (error.data as { words?: string } | null)?.words : undefined;
  if (!words) return <Trouble />;
  return (
    <>
      <title>Nothing was changed</title>
      <WorkHeading title="Nothing was changed" lede={<p>{words}</p>} />
      <ButtonLink href={href("/practice/bookings/:id", { id })}>See how it stands</ButtonLink>
    </>
  );
}
