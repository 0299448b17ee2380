import { spawn } from "node:child_process";
import { join } from "node:path";
import { findChromium } from "../machine/browser.ts";
import { ensureBuilt } from "../machine/built.ts";
import { dataDir, node, root } from "../machine/places.ts";
import { demoSettings } from "../machine/settings.ts";
import { askedToStop, during, runTask } from "../machine/terminal.ts";
import { openPostgres } from "./postgres.ts";

// A folder of its own: the server must write to disk as a real one does, which the tests' does not.
await runTask(async () => {
  await ensureBuilt();
  const chromium = await findChromium();
  const postgres = await during("Opening Postgres", () =>
    openPostgres({ dataDir: join(dataDir, "bench-postgres"), createDatabases: true }),
  );
  try {
    const env = { ...demoSettings({ databaseUrl: postgres.url, mode: "demo" }), CHROMIUM_PATH: chromium };
    const bench = spawn(node, ["bench/main.ts", ...process.argv.slice(2)], {
      cwd: root,
      env,
      stdio: "inherit",
    });
    askedToStop().then(() => bench.kill("SIGTERM"));
    return await new Promise<number>((resolve, reject) => {
      bench.once("error", reject);
      bench.once("close", (code) => resolve(code ?? 1));
    });
  } finally {
    await postgres.stop();
  }
});
