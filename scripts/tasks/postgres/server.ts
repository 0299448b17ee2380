import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isAlive } from "../../lock.mjs";
import { endWithUs } from "../../machine/child.ts";
import { Problem } from "../../machine/terminal.ts";
import type { Footing } from "./footing.ts";

/** A server process. `letGo` leaves it running even when we die. */
export type Server = { pid: number; port: number; letGo(): void };

/** The server that already runs on this cluster, or null. What a server that died left behind is cleared away. */
export function findServer(cluster: string): Server | null {
  const note = join(cluster, "postmaster.pid");
  if (!existsSync(note)) return null;
  const [pid = 0, , , port = 0] = readFileSync(note, "utf8").split("\n").map(Number);
  if (pid > 0 && isAlive(pid) && isPostgres(pid)) return { pid, port, letGo: () => {} };
  rmSync(note);
  return null;
}

/**
 * Starts the server on loopback TCP only, in a session of its own that Ctrl-C does not reach. `durable` false is for tests: faster, and lost if the machine loses its power.
 */
export function startServer(footing: Footing, port: number, log: string, durable: boolean): Server {
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    shared_buffers: "128MB",
    max_connections: 200,
    timezone: "UTC",
    log_timezone: "UTC",
    ...(!durable && { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const [command = "", ...args] = [
    ...footing.prefix,
    join(footing.native, "bin", "postgres"),
    ...["-D", footing.cluster],
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const out = openSync(log, "w", 0o600);
  const child = spawn(command, args, {
    ...footing.account,
    detached: true,
    stdio: ["ignore", out, out],
    cwd: "/",
  });
  closeSync(out);
  child.unref();
  const ended = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  if (!child.pid) throw new Problem(`Postgres could not be started: ${command} did not run.`);
  return { pid: child.pid, port, letGo: endWithUs(child.pid, ended) };
}

/** Stops the server in good order, breaking off what its connections are doing; after 20 seconds, abruptly. */
export async function stopServer({ pid, letGo }: Server): Promise<void> {
  letGo();
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await isGone(pid)) return;
  }
}

async function isGone(pid: number): Promise<boolean> {
  for (const until = Date.now() + 20_000; Date.now() < until; await pause(20)) {
    if (!isAlive(pid)) return true;
  }
  return false;
}

// After a reboot another program may have the number that postmaster.pid names.
function isPostgres(pid: number): boolean {
  if (process.platform !== "linux") return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    return false;
  }
}
