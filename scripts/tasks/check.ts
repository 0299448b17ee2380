import { prove, withoutBrowser } from "../machine/proofs.ts";
import { runTask } from "../machine/terminal.ts";

await runTask(() => prove(withoutBrowser));
