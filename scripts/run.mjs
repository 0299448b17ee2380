// The first thing every command runs, on whatever Node the machine has (20 or newer) and before anything is installed:
// plain JavaScript, no dependencies. It brings the packages, then hands over to Node 24.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [asked = "", ...args] = process.argv.slice(2);

try {
  const file = join(root, "scripts", "tasks", `${asked.replace(":long", "")}.ts`);
  if (!/^[a-z]+(:long)?$/.test(asked) || !existsSync(file)) throw new Error(`There is no task "${asked}".`);
  if (!runsAsItIs(asked)) await ensureInstalled(root);
  handOver(nodeToUse(), [file, ...args]);
} catch (error) {
  console.error(error.message);
  if (error.code === "EACCES")
    console.error("It belongs to another user; an earlier run was probably made as root.");
  if (/^(test|check)/.test(asked)) console.log("0 passed, 1 failed");
  process.exitCode = 1;
}

// A built house needs nothing installed: its bundle holds every dependency.
function runsAsItIs(task) {
  return task === "start" && existsSync(join(root, "build", "server", "main.js")) && findNode() !== null;
}

function nodeToUse() {
  const node = findNode();
  if (node) return node;
  throw new Error(
    "Selvage runs on Node 24. npm brings it for Linux on x64 and arm64, unless optional packages are left out. " +
      `This is Node ${process.versions.node} on ${process.platform} ${process.arch}: ` +
      "please install Node 24 or newer (https://nodejs.org) and try again.",
  );
}

function findNode() {
  const ours = join(root, "node_modules", ".bin", "node");
  if (existsSync(ours)) return ours;
  return Number(process.versions.node.split(".")[0]) >= 24 ? process.execPath : null;
}

function handOver(node, argv) {
  const child = spawn(node, argv, {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: {
      ...process.env,
      ...(asked.endsWith(":long") && { LONG: "1" }),
      PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
    },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  stopWithNpm(child);
  child.once("error", (error) => {
    console.error(`${node} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.once("exit", (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

// npm runs a command through a shell that passes no signal on, and dies alone when npm is killed. A demo nobody can
// stop would hold its ports for ever, so we stop when either of them is gone.
function stopWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return;
  const above = lineage();
  setInterval(() => lineage() !== above && child.kill("SIGTERM"), 250).unref();
}

function lineage() {
  try {
    const shell = readFileSync(`/proc/${process.ppid}/cmdline`, "utf8");
    if (!shell.includes("run.mjs")) return String(process.ppid);
    const [, npm] = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${process.ppid}/status`, "utf8")) ?? [];
    return `${process.ppid} ${npm}`;
  } catch {
    return String(process.ppid);
  }
}
