import { findChromium } from "../machine/browser.ts";
import { prove, withBrowser, withoutBrowser } from "../machine/proofs.ts";
import type { Step } from "../machine/steps.ts";
import { runTask } from "../machine/terminal.ts";

const build: Step = { name: "build", command: [process.execPath, "scripts/tasks/build.ts"] };

await runTask(() => prove(async () => [...withoutBrowser(), build, ...withBrowser(await findChromium())]));
