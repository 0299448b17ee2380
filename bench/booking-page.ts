import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataDir, makeFolder } from "../scripts/machine/places.ts";
import { type House, serve } from "./house.ts";
import { inTurn, rateOf } from "./rounds.ts";
import type { Row } from "./table.ts";
import { ask, keptOpen } from "./visitor.ts";

const lanes = 8;

/** The booking page made for one person, against an empty route of the same router giving the same HTML. */
export async function benchBookingPage(house: House): Promise<Row[]> {
  const served = await house.serve();
  const page = new URL("/book/maren", served.url);
  const { body, status } = await ask(page);
  if (status !== 200) throw new Error(`The booking page answered ${status}`);
  const file = join(makeFolder(join(dataDir, "bench")), "booking-page.html");
  writeFileSync(file, body);
  const empty = await serve("bench/limits/empty-route.ts", [file], house.settings);
  const same = await ask(empty.url);
  if (same.body !== body) throw new Error("The limit gives another page");

  const rate = (url: URL) => {
    const agent = keptOpen(lanes);
    return rateOf(() => ask(url, { agent }), lanes, 1_500).finally(() => agent.destroy());
  };
  const found = await inTurn(
    () => rate(page),
    () => rate(empty.url),
  );
  await Promise.all([served.child.stop(), empty.child.stop()]);
  return [
    {
      what: `booking page, ${Math.round(body.length / 1024)} KB`,
      ...found,
      unit: "pages/s",
      goal: { atLeast: 0.75 },
    },
  ];
}
