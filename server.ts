import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type * as Main from "./app/main.ts";

type StaticFiles = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

const isLive = process.argv.includes("--dev");
const { main, files } = isLive ? await live() : await built();

const read = main.readEnv();
if (!read.ok) {
  console.error(["Selvage cannot start:", ...read.problems.map((problem) => `  ${problem}`)].join("\n"));
  process.exit(1);
}
const { env } = read;
const selvage = await main.open(env).catch((error: unknown) => {
  console.error(`Selvage cannot start: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
});

const { host, protocol } = new URL(env.APP_URL);
const answer = main.listener(selvage.answer, { host, protocol });
const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000 }, (req, res) => files(req, res, () => answer(req, res)));

if (env.ROLE !== "web") await selvage.work();
await selvage.ready();
server.on("error", (error: NodeJS.ErrnoException) => {
  const why = error.code === "EADDRINUSE" ? `port ${env.PORT} is taken; set PORT to another` : error.message;
  console.error(`Selvage cannot listen: ${why}`);
  process.exit(1);
});
server.listen(env.PORT, env.HOST, () => selvage.log.info({ port: env.PORT, role: env.ROLE }, "open"));

let isClosing = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, close);

/** Stop accepting, finish what is in hand, close; whatever still hangs after 25 s is let go. A second signal changes nothing. */
async function close(): Promise<void> {
  if (isClosing) return;
  isClosing = true;
  setTimeout(() => process.exit(1), 25_000).unref();
  const drained = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await drained;
  await selvage.close();
  selvage.log.info("closed");
  process.exit(0);
}

async function built(): Promise<{ main: typeof Main; files: StaticFiles }> {
  const main: typeof Main = await import(new URL("./build/server/main.js", import.meta.url).href);
  return { main, files: main.staticFiles(new URL("./build/client", import.meta.url).pathname) };
}

async function live(): Promise<{ main: typeof Main; files: StaticFiles }> {
  const { createServer: createVite, isRunnableDevEnvironment } = await import("vite");
  const vite = await createVite({ server: { middlewareMode: true } });
  const { ssr } = vite.environments;
  if (!ssr || !isRunnableDevEnvironment(ssr)) throw new Error("Vite cannot run the server code in this process");
  return { main: await ssr.runner.import("./app/main.ts"), files: vite.middlewares };
}
