import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import { root } from "../scripts/machine/places.ts";
import { during } from "../scripts/machine/terminal.ts";
import { benchBooking } from "./booking.ts";
import { benchBookingPage } from "./booking-page.ts";
import { benchCalendars } from "./calendars.ts";
import { benchConversations } from "./conversations.ts";
import { benchGrowth } from "./growth.ts";
import { type House, openHouse } from "./house.ts";
import { benchOpenings } from "./openings.ts";
import { benchPhone } from "./phone.ts";
import { benchPracticePages } from "./practice-pages.ts";
import { benchSlots } from "./slots.ts";
import { benchStart } from "./start.ts";
import { benchStorm } from "./storm.ts";
import { benchStreams } from "./streams.ts";
import { judge, type Row, tableOf } from "./table.ts";
import { benchWebhooks } from "./webhooks.ts";

type Bench = (house: House) => Promise<Row[]>;

/** Smallest first: what fills the database comes last. */
const benches: Record<string, Bench> = {
  slots: async () =>
    (await benchSlots()).map((row) => ({ ...row, unit: "ns a slot", goal: { atMost: row.goal } })),
  start: benchStart,
  openings: benchOpenings,
  page: benchBookingPage,
  practice: benchPracticePages,
  streams: benchStreams,
  conversations: benchConversations,
  phone: benchPhone,
  webhooks: benchWebhooks,
  calendars: benchCalendars,
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
const broke: string[] = [];
const house = await during("Opening a house", openHouse);
try {
  for (const [name, bench] of chosen) {
    // One that breaks is told at the end and keeps the others from nothing.
    await during(`Measuring: ${name}`, async () => rows.push(...(await bench(house)))).catch(
      (error: unknown) => broke.push(`${name} broke: ${error instanceof Error ? error.message : error}`),
    );
  }
} finally {
  await house.close();
}
console.log(["", tableOf(rows), "", ...broke].join("\n"));
process.exitCode = broke.length > 0 ? 1 : 0;

if (asked.length === 0 && broke.length === 0) {
  const load = loadavg()[0];
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: availableParallelism(), load };
  const results = {
    at: new Date().toISOString(),
    machine,
    rows: rows.map((row) => ({ ...row, ...judge(row) })),
  };
  writeFileSync(join(root, "bench", "results.json"), `${JSON.stringify(results, null, 2)}\n`);
}
