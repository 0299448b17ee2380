import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { type Asked, hotStatements } from "./hot-statements.ts";

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
    // Two hundred people who want one time wait for one another; to wait beats to hear that something broke.
    connectionTimeoutMillis: 15_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  pool.on("error", onLoss);
  // The pool hears only of those that lie idle. One that dies between two statements of a transaction would say so to
  // nobody, and that ends the process.
  pool.on("connect", (client) => client.on("error", onLoss));
  const take = () => pool.connect();
  const db = drizzle({ client: giving(pool, take), casing });
  connections.set(db, take);
  return { db, pool, close: () => pool.end() };
}

const casing = "snake_case";
const connections = new WeakMap<Db, () => Promise<pg.PoolClient>>();

/**
 * The pool as drizzle sees it. Drizzle 0.45 gives a connection back once its transaction has begun: one that dies at the
 * very `begin` would stay taken for ever, and ten of them would close the house. So we give that one back.
 */
function giving(pool: pg.Pool, take: () => Promise<pg.PoolClient>): pg.Pool {
  const named = hotStatements();
  const asking = instead(pool, "query", (...asked: Asked) => Reflect.apply(pool.query, pool, named(asked)));
  return instead(asking, "connect", async () => {
    const client = await take();
    return instead(client, "query", async (...asked: Asked) => {
      try {
        return await Reflect.apply(client.query, client, named(asked));
      } catch (error) {
        if (asked[0].text?.startsWith("begin")) client.release(true);
        throw error;
      }
    });
  });
}

/** An object one of whose methods is another; all others do to it what they did. */
function instead<T extends object>(object: T, method: keyof T, other: unknown): T {
  return new Proxy(object, {
    get(target, name) {
      if (name === method) return other;
      const found = Reflect.get(target, name);
      return typeof found === "function" ? found.bind(target) : found;
    },
  });
}

/**
 * Read, in a transaction in which Postgres refuses every write. It has one connection, so whoever asks several things at
 * once is answered one after the other.
 */
export async function onlyReading<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  const take = connections.get(db);
  if (!take) throw new Error("Inside a transaction it is too late to say that it only reads");
  const client = await take();
  try {
    const reader = drizzle({ client: takingTurns(client), casing });
    return await reader.transaction(work, { accessMode: "read only" });
  } finally {
    client.release();
  }
}

function takingTurns(client: pg.PoolClient): pg.PoolClient {
  let last: Promise<unknown> = Promise.resolve();
  return instead(client, "query", (...asked: unknown[]) => {
    const turn = last.then(() => Reflect.apply(client.query, client, asked));
    last = turn.catch(() => {}); // Whoever asked hears of it; the next one has their turn.
    return turn;
  });
}
