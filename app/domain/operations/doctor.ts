import type { House } from "#app/domain/ctx.ts";
import type { Storage } from "#app/world/storage.ts";
import { crisisLines, sessionsAhead } from "./doctor/clocks.ts";
import { database, extension, role, walls } from "./doctor/database.ts";
import { erased } from "./doctor/erasures.ts";
import { clientsKeys, linksKeys, ringKeys } from "./doctor/keys.ts";
import { log } from "./doctor/log.ts";
import { books, moneyUnderWay } from "./doctor/money.ts";
import { storage } from "./doctor/storage.ts";
import { broken, ok, type Verdict } from "./doctor/verdict.ts";
import { graves, letters, queue } from "./doctor/work.ts";
import { inWords } from "./in-words.ts";

/** What the doctor looks with. `pendingMigrations` are those of this release that the database lacks. */
type Means = { house: House; storage: Storage; pendingMigrations: () => Promise<string[]> };

export type Finding = Verdict & { check: string };

type Check = { check: string; look: (means: Means) => Promise<Verdict> };

const checks: Check[] = [
  { check: "role", look: ({ house }) => role(house) },
  { check: "btree_gist", look: ({ house }) => extension(house) },
  { check: "migrations", look: migrations },
  { check: "private words", look: ({ house }) => walls(house) },
  { check: "clients' keys", look: ({ house }) => clientsKeys(house) },
  { check: "erased clients", look: ({ house }) => erased(house) },
  { check: "links' keys", look: ({ house }) => linksKeys(house) },
  { check: "wrapped keys", look: ({ house }) => ringKeys(house) },
  { check: "the log", look: ({ house }) => log(house) },
  { check: "files", look: ({ storage: kept }) => storage(kept) },
  { check: "queue", look: ({ house }) => queue(house) },
  { check: "buried jobs", look: ({ house }) => graves(house) },
  { check: "letters", look: ({ house }) => letters(house) },
  { check: "books", look: ({ house }) => books(house) },
  { check: "money under way", look: ({ house }) => moneyUnderWay(house) },
  { check: "sessions ahead", look: ({ house }) => sessionsAhead(house) },
  { check: "crisis lines", look: ({ house }) => crisisLines(house) },
];

/**
 * Look the house over, each thing by name. Changes nothing. Where Postgres does not answer, that is all there is to say;
 * a check that cannot be made counts as broken.
 */
export async function examine(means: Means): Promise<Finding[]> {
  const first = await find({ check: "database", look: ({ house }) => database(house) }, means);
  if (first.state !== "ok") return [first];
  const findings = [first];
  for (const check of checks) findings.push(await find(check, means));
  return findings;
}

async function find({ check, look }: Check, means: Means): Promise<Finding> {
  const verdict = await look(means).catch((error) => broken(`Could not look: ${inWords(error)}`));
  return { check, ...verdict };
}

async function migrations({ pendingMigrations }: Means): Promise<Verdict> {
  const missing = await pendingMigrations();
  return missing.length > 0
    ? broken(`Missing: ${missing.join(", ")}; run selvage migrate`)
    : ok("All applied");
}
