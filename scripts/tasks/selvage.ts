import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureBuilt } from "../machine/built.ts";
import { cli } from "../machine/cli.ts";
import { dataDir, node, root } from "../machine/places.ts";
import { demoSettings } from "../machine/settings.ts";
import { runTask } from "../machine/terminal.ts";
import { openPostgres } from "./postgres.ts";

await runTask(async () => {
  await ensureBuilt();
  // A database that was named is somebody's own: it is met with the settings it was given, never with the demo's keys.
  if (process.env.DATABASE_URL) return runWith(process.env);
  const postgres = await openPostgres({ dataDir: join(dataDir, "postgres") });
  try {
    return await runWith(demoSettings({ databaseUrl: postgres.url, mode: "demo" }));
  } finally {
    await postgres.stop();
  }
});

function runWith(env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [cli, ...process.argv.slice(2)], { cwd: root, env, stdio: "inherit" });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => child.kill(signal));
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
