import { execFile } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { dataDir, makeFolder, node, root } from "./places.ts";
import { during, say } from "./terminal.ts";

const run = promisify(execFile);

/**
 * The path of a Chromium: the one named by CHROMIUM_PATH, the system's, Debian's installed now where we may, or else
 * one from npm.
 */
export async function findChromium(): Promise<string> {
  return process.env.CHROMIUM_PATH || onPath() || (await fromDebian()) || (await fromNpm());
}

function onPath(): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const places = ["chromium", "chromium-browser", "google-chrome"].flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  );
  return places.find((place) => existsSync(place)) ?? null;
}

async function fromDebian(): Promise<string | null> {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return null;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { env, maxBuffer: 64 * 1024 * 1024 };
  try {
    await during("Installing Debian's Chromium", async () => {
      await run("apt-get", ["update"], options);
      await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], options);
    });
  } catch (error) {
    say(
      `apt-get could not bring Chromium, so npm's is used. ${error instanceof Error ? error.message : error}`,
    );
  }
  return onPath();
}

// Off AWS Lambda a bare machine lacks the libraries this Chromium needs; the package unpacks its own when it believes to
// be there. They are named in a script around the browser, so that no other program finds them.
async function fromNpm(): Promise<string> {
  const ask = `const { default: chromium } = await import("@sparticuz/chromium");
    const { LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
    console.log(JSON.stringify({ path: await chromium.executablePath(), LD_LIBRARY_PATH, FONTCONFIG_PATH }));`;
  const env = { ...process.env, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" };
  const { stdout } = await during("Unpacking npm's Chromium", () =>
    run(node, ["--input-type=module", "-e", ask], { cwd: root, env }),
  );
  const { path, LD_LIBRARY_PATH, FONTCONFIG_PATH } = JSON.parse(stdout);
  const script = join(makeFolder(dataDir), "chromium.sh");
  writeFileSync(
    script,
    `#!/bin/sh\nLD_LIBRARY_PATH="${LD_LIBRARY_PATH}" FONTCONFIG_PATH="${FONTCONFIG_PATH}" exec "${path}" "$@"\n`,
    { mode: 0o755 },
  );
  return script;
}
