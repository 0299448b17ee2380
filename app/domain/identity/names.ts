import { inArray } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import type { House } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";

/** What the people behind these signatures of the log ("member:…", "client:…") are called, by signature; only people have one. */
export async function namesBehind(house: House, signatures: string[]): Promise<Map<string, string>> {
  const ids = new Map(
    signatures.flatMap((signature) => {
      const [kind, id = ""] = signature.split(":");
      return (kind === "member" || kind === "client") && isId(id) ? [[signature, id] as const] : [];
    }),
  );
  if (ids.size === 0) return new Map();
  const rows = await house.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, [...new Set(ids.values())]));
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return new Map(
    [...ids].flatMap(([signature, id]) => (names.has(id) ? [[signature, names.get(id) ?? ""]] : [])),
  );
}
