import { buildAnew } from "../machine/built.ts";
import { runTask } from "../machine/terminal.ts";

await runTask(async () => {
  await buildAnew();
  return 0;
});
