import { type SQL, sql } from "drizzle-orm";

/** Capitals and accents laid aside, so that "ines" finds Inês: letters are taken apart (NFD) and their marks dropped. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "");
}

/** The same in Postgres, ordered by code point whatever the database's own order is. */
export function foldedInSql(text: unknown): SQL<string> {
  return sql<string>`(regexp_replace(normalize(lower(${text}), NFD), '[\u0300-\u036f]', '', 'g') collate "C")`;
}
