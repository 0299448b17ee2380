import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import { root } from "../scripts/machine/places.ts";
import { during } from "../scripts/machine/terminal.ts";
import { benchBooking } from "./booking.ts";
import { benchBookingPage } from "./booking-page.ts";
import { benchGrowth } from "./growth.ts";
import { type House, openHouse } from "./house.ts";
import { benchOpenings } from "./openings.ts";
import { benchPhone } from "./phone.ts";
import { benchSlots } from "./slots.ts";
import { benchStart } from "./start.ts";
import { benchStorm } from "./storm.ts";
import { judge, type Row, tableOf } from "./table.ts";

type Bench = (house: House) => Promise<Row[]>;

/** Smallest first: what fills the database comes last. */
const benches: Record<string, Bench> = {
  slots: async () =>
    (await benchSlots()).map((row) => ({ ...row, unit: "ns a slot", goal: { atMost: row.goal } })),
  start: benchStart,
  openings: benchOpenings,
  page: benchBookingPage,
  phone: benchPhone,
  storm: benchStorm,
  booking: benchBooking,
  growth: benchGrowth,
};

const asked = process.argv.slice(2);
const chosen = Object.entries(benches).filter(([name]) => asked.length === 0 || asked.includes(name));
if (chosen.length === 0) {
  console.error(`There are these: ${Object.keys(benches).join(", ")}`);
  process.exit(1);
}

const rows: Row[] = [];
const house = await during("Opening a house", openHouse);
try {
  for (const [name, bench] of chosen) rows.push(...(await during(`Measuring: ${name}`, () => bench(house))));
} finally {
  await house.close();
}
console.log(`\n${tableOf(rows)}\n`);
if (asked.length === 0) {
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model,
    cores: availableParallelism(),
    load: loadavg()[0],
  };
  const results = {
    at: new Date().toISOString(),
    machine,
    rows: rows.map((row) => ({ ...row, ...judge(row) })),
  };
  writeFileSync(join(root, "bench", "results.json"), `${JSON.stringify(results, null, 2)}\n`);
}
