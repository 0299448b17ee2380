import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { withLock } from "./lock.mjs";
import { withProgress } from "./progress.mjs";

/** Brings node_modules to what package-lock.json says, unless it is there already. Throws npm's last words if npm fails. */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return;
  await withLock(
    join(root, ".data", "install.lock"),
    async () => {
      if (isInstalled(root)) return;
      await withProgress("Installing (about half a minute the first time)", () => npmCi(root));
      writeFileSync(stampOf(root), hashOfLock(root));
    },
    (holder) => console.error(`Another command (process ${holder}) is installing; waiting for it…`),
  );
}

function isInstalled(root) {
  if (existsSync(stampOf(root))) return readFileSync(stampOf(root), "utf8") === hashOfLock(root);
  if (!installedByHand(root)) return false;
  writeFileSync(stampOf(root), hashOfLock(root));
  return true;
}

// Somebody who ran `npm ci` or `npm install` before the first command need not wait for a second one: npm writes down
// what it placed, and if that is what the lock asks for, we are done. Optional packages depend on the platform.
function installedByHand(root) {
  const placed = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(placed)) return false;
  const have = JSON.parse(readFileSync(placed, "utf8")).packages;
  const want = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(want).every(
    ([path, { version, optional, devOptional }]) =>
      path === "" || optional || devOptional || have[path]?.version === version,
  );
}

function stampOf(root) {
  return join(root, "node_modules", ".selvage-install");
}

function hashOfLock(root) {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
}

function npmCi(root) {
  return new Promise((resolve, reject) => {
    // npm must not run on the Node inside the folder it is about to delete. Building needs the development packages
    // even where NODE_ENV says production.
    const ours = join(root, "node_modules", ".bin");
    const path = (process.env.PATH ?? "").split(delimiter).filter((entry) => entry !== ours);
    const npm = spawn("npm", ["ci", "--include=dev", "--include=optional", "--no-progress"], {
      cwd: root,
      env: { ...process.env, PATH: path.join(delimiter) },
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    npm.stdout.on("data", (text) => (output += text));
    npm.stderr.on("data", (text) => (output += text));
    npm.once("error", (error) => reject(new Error(`npm could not be started: ${error.message}`)));
    npm.once("close", (code) => {
      if (code === 0) return resolve();
      const tail = output.trimEnd().split("\n").slice(-30).join("\n");
      reject(new Error(`npm ci failed. Its last words:\n\n${tail}\n`));
    });
  });
}
