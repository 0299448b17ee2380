import { type House, residentMegabytes, type Served, serve } from "./house.ts";
import { inTurn, median } from "./rounds.ts";
import type { Row } from "./table.ts";
import { ask, keptOpen } from "./visitor.ts";

/** From nothing to the first page on an existing database, and what the house weighs after 50 of them; beside bare http. */
export async function benchStart(house: House): Promise<Row[]> {
  const weights: { ours: number[]; plain: number[] } = { ours: [], plain: [] };
  const ours = () => begin(() => house.serve({ ROLE: "all" }), weights.ours);
  const plain = () => begin(() => serve("bench/limits/plain.ts", [], house.settings), weights.plain);
  const opened = await inTurn(ours, plain);
  const note = (limit: number, unit: string) => `plain http: ${limit.toFixed(0)} ${unit}`;
  return [
    {
      what: "start to first page",
      measured: opened.measured,
      limit: null,
      unit: "ms",
      goal: { atMost: 600 },
      note: note(opened.limit, "ms"),
    },
    {
      what: "memory after 50 pages",
      measured: median(weights.ours),
      limit: null,
      unit: "MB",
      goal: { atMost: 150 },
      note: note(median(weights.plain), "MB"),
    },
  ];
}

async function begin(open: () => Promise<Served>, weights: number[]): Promise<number> {
  const served = await open();
  const agent = keptOpen(1);
  for (let page = 0; page < 50; page += 1) await ask(served.url, { agent });
  weights.push(residentMegabytes(served));
  agent.destroy();
  await served.child.stop();
  return served.openedAfter;
}
