import { runHouse } from "../machine/house.ts";
import { runTask } from "../machine/terminal.ts";

await runTask(() => runHouse({ mode: "development", appArgs: ["--dev"], aloud: true }));
