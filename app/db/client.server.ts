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

/** Open the pool. `onLoss` hears of connections that died while idle; the pool replaces them by itself. */
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
  return { db: drizzle({ client: pool, casing: "snake_case" }), pool, close: () => pool.end() };
}
