import type { House } from "#app/domain/ctx.ts";
import { drop } from "#tests/support/database.ts";
import { aHouse } from "#tests/support/house.ts";

export type Template<T> = { name: string; made: T; drop: () => Promise<void> };

/** A database filled once, to be copied for each test that wants to begin there. The clock is the real one. */
export async function aTemplate<T>(fill: (house: House) => Promise<T>): Promise<Template<T>> {
  const home = await aHouse({ now: new Date() });
  const made = await fill(home.house);
  await home.queue.close();
  await home.database.close(); // Postgres copies only what nobody is connected to.
  const name = new URL(home.url).pathname.slice(1);
  return { name, made, drop: () => drop(process.env.TEST_DATABASE_URL!, name) };
}
