import type { RouteConfigEntry } from "@react-router/dev/routes";
import { permissions } from "#app/permissions.ts";
import routes from "#app/routes.ts";

/** Every address of routes.ts with the line the permission table has for it. */
export function operations() {
  return flat(routes as RouteConfigEntry[], "").map(({ file, path }) => {
    const line = permissions[file];
    if (!line) throw new Error(`No line for ${file}`);
    return { file, path, ...line };
  });
}

function flat(entries: RouteConfigEntry[], above: string): { file: string; path: string }[] {
  return entries.flatMap((entry) => {
    const path = [above, entry.path].filter(Boolean).join("/");
    const inside = flat(entry.children ?? [], path);
    // A layout is asked for with whatever stands in it; on its own it has no address.
    return entry.children?.length ? inside : [{ file: entry.file, path }];
  });
}
