import type { RouteConfigEntry } from "@react-router/dev/routes";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { createRequestHandler, RouterContextProvider, type ServerBuild } from "react-router";
import { expect } from "vitest";
import { house as houseKey, visitor } from "#app/context.ts";
import type { House } from "#app/domain/ctx.ts";
import { apiDocument } from "#app/routes/api/document.ts";
import routes from "#app/routes.ts";

// biome-ignore lint/suspicious/noExplicitAny: an answer is whatever it says; the tests look.
export type Answer = { status: number; headers: Headers; text: string; body: any };

export type Call = {
  method?: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  text?: string;
  headers?: Record<string, string>;
  /** Whose network it comes from; each call has its own unless told. */
  from?: string;
};

const base = "http://localhost:3000";
let callers = 0;

export type Api = Awaited<ReturnType<typeof anApi>>;

/** The calls of the house, through the router as it is in production; every answer is held against openapi.json. */
export async function anApi(house: House, { onError = (error: unknown) => console.error(error) } = {}) {
  const handle = createRequestHandler(await theBuild(onError), "production");

  return async function call(
    path: string,
    { method, body, text, headers = {}, from }: Call = {},
  ): Promise<Answer> {
    callers += 1;
    const context = new RouterContextProvider();
    context.set(houseKey, house);
    context.set(visitor, {
      address: from ?? `caller ${callers}`,
      zone: null,
      theme: null,
      requestId: `call ${callers}`,
    });
    const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const request = new Request(`${base}/api/v1${path}`, {
      method: method ?? (sent === undefined ? "GET" : "POST"),
      headers: body === undefined ? headers : { "Content-Type": "application/json", ...headers },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const response = await handle(request, context);
    const answered = await response.text();
    const isJson = answered !== "" && response.headers.get("content-type") === "application/json";
    const answer = {
      status: response.status,
      headers: response.headers,
      text: answered,
      body: isJson ? JSON.parse(answered) : null,
    };
    if (!["HEAD", "OPTIONS"].includes(request.method)) expectDescribed(request, answer);
    return answer;
  };
}

/** The routes of the API as app/routes.ts lists them: path below /api/v1 and file. */
export function apiRoutes(): { path: string; file: string }[] {
  return (apiLayout().children ?? []).map(({ path = "", file }) => ({
    path: `/${path}`.replace("/api/v1", ""),
    file,
  }));
}

function apiLayout(): RouteConfigEntry {
  return (routes as RouteConfigEntry[]).find(({ file }) => file === "routes/api/api.ts")!;
}

async function theBuild(onError: (error: unknown) => void): Promise<ServerBuild> {
  const layout = apiLayout();
  const root = { id: "root", path: "", module: { default: () => null } };
  const listed = [{ id: "api", parentId: "root", module: await theModule(layout.file) }];
  for (const { path, file } of layout.children ?? []) {
    listed.push({ ...{ id: file, parentId: "api", path }, module: await theModule(file) });
  }
  return {
    entry: { module: { default: () => Promise.resolve(new Response("a page")), handleError: onError } },
    routes: Object.fromEntries([root, ...listed].map((route) => [route.id, route])),
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "" },
    assetsBuildDirectory: "",
    future: {},
    isSpaMode: false,
    prerender: [],
    publicPath: "/",
    routeDiscovery: { mode: "initial", manifestPath: "" },
    ssr: true,
  } as unknown as ServerBuild;
}

function theModule(file: string) {
  return import(new URL(`../../../app/${file}`, import.meta.url).href);
}

const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
ajv.addSchema({ $id: "doc", ...apiDocument() });

/** Whether the document knows this call, this status and a body of this shape. */
function expectDescribed(request: Request, answer: Answer): void {
  const path = new URL(request.url).pathname.replace("/api/v1", "");
  const described = Object.keys(apiDocument().paths ?? {}).find((known) => pattern(known).test(path));
  if (!described) {
    expect(answer.status, `${path} is not described`).toBe(404);
    return;
  }
  const method = answer.status === 405 ? anyMethod(described) : request.method.toLowerCase();
  const responses = [
    "paths",
    described,
    method,
    "responses",
    String(answer.status),
    "content",
    "application/json",
    "schema",
  ];
  const pointer = responses
    .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
    .join("/");
  const validate = ajv.getSchema(`doc#/${pointer}`);
  expect(validate, `${method} ${described} ${answer.status} is not described: ${answer.text}`).toBeDefined();
  validate?.(answer.body);
  expect(validate?.errors ?? [], answer.text).toEqual([]);
}

function pattern(known: string): RegExp {
  return new RegExp(`^${known.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`);
}

function anyMethod(described: string): string {
  return Object.keys(apiDocument().paths?.[described] ?? {})[0] ?? "get";
}
