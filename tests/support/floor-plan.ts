import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** Who may knock on whose door. A folder not named on the right is closed to the folder on the left. */
export const doors: Record<string, string[]> = {
  routes: ["middleware", "domain", "ui", "styles", "realtime", "values"],
  middleware: ["domain", "values"],
  ui: ["values"],
  emails: ["values"],
  papers: ["values"],
  domain: ["domain", "queue", "db", "realtime", "emails", "papers", "values"],
  queue: ["db", "values"],
  realtime: ["db", "values"],
  integrations: ["values"],
  db: ["values"],
  styles: [],
  values: [],
};

/** The floors of the house, ground first. A room calls down, never up, never sideways (decisions, 22). */
export const floors = [
  ["audit"],
  ["identity", "files"],
  ["practices"],
  ["therapists", "clients"],
  ["session-types", "codes", "ledger"],
  ["availability"],
  ["bookings"],
  ["groups", "waiting", "series", "sick-days", "joining"],
  ["payments"],
  ["plans", "invoices", "payouts", "calendar", "messaging", "content", "forms", "notes", "matching", "site"],
  ["reception"],
  ["notifications"],
  ["reports", "imports", "privacy", "setup"],
  ["operations"],
];

type Import = { from: string; to: string; isType: boolean };

/** The house as files and who imports whom, from the sources as they lie there. */
export function readHouse(root = "."): { files: Map<string, string>; imports: Import[] } {
  const names = globSync("app/**/*.{ts,tsx}", { cwd: root }).filter((file) => !file.endsWith(".d.ts"));
  const files = new Map(names.map((name) => [name, readFileSync(join(root, name), "utf8")]));
  const imports = [...files].flatMap(([from, text]) => importsOf(from, text));
  return { files, imports };
}

function importsOf(from: string, text: string): Import[] {
  const found = [
    ...text.matchAll(/^(?:import|export)(\s+type)?\b[^;"']*?from\s+"([.#][^"]+)"/gms),
    ...text.matchAll(/^import(\s+type)?\s*()?"([.#][^"]+)"/gms),
    ...text.matchAll(/\bimport(\s*)\(\s*"([.#][^"]+)"\s*\)/g),
  ];
  return found.map((match) => {
    const specifier = match[3] ?? match[2] ?? "";
    const to = specifier.startsWith("#") ? specifier.slice(1) : normalize(join(dirname(from), specifier));
    return { from, to: to.replace(/\?.*$/, ""), isType: /^\s+type$/.test(match[1] ?? "") };
  });
}

const folderOf = (file: string) => (file.split("/").length > 2 ? file.split("/")[1] : undefined);
const roomOf = (file: string) => (/^app\/domain\/[^/]+\//.test(file) ? file.split("/")[2] : undefined);
const floorOf = (room: string) => floors.findIndex((rooms) => rooms.includes(room));

/** Imports through a closed door, and vendors' SDKs and the web reached from where they are not known. */
export function trespasses(imports: Import[]): string[] {
  return imports
    .filter(({ from, to, isType }) => {
      const [here, there] = [folderOf(from), folderOf(to)];
      if (isType || !here || !there || here === there || to.includes("/+types/")) return false;
      return !doors[here]?.includes(there);
    })
    .map(({ from, to }) => `${from} → ${to}`);
}

/** Rooms that climb: that call a room on their own floor or above. */
export function climbs(imports: Import[]): string[] {
  return imports
    .filter(({ from, to, isType }) => {
      const [here, there] = [roomOf(from), roomOf(to)];
      return (
        !isType &&
        here !== undefined &&
        there !== undefined &&
        here !== there &&
        floorOf(there) >= floorOf(here)
      );
    })
    .map(({ from, to }) => `${from} → ${to}`);
}

/** Rooms nobody drew on the plan. */
export function unknownRooms(files: Iterable<string>): string[] {
  return [...new Set([...files].flatMap((file) => roomOf(file) ?? []))].filter((room) => floorOf(room) < 0);
}

/** Whose shelf a file of the schema is; one that outgrew its file is a folder beside it. */
const shelfOf = (file: string) => /^app\/db\/schema\/([^/]+?)(?:\/.+)?\.ts$/.exec(file)?.[1];

const writes = /(?:\.(?:insert|update|delete)\(|\binsertMany\(\s*[\w.]+,)\s*([A-Za-z]\w*)/g;

/** Writes to a table that stands on another room's shelf. */
export function strangers(files: Map<string, string>): string[] {
  const owner = new Map<string, string>();
  for (const [file, text] of files) {
    const shelf = shelfOf(file);
    if (shelf)
      for (const [, table] of text.matchAll(/^export const (\w+) = pgTable\(/gm))
        if (table) owner.set(table, shelf);
  }
  return [...files].flatMap(([file, text]) => {
    const here = roomOf(file);
    const written = [...text.matchAll(writes)].flatMap(([, table]) =>
      table && owner.has(table) ? [table] : [],
    );
    return written.filter((table) => owner.get(table) !== here).map((table) => `${file} writes ${table}`);
  });
}

/** Rooms that keep something of a client's and cannot give it to another client, or cannot forget it. */
export function cannotLetGo(files: Map<string, string>): string[] {
  return [...files].flatMap(([file, text]) => {
    const room = shelfOf(file);
    if (!room || !/^\s+clientId: /m.test(text)) return [];
    return ["rehome", "forget"].flatMap((verb) => {
      const verbFile = files.get(`app/domain/${room}/${verb}.ts`) ?? "";
      return new RegExp(`export (async )?function ${verb}\\(`).test(verbFile)
        ? []
        : [`${room} has no ${verb}`];
    });
  });
}

const vendors = /import (?!type)[^;]*?from "(?:stripe|resend|nodemailer|@googleapis\/[^"]+|pg-boss)"/;
const web = /from "(?:react-router|@react-router\/[^"]+)"/;

/** Vendors known outside integrations and the queue, and the web known inside the domain. */
export function leaks(files: Map<string, string>): string[] {
  return [...files].flatMap(([file, text]) => {
    const isVendorsRoom = /^app\/(integrations|queue)\//.test(file);
    return [
      ...(!isVendorsRoom && vendors.test(text) ? [`${file} knows a vendor`] : []),
      ...(/^app\/(domain|db|queue|integrations|values|emails)\//.test(file) && web.test(text)
        ? [`${file} knows the web`]
        : []),
    ];
  });
}

/** Rules that wait, look at the clock or at the database. */
export function impureRules(files: Map<string, string>): string[] {
  return [...files]
    .filter(
      ([file, text]) =>
        /\/domain\/.*\/rules\.ts$/.test(file) &&
        /\bawait\b|new Date\(\)|Date\.now\(|#app\/db\/client/.test(text),
    )
    .map(([file]) => file);
}

/** Files longer than a person reads at once. */
export function tooLong(files: Map<string, string>, most = 250): string[] {
  return [...files].filter(([, text]) => text.split("\n").length > most).map(([file]) => file);
}
