import { spawn } from "node:child_process";
import { node, root } from "../machine/places.ts";
import { isFree } from "../machine/ports.ts";
import { askedSandboxPort } from "../machine/settings.ts";
import { askedToStop, Problem, runTask } from "../machine/terminal.ts";

await runTask(async () => {
  const port = askedSandboxPort();
  for (const taken of [port, port + 1]) {
    if (await isFree(taken)) continue;
    throw new Problem(
      `Port ${taken} is taken by another program. Choose a pair with SANDBOX_PORT, such as SANDBOX_PORT=4110.`,
    );
  }
  const env = { ...process.env, SANDBOX_PORT: String(port) };
  const sandbox = spawn(node, ["sandbox/main.ts"], { cwd: root, env, stdio: "inherit" });
  askedToStop().then(() => sandbox.kill("SIGTERM"));
  return new Promise((resolve) => sandbox.once("exit", (code) => resolve(code ?? 0)));
});
