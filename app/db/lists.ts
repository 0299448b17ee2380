import { type SQL, sql } from "drizzle-orm";

/** A column that holds a list read beside the row, so that one statement brings a whole and not its product. */
export function list<T>(element: SQL, source: SQL): SQL<T> {
  return sql<T>`(select coalesce(json_agg(${element}), '[]') from ${source})`;
}

/** An instant as whole milliseconds: in a list it would come as a text of many shapes. */
export function ms(column: Parameters<typeof sql>[1]): SQL {
  return sql`(extract(epoch from ${column}) * 1000)::int8`;
}
