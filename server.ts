import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type * as Main from "./app/main.ts";

type StaticFiles = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;
type Source = { load: () => Promise<typeof Main>; files: (env: { APP_URL: string }) => StaticFiles };

const source = process.argv.includes("--dev") ? await live() : await built();
let main = await source.load();

const read = main.readEnv();
if (!read.ok) stop("start", read.problems.join("\n  "));
const { env } = read;

let selvage = await openHouse();
const files = source.files(env);
const { host, protocol } = new URL(env.APP_URL);
const answer = main.listener((request, peer) => selvage.answer(request, peer), { host, protocol });
// A list of twenty megabytes over a phone's connection takes its time; whoever only dawdles is cut off at the headers.
const server = createServer({ requestTimeout: 120_000, headersTimeout: 15_000 }, (req, res) =>
  files(req, res, () => upToDate().then(() => answer(req, res))),
);
server.on("error", (error: NodeJS.ErrnoException) =>
  stop(
    "listen",
    error.code === "EADDRINUSE" ? `port ${env.PORT} is taken; set PORT to another` : error.message,
  ),
);
server.listen(env.PORT, env.HOST, () => {
  selvage.log.info({ port: env.PORT, role: env.ROLE }, "open");
  if (selvage.setupUrl)
    console.log(`\nThis Selvage has no practice yet. Set one up at\n\n  ${selvage.setupUrl}\n`);
});

let isClosing = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, close);

async function openHouse() {
  const opened = await main
    .open(env)
    .catch((error: unknown) => stop("start", error instanceof Error ? error.message : `${error}`));
  if (env.ROLE !== "web") await opened.work();
  await opened.ready();
  return opened;
}

/** In development the house is opened anew when its code has changed; in production the code never does. */
async function upToDate(): Promise<void> {
  const now = await source.load();
  if (now === main) return;
  main = now;
  const old = selvage;
  old.hangUp();
  selvage = await openHouse();
  await old.close();
}

/** Stop accepting, finish what is in hand, close; whatever still hangs after 25 s is let go. A second signal changes nothing. */
async function close(): Promise<void> {
  if (isClosing) return;
  isClosing = true;
  setTimeout(() => process.exit(1), 25_000).unref();
  selvage.hangUp();
  const drained = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await drained;
  await selvage.close();
  selvage.log.info("closed");
  process.exit(0);
}

function stop(doing: string, why: string): never {
  console.error(`Selvage cannot ${doing}:\n  ${why}`);
  process.exit(1);
}

async function built(): Promise<Source> {
  const main: typeof Main = await import(new URL("./build/server/main.js", import.meta.url).href);
  return {
    load: async () => main,
    files: (env) => main.staticFiles(new URL("./build/client", import.meta.url).pathname, env),
  };
}

async function live(): Promise<Source> {
  const { createServer: createVite, isRunnableDevEnvironment } = await import("vite");
  const vite = await createVite({ server: { middlewareMode: true } });
  const { ssr } = vite.environments;
  if (!ssr || !isRunnableDevEnvironment(ssr))
    throw new Error("Vite cannot run the server code in this process");
  return { load: () => ssr.runner.import("./app/main.ts"), files: () => vite.middlewares };
}
