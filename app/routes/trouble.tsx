import { href, isRouteErrorResponse, useRouteError, useRouteLoaderData } from "react-router";
import type { Frame } from "#app/domain/site/queries.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import { ErrorPage } from "#app/ui/error-page.tsx";
import { BarePage } from "#app/ui/site-page.tsx";
import { Site } from "./site.tsx";

type Onwards = { label: string; href: string };
type Words = { title: string; words: string; actions: Onwards[] };

const home = { label: "Go to the first page", href: href("/") };
const book = { label: "Find a time", href: href("/book") };

const said: Record<number, Words> = {
  400: {
    title: "I couldn’t read that",
    words:
      "What arrived here wasn’t the form this page sends. Nothing was changed. Go back, open the page again and send it once more.",
    actions: [home],
  },
  403: {
    title: "This door is closed",
    words: "This page isn’t open to you, or the form was sent from somewhere else. Nothing was changed.",
    actions: [home],
  },
  404: {
    title: "There is nothing here",
    words:
      "The address may have a letter too few, or the page has gone. If you followed a link from an email, try the newest one you have.",
    actions: [home, book],
  },
  405: {
    title: "That isn’t done here",
    words: "This address shows something, but takes nothing. Nothing was changed.",
    actions: [home],
  },
  410: {
    title: "This link has had its day",
    words:
      "It belonged to an earlier time of your booking, or the booking is long over. If you moved your call, the newest email carries the link that works.",
    actions: [book, home],
  },
  413: {
    title: "That was too much at once",
    words: "The form takes less than what arrived. Nothing was changed.",
    actions: [home],
  },
  429: {
    title: "A moment, please",
    words:
      "A lot has come from your network in a short time, so I’ve paused it for a few minutes. Nothing you did before is lost.",
    actions: [home],
  },
  503: {
    title: "This practice isn’t open yet",
    words:
      "It is being set up. Please come back in a while. If you need to talk to somebody today: 112 is the emergency number in much of the world, and your doctor or a crisis line near you answers sooner than we could.",
    actions: [],
  },
  500: {
    title: "Something broke on our side",
    words:
      "Not on yours. Nothing was lost: if you were booking and no email comes within a few minutes, please try again.",
    actions: [home],
  },
};

/**
 * What stands in place of a page that failed. The root has one for all; a route with an action exports it too, because
 * the router runs no loader at the boundary of a failed action, and the root's knows whose site this is.
 */
export function ErrorBoundary() {
  return <Trouble {...useTrouble()} />;
}

/** What stands in place of a page whose layout still stands around it; `onwards` is the way on from there. */
export function TroubleInside({ onwards }: { onwards: Onwards | null }) {
  const { status, reference } = useTrouble();
  const { title, words } = troubleWords(status);
  return (
    <>
      <title>{title}</title>
      <ErrorPage title={title} words={words} reference={reference} actions={onwards ? [onwards] : []} />
    </>
  );
}

/** Only what broke on our side has a reference to tell. */
function useTrouble() {
  const error = useRouteError();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const status = isRouteErrorResponse(error) ? error.status : 500;
  return {
    status,
    reference: status >= 500 && status !== 503 ? root?.reference : undefined,
    frame: root?.frame ?? null,
  };
}

/** What is said for a status: its own words, or those of its kind. */
function troubleWords(status: number): Words {
  const words = said[status] ?? said[status < 500 ? 400 : 500];
  if (!words) throw new Error(`Nothing is said for ${status}`);
  return words;
}

type TroubleProps = { status: number; frame: Frame | null; reference?: string | undefined };

function Trouble({ status, frame, reference }: TroubleProps) {
  const words = troubleWords(status);
  const page = <ErrorPage {...words} reference={reference} />;
  return (
    <>
      <title>{words.title}</title>
      <meta name="robots" content="noindex" />
      {frame ? (
        <Site frame={frame} thread="loose">
          {page}
        </Site>
      ) : (
        <BarePage>{page}</BarePage>
      )}
    </>
  );
}
