import type pg from "pg";
import { connect } from "#app/db/client.server.ts";
import type { House } from "#app/domain/ctx.ts";
import type { Carrier } from "#app/world.ts";
import type { TestHouse } from "#tests/support/house.ts";

const killed = new Error("The worker was killed");

/**
 * The life of one worker: connections of its own, and a carrier. At the n-th point, which is a statement or a letter
 * being handed over, it dies: its connections break, so Postgres undoes what was open, and nothing of it goes on. It
 * dies before the point or just after it was done and before it heard so.
 */
export function aLife(house: TestHouse, carrier: Carrier, dies?: { at: number; when: "before" | "after" }) {
  const database = connect(house.url, { onLoss: () => {} });
  const clients = new Set<pg.PoolClient>();
  let points = 0;
  let isDead = false;

  function die(): never {
    isDead = true;
    for (const client of clients) socketOf(client).destroy();
    throw killed;
  }
  async function point<T>(work: () => Promise<T>): Promise<T> {
    if (isDead) throw killed;
    points += 1;
    const isLast = points === dies?.at;
    if (isLast && dies.when === "before") die();
    const answer = await work();
    if (isLast) die();
    if (isDead) throw killed;
    return answer;
  }

  database.pool.on("connect", (client) => {
    clients.add(client);
    client.on("error", () => {});
    const query = client.query.bind(client) as (...of: unknown[]) => Promise<unknown>;
    client.query = ((...of: unknown[]) => {
      const done = of.at(-1);
      if (typeof done !== "function") return point(() => query(...of));
      const asked = point(() => query(...of.slice(0, -1)));
      asked.then(
        (answer) => done(null, answer),
        (error) => done(error),
      );
      return undefined;
    }) as typeof client.query;
  });

  const mortal: House = { ...house.house, db: database.db };
  const hand: Carrier["hand"] = (letter, key) => point(() => carrier.hand(letter, key));
  return {
    house: mortal,
    pool: database.pool,
    world: { mail: { from: "hello@selvage.test", resend: { hand } } },
    isDead: () => isDead,
    /** A dead one has nothing to close: its connections are broken already. */
    end: async () => (isDead ? undefined : database.close()),
  };
}

function socketOf(client: pg.PoolClient): { destroy(): void } {
  return (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream;
}
