import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "../lock.mjs";
import { root } from "./places.ts";
import { precompress } from "./precompress.ts";
import { during, Problem, say } from "./terminal.ts";

/** Everything a build is made of. */
const ingredients = [
  "app",
  "drizzle",
  "public",
  "package.json",
  "package-lock.json",
  "react-router.config.ts",
  "tsconfig.json",
  "vite.config.ts",
];

const stamp = join(root, "build", ".selvage-build");

/** Builds unless what stands in build/ was made of the files as they are now. */
export async function ensureBuilt(): Promise<void> {
  if (isFresh()) return;
  await locked(async () => {
    if (!isFresh()) await during("Building", build);
  });
}

/** Builds whatever is there already. */
export async function buildAnew(): Promise<void> {
  await locked(() => during("Building", build));
}

async function build(): Promise<void> {
  const made = hashOf(ingredients);
  rmSync(stamp, { force: true });
  const output = await reactRouterBuild();
  if (output !== null) throw new Problem(`The build failed:\n\n${output}`);
  await precompress(join(root, "build", "client"));
  writeFileSync(stamp, made);
}

function isFresh(): boolean {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === hashOf(ingredients);
}

function locked<T>(work: () => Promise<T>): Promise<T> {
  return withLock(join(root, "node_modules", ".selvage-build.lock"), work, (holder) =>
    say(`Another command (process ${holder}) is building; waiting for it…`),
  );
}

// Null when it went well, otherwise all it said.
function reactRouterBuild(): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_ENV: "production", NO_COLOR: "1", FORCE_COLOR: undefined };
    const child = spawn("react-router", ["build"], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    child.once("error", reject);
    child.once("close", (code) => resolve(code === 0 ? null : output.trimEnd()));
  });
}

function hashOf(paths: string[]): string {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesUnder)) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(path: string): string[] {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}
