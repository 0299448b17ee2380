import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "../machine/built.ts";
import { root } from "../machine/places.ts";

// What stands in build/ is served as it is: a server that is started again must not change under people's hands.
if (!existsSync(join(root, "build", "server", "main.js"))) await ensureBuilt();
process.env.NODE_ENV = "production";
process.env.SELVAGE_MODE = "production";
await import("../../server.ts");
