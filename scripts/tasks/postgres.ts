import { accessSync, constants, existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { isAlive, withLock } from "../lock.mjs";
import { makeFolder, notYours } from "../machine/places.ts";
import { anyPort, isFree } from "../machine/ports.ts";
import { Problem } from "../machine/terminal.ts";
import { findBinaries } from "./postgres/binaries.ts";
import { findFooting, giveFiles } from "./postgres/footing.ts";
import { signIn } from "./postgres/guests.ts";
import { makeCluster } from "./postgres/make-cluster.ts";
import { type Memory, recall, remember } from "./postgres/memory.ts";
import { findServer, type Server, startServer, stopServer } from "./postgres/server.ts";

type OpenPostgres = {
  /** As the superuser, database `postgres`. */
  adminUrl: string;
  /** As `selvage`, who is no superuser, database `selvage`, which it owns. */
  url: string;
  /** Whether it was running already. */
  adopted: boolean;
  /** Leaves it running while another command uses it; the last one out stops it. */
  stop(): Promise<void>;
};

type Wishes = {
  dataDir: string;
  /** Lets `selvage` create databases, as tests do. */
  createDatabases?: boolean;
  /** Survive a power cut; true unless told otherwise. */
  durable?: boolean;
};

/**
 * Opens the embedded Postgres of a folder: makes it the first time, starts it unless it runs already, and gives its
 * addresses. Refuses with a Problem in words when the folder is somebody else's or the server does not come up.
 */
export async function openPostgres(wishes: Wishes): Promise<OpenPostgres> {
  const { createDatabases = false, durable = true } = wishes;
  const dataDir = resolve(wishes.dataDir);
  insistOnFolder(dataDir);
  const lock = join(dataDir, "opening.lock");
  return withLock(lock, async () => {
    const memory = recall(dataDir);
    const footing = findFooting(dataDir, findBinaries(), memory.elsewhere);
    if (footing.as === "uid" && !footing.cluster.startsWith(dataDir))
      memory.elsewhere = join(footing.cluster, "..");
    remember(dataDir, memory);
    const running = existsSync(footing.cluster) ? findServer(footing.cluster) : null;
    if (!existsSync(footing.cluster)) makeCluster(footing, memory.adminPassword);
    else if (!running) giveFiles(footing, footing.cluster);

    const log = join(dataDir, "server.log");
    const server = running ?? startServer(footing, await choosePort(memory), log, durable);
    remember(dataDir, { ...memory, port: server.port });
    const addresses = addressesOf(memory, server.port);
    try {
      await untilItAnswers(server, addresses.adminUrl, log);
      await ensureRole(addresses.adminUrl, memory.password, createDatabases);
    } catch (error) {
      if (!running) await stopServer(server);
      throw error;
    }
    const signOut = signIn(dataDir);
    const stop = () =>
      withLock(lock, async () => {
        if (signOut()) await stopServer(server);
        else server.letGo();
      });
    return { ...addresses, adopted: running !== null, stop };
  });
}

/** Stops the server of a folder whoever uses it, and removes the folder with everything in it. */
export async function removePostgres(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  insistOnFolder(dataDir);
  const home = recall(dataDir).elsewhere ?? dataDir;
  const server = findServer(join(home, "cluster"));
  if (server) await stopServer(server);
  for (const folder of new Set([home, dataDir])) rmSync(folder, { recursive: true, force: true });
}

function insistOnFolder(dataDir: string): void {
  makeFolder(dataDir);
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new Problem(notYours(dataDir));
  }
}

// The same port as last time, so that an address somebody noted stays true.
async function choosePort({ port }: Memory): Promise<number> {
  return port !== null && (await isFree(port)) ? port : anyPort();
}

function addressesOf(memory: Memory, port: number): { adminUrl: string; url: string } {
  return {
    adminUrl: `postgres://postgres:${memory.adminPassword}@127.0.0.1:${port}/postgres`,
    url: `postgres://selvage:${memory.password}@127.0.0.1:${port}/selvage`,
  };
}

async function untilItAnswers(server: Server, adminUrl: string, log: string): Promise<void> {
  let lastError = "it did not answer";
  for (const until = Date.now() + 60_000; Date.now() < until && isAlive(server.pid); await pause(30)) {
    try {
      return await asAdmin(adminUrl, async () => {});
    } catch (error) {
      lastError = error instanceof Error ? error.message : String(error);
      if (lastError.includes("password")) break;
    }
  }
  const tail = existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n").slice(-15).join("\n") : "";
  throw new Problem(`The embedded Postgres did not come up (${lastError}). The end of ${log}:\n\n${tail}`);
}

async function ensureRole(adminUrl: string, password: string, createDatabases: boolean): Promise<void> {
  await asAdmin(adminUrl, async (admin) => {
    const { rowCount: known } = await admin.query("SELECT FROM pg_roles WHERE rolname = 'selvage'");
    if (!known) {
      await admin.query(
        `CREATE ROLE selvage LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD '${password}'`,
      );
    }
    if (createDatabases) await admin.query("ALTER ROLE selvage CREATEDB");
    const { rowCount: there } = await admin.query("SELECT FROM pg_database WHERE datname = 'selvage'");
    if (!there) await admin.query("CREATE DATABASE selvage OWNER selvage");
  });
}

async function asAdmin(adminUrl: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5000 });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
