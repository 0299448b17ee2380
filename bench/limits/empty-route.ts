// The limit of a page: the same router, adapter and renderer with one route that asks nobody anything and says the
// HTML it was given (a file named on the command line).
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequestListener } from "@remix-run/node-fetch-server";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { createRequestHandler, type EntryContext, type ServerBuild, ServerRouter } from "react-router";

const shape = /^<!DOCTYPE html><html lang="en"><head>(.*)<\/head><body>(.*)<\/body><\/html>$/s;
const [, head, body] = shape.exec(readFileSync(process.argv[2] ?? "", "utf8")) ?? [];
if (!head || !body) throw new Error("The page to repeat is no page of ours");

function Page() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: it is our own page
  const said = (name: string, __html = "") => createElement(name, { dangerouslySetInnerHTML: { __html } });
  return createElement("html", { lang: "en" }, said("head", head), said("body", body));
}

async function answerWithPage(request: Request, status: number, headers: Headers, context: EntryContext) {
  const { serverHandoffStream: _, ...plain } = context;
  const page = renderToStaticMarkup(createElement(ServerRouter, { context: plain, url: request.url }));
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(`<!DOCTYPE html>${page}`, { status, headers });
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
  routeDiscovery: { mode: "initial", manifestPath: "/__manifest" },
};

const handle = createRequestHandler(build, "production");
createServer(createRequestListener((request) => handle(request))).listen(
  Number(process.env.PORT),
  "127.0.0.1",
);
