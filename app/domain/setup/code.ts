import { randomBytes } from "node:crypto";
import { desc, eq, notInArray, sql } from "drizzle-orm";
import type { Limit } from "#app/db/limits.server.ts";
import { networkStaff } from "#app/db/schema/identity.ts";
import { practices } from "#app/db/schema/practices.ts";
import { setupCodes, setups } from "#app/db/schema/setup.ts";
import type { House } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { hashOf, newToken } from "#app/values/token.ts";

/** Nobody guesses a hundred bits; this only keeps a flood of tries from the database. */
const tries: Limit = { name: "setup_code", points: 10, seconds: 900 };

/** More processes than a first start has: what they printed before is forgotten. */
const mostCodes = 20;

/** Whether somebody has this deployment already: then there is nothing to set up, and nothing says there ever was. */
export async function isTaken({ db }: Pick<House, "db">): Promise<boolean> {
  const [practice] = await db.select({ id: practices.id }).from(practices).limit(1);
  if (practice) return true;
  const [staff] = await db.select({ id: networkStaff.userId }).from(networkStaff).limit(1);
  return staff !== undefined;
}

/**
 * A new code for whoever can read what this process prints, or null where somebody has the place. Each process prints its
 * own; all of them open the same set-up, and one that was printed before still does until any of them was used.
 */
export async function printCode(house: House): Promise<string | null> {
  if (await isTaken(house)) return null;
  const code = newCode();
  await house.db.insert(setupCodes).values({ hash: hashOf(bare(code)), printedAt: house.now() });
  const newest = house.db
    .select({ hash: setupCodes.hash })
    .from(setupCodes)
    .orderBy(desc(setupCodes.printedAt))
    .limit(mostCodes);
  await house.db.delete(setupCodes).where(notInArray(setupCodes.hash, newest));
  return code;
}

/** Where a code is used. */
export function setupUrlOf({ appUrl }: Pick<House, "appUrl">, code: string): string {
  return `${appUrl.replace(/\/$/, "")}/setup?${new URLSearchParams({ code })}`;
}

/**
 * Open the set-up with a printed code, once, for the browser that shows it: gives the token its cookie carries. What was
 * answered before stays, and the browser it was answered in is shut out: whoever reads the newest line of the console
 * has the say. Refuses: taken; wrong; paused, after too many tries from one `network`.
 */
export async function openByCode(
  house: House,
  { code, network }: { code: string; network: string },
): Promise<Result<{ token: string }, "taken" | "wrong" | "paused">> {
  if (await isTaken(house)) return refused("taken");
  if (await house.countTry(tries, network)) return refused("paused");
  return house.db.transaction(async (db) => {
    // Two codes that are used at once take turns, or each would wait for the other's row.
    await db.execute(sql`select pg_advisory_xact_lock(hashtext('selvage setup'))`);
    const [used] = await db
      .delete(setupCodes)
      .where(eq(setupCodes.hash, hashOf(bare(code))))
      .returning({ hash: setupCodes.hash });
    if (!used) return refused("wrong");
    await db.delete(setupCodes);
    const token = newToken();
    const at = house.now();
    await db
      .insert(setups)
      .values({ id: newId(), browserHash: hashOf(token), openedAt: at, changedAt: at })
      .onConflictDoUpdate({
        target: setups.isOnly,
        set: { browserHash: hashOf(token), version: sql`${setups.version} + 1` },
      });
    return done({ token });
  });
}

const letters = "0123456789abcdefghjkmnpqrstvwxyz";

/** Four times five letters that cannot be taken for one another (Crockford's base 32): a hundred bits, to be read aloud. */
function newCode(): string {
  const all = Array.from(randomBytes(20), (byte) => letters[byte & 31]).join("");
  return (all.match(/.{5}/g) ?? []).join("-");
}

/** A code however it was copied: capitals, spaces and hyphens do not matter, and an O was a zero. */
function bare(code: string): string {
  return code
    .toLowerCase()
    .replaceAll(/[^0-9a-z]/g, "")
    .replaceAll("o", "0")
    .replaceAll(/[il]/g, "1");
}
