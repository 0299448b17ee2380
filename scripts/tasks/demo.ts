import { rmSync } from "node:fs";
import { join } from "node:path";
import { runHouse } from "../machine/house.ts";
import { dataDir } from "../machine/places.ts";
import { during, runTask } from "../machine/terminal.ts";
import { removePostgres } from "./postgres.ts";

await runTask(async () => {
  if (process.argv.includes("--fresh")) await during("Starting over", forgetEverything);
  return runHouse({
    mode: "demo",
    appArgs: [],
    aloud: false,
    isEmpty: process.argv.includes("--empty"),
  });
});

async function forgetEverything(): Promise<void> {
  for (const name of ["postgres", "empty-postgres", "test-postgres", "bench-postgres"])
    await removePostgres(join(dataDir, name));
  rmSync(dataDir, { recursive: true, force: true });
}
