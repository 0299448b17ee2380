import { getTableColumns, getTableName, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { PgTable } from "drizzle-orm/pg-core";
import { inChunks } from "./chunks.ts";
import type { Db } from "./client.server.ts";

/**
 * Write many rows that name the same columns, each thousand as one JSON value: a fifth of the work that binding every value
 * by itself is, where fifty thousand come at once.
 */
export async function insertMany<T extends PgTable>(
  db: Db,
  table: T,
  rows: readonly T["$inferInsert"][],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.entries(getTableColumns(table)).filter(
    ([key, { defaultFn }]) => Object.hasOwn(first, key) || defaultFn,
  );
  const names = sql.raw(columns.map(([key]) => `"${toSnakeCase(key)}"`).join(", "));
  const types = sql.raw(
    columns.map(([key, column]) => `"${toSnakeCase(key)}" ${column.getSQLType()}`).join(", "),
  );
  const into = sql.identifier(getTableName(table));
  await inChunks(rows, (chunk) => {
    const values = chunk.map((row: Record<string, unknown>) =>
      Object.fromEntries(
        columns.map(([key, { defaultFn }]) => [toSnakeCase(key), asJson(row[key] ?? defaultFn?.())]),
      ),
    );
    return db.execute(
      sql`insert into ${into} (${names}) select ${names} from json_to_recordset(${JSON.stringify(values)}::json) as one(${types})`,
    );
  });
}

/** Bytes as Postgres writes them in text; dates and the rest know themselves. */
function asJson(value: unknown): unknown {
  return Buffer.isBuffer(value) ? `\\x${value.toString("hex")}` : (value ?? null);
}
