// The limit of a page: the same router, adapter and renderer with one route that asks nobody anything and says the
// HTML it was given (a file named on the command line).
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createRequestListener } from "@remix-run/node-fetch-server";
import { createElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { createRequestHandler, type EntryContext, type ServerBuild, ServerRouter } from "react-router";

// React writes the mark of a finished boundary behind the body by itself.
const shape =
  /^<!DOCTYPE html><html lang="en"><head>(.*)<\/head><body>(.*?)(?:<!--\$--><!--\/\$-->)?<\/body><\/html>$/s;
const [, head, body] = shape.exec(readFileSync(process.argv[2] ?? "", "utf8")) ?? [];
if (!head || !body) throw new Error("The page to repeat is no page of ours");

function Page() {
  const said = (name: string, __html = "") => createElement(name, { dangerouslySetInnerHTML: { __html } });
  return createElement("html", { lang: "en" }, said("head", head), said("body", body));
}

async function answerWithPage(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  const written = await new Promise<Buffer>((resolve, reject) => {
    const { pipe } = renderToPipeableStream(createElement(ServerRouter, { context, url: request.url }), {
      onAllReady() {
        const through = new PassThrough();
        buffer(through).then(resolve, reject);
        pipe(through);
      },
      onShellError: reject,
    });
  });
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Content-Length", String(written.length));
  return new Response(new Uint8Array(written), { status, headers });
}

const route = { id: "root", path: "", module: "", hasAction: false, hasLoader: false } as const;
const build: ServerBuild = {
  entry: { module: { default: answerWithPage } },
  routes: { root: { id: "root", path: "", module: { default: Page } } },
  assets: {
    entry: { imports: [], module: "" },
    routes: {
      root: {
        ...route,
        hasClientAction: false,
        hasClientLoader: false,
        hasClientMiddleware: false,
        hasDefaultExport: true,
        hasErrorBoundary: false,
        clientActionModule: undefined,
        clientLoaderModule: undefined,
        clientMiddlewareModule: undefined,
        hydrateFallbackModule: undefined,
      },
    },
    url: "",
    version: "",
  },
  publicPath: "/",
  assetsBuildDirectory: "",
  future: {},
  ssr: true,
  isSpaMode: false,
  prerender: [],
  routeDiscovery: { mode: "initial" },
};

const handle = createRequestHandler(build, "production");
createServer(createRequestListener((request) => handle(request))).listen(
  Number(process.env.PORT),
  "127.0.0.1",
);
