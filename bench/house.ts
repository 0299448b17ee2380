import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { type Child, startChild } from "../scripts/machine/child.ts";
import { runCli } from "../scripts/machine/cli.ts";
import { dataDir, makeFolder, node, root } from "../scripts/machine/places.ts";
import { anyPort } from "../scripts/machine/ports.ts";
import { ask } from "./visitor.ts";

/** A program that answers on a port of its own; `openedAfter` is the time from its start to its first whole answer, ms. */
export type Served = { url: URL; child: Child; openedAfter: number };

export type House = {
  databaseUrl: string;
  settings: NodeJS.ProcessEnv;
  /** Serve the built house. Without work off the queue: letters are not what is measured. */
  serve(settings?: NodeJS.ProcessEnv): Promise<Served>;
  /** Stop what is served and drop the database. */
  close(): Promise<void>;
};

const name = "selvage_bench";

/** The built house on a database of its own, just migrated and seeded, in the Postgres that DATABASE_URL names. */
export async function openHouse(): Promise<House> {
  const server = process.env.DATABASE_URL ?? "";
  const url = new URL(server);
  url.pathname = `/${name}`;
  const settings = { ...process.env, DATABASE_URL: url.href };
  await asOwner(server, `drop database if exists ${name} with (force)`);
  await asOwner(server, `create database ${name}`);
  await runCli(["migrate"], settings);
  await runCli(["seed"], settings);
  const open: Served[] = [];

  return {
    databaseUrl: url.href,
    settings,
    async serve(more = { ROLE: "web" }) {
      const served = await serve("server.ts", [], { ...settings, ...more });
      open.push(served);
      return served;
    },
    async close() {
      await Promise.all(open.map(({ child }) => child.stop()));
      await asOwner(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Run a program that listens on PORT, and wait until it answers GET / with 200. */
export async function serve(file: string, args: string[], settings: NodeJS.ProcessEnv): Promise<Served> {
  const port = await anyPort();
  const url = new URL(`http://127.0.0.1:${port}/`);
  const env = { ...settings, HOST: "127.0.0.1", PORT: String(port), APP_URL: url.origin };
  const log = join(makeFolder(join(dataDir, "bench")), `${port}.log`);
  const started = performance.now();
  const child = startChild(file, node, [file, ...args], { env, cwd: root, log });
  const ended = child.ended.then((how) => {
    throw new Error(`${file} stopped (${how}):\n${child.lastLines()}`);
  });
  ended.catch(() => {});
  await Promise.race([untilItAnswers(url), ended]);
  return { url, child, openedAfter: performance.now() - started };
}

/** The memory a program holds now, in MB: VmRSS of proc(5). */
export function residentMegabytes({ child }: Served): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

async function untilItAnswers(url: URL): Promise<void> {
  for (const until = performance.now() + 30_000; performance.now() < until; await pause(2)) {
    const answer = await ask(url).catch(() => null);
    if (answer?.status === 200) return;
  }
  throw new Error(`${url.href} did not answer within 30 s`);
}

async function asOwner(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
