import { randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { renderToPipeableStream, renderToStaticMarkup } from "react-dom/server";
import {
  type EntryContext,
  type HandleErrorFunction,
  isRouteErrorResponse,
  ServerRouter,
} from "react-router";
import { log, visitor } from "./context.ts";
import { contentSecurityPolicy } from "./middleware/security-headers.ts";

/** A page is finished before a byte of it leaves: it has a length, and an error in it is a whole error page. */
export default async function answerWithPage(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  headers.set("Content-Type", "text/html; charset=utf-8");
  if (isHydrated(context)) return answerForReact(request, status, headers, context);
  // Nothing in the browser takes up the data, so it is not written, and the page is made in one go: half the work of a stream.
  const { serverHandoffStream: _, ...plain } = context;
  const page = renderToStaticMarkup(<ServerRouter context={plain} url={request.url} />);
  return new Response(`<!DOCTYPE html>${page}`, { status, headers });
}

/** Only a hydrated page has an inline script to let in; the others carry no nonce and may be cached (decisions, 31). */
async function answerForReact(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  const nonce = randomBytes(16).toString("base64");
  headers.set("Content-Security-Policy", contentSecurityPolicy(nonce));
  let failed = false;
  const body = await new Promise<Buffer>((resolve, reject) => {
    const { pipe } = renderToPipeableStream(
      <ServerRouter context={context} url={request.url} nonce={nonce} />,
      {
        onAllReady() {
          const page = new PassThrough();
          buffer(page).then(resolve, reject);
          pipe(page);
        },
        onShellError: reject,
        onError() {
          failed = true;
        },
      },
    );
  });
  return new Response(new Uint8Array(body), { status: failed ? 500 : status, headers });
}

function isHydrated({ staticHandlerContext: { matches } }: EntryContext): boolean {
  return matches.some(({ route }) => (route.handle as { hydrate?: boolean } | undefined)?.hydrate === true);
}

/** A bug that reached the edge: the page says its reference, the log says the rest. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || isAnswer(error)) return;
  context.get(log).error({ error, requestId: context.get(visitor).requestId }, "broke");
};

/** What somebody asked wrongly is answered, and nothing broke: a method an address does not know, a page that is not there. */
function isAnswer(error: unknown): boolean {
  return isRouteErrorResponse(error) && error.status < 500;
}
