import { spawn } from "node:child_process";
import { join } from "node:path";
import { node, root } from "./places.ts";
import { Problem } from "./terminal.ts";

/** The built command line of Selvage. */
export const cli = join(root, "build", "server", "selvage.js");

/** Runs a verb of the command line and gives what it said; if it fails, that is the Problem. */
export function runCli(args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [cli, ...args], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) resolve(output.trim());
      else
        reject(
          new Problem(
            `selvage ${args.join(" ")} failed (${signal ?? `exit code ${code}`}):\n\n${output.trimEnd()}`,
          ),
        );
    });
  });
}
