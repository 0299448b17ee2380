import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

/** A connection of the house: the pool itself, or the transaction we are in. */
export type Db = Pick<
  NodePgDatabase,
  | "select"
  | "selectDistinct"
  | "selectDistinctOn"
  | "insert"
  | "update"
  | "delete"
  | "execute"
  | "transaction"
  | "with"
>;

export type Database = { db: Db; pool: pg.Pool; close: () => Promise<void> };

/** Open the pool. `onLoss` hears of connections that died; the pool replaces them by itself. */
export function connect(
  url: string,
  { max = 10, onLoss = () => {} }: { max?: number; onLoss?: (error: Error) => void } = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: "selvage",
    connectionTimeoutMillis: 5_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  pool.on("error", onLoss);
  // The pool hears only of those that lie idle. One that dies between two statements of a transaction would say so to
  // nobody, and that ends the process.
  pool.on("connect", (client) => client.on("error", onLoss));
  const db = drizzle({ client: pool, casing });
  pools.set(db, pool);
  return { db, pool, close: () => pool.end() };
}

const casing = "snake_case";
const pools = new WeakMap<Db, pg.Pool>();

/**
 * Read, in a transaction in which Postgres refuses every write. It has one connection, so whoever asks several things at
 * once is answered one after the other.
 */
export async function onlyReading<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  const pool = pools.get(db);
  if (!pool) throw new Error("Inside a transaction it is too late to say that it only reads");
  const client = await pool.connect();
  try {
    const reader = drizzle({ client: takingTurns(client), casing });
    return await reader.transaction(work, { accessMode: "read only" });
  } finally {
    client.release();
  }
}

function takingTurns(client: pg.PoolClient): pg.PoolClient {
  let last: Promise<unknown> = Promise.resolve();
  return new Proxy(client, {
    get(target, name) {
      if (name !== "query") return Reflect.get(target, name);
      return (...asked: unknown[]) => {
        const turn = last.then(() => Reflect.apply(target.query, target, asked));
        last = turn.catch(() => {}); // Whoever asked hears of it; the next one has their turn.
        return turn;
      };
    },
  });
}
