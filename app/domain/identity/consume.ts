import { timingSafeEqual } from "node:crypto";
import { and, desc, eq, gt, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Limit } from "#app/db/limits.server.ts";
import { signInLinks } from "#app/db/schema/identity.ts";
import type { House } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { hashOf, isToken } from "#app/values/token.ts";
import { findByAddress } from "./know.ts";
import { lookAtLink, type SignInLink, secretsOf } from "./link.ts";
import { codeTries, isLinkOpen } from "./rules.ts";

/** What somebody shows to be let in: the link's token or the code, and the secret of the browser that asked. */
export type Shown = { asker: string | null } & ({ token: string } | { code: string });

/** Whose address was proven, and where they were going. */
export type Proof = { userId: string; back: string | null };

/**
 * `elsewhere`: another browser asked. `spent`: used, too old, or tried too often. `unfit`: not the code. `paused`: too
 * many codes were tried on this address, from wherever; its links still work.
 */
export type LinkRefusal = "unknown" | "elsewhere" | "spent" | "unfit" | "paused";

/** Codes tried on one account from all browsers together: a crowd cannot guess its way in, and locks nobody out. */
const codesOfAccount: Limit = { name: "codes", points: 50, seconds: 3600 };

/**
 * Use up a link or a code, once: of any number at the same time one hears yes. Works only for the browser that asked.
 * Refuses with the words of `LinkRefusal`.
 */
export function consume(house: House, shown: Shown): Promise<Result<Proof, LinkRefusal>> {
  return "token" in shown ? byToken(house, shown) : byCode(house, shown);
}

async function byToken(
  house: House,
  shown: { asker: string | null; token: string },
): Promise<Result<Proof, LinkRefusal>> {
  const { asker, token } = shown;
  if (!asker || !isToken(token)) return refused(await whyNot(house, shown));
  const link = await spend(
    house,
    and(
      eq(signInLinks.hash, hashOf(token)),
      eq(signInLinks.askerHash, hashOf(asker)),
      lt(signInLinks.tries, codeTries),
    ),
  );
  return link ? proofOf(house, link) : refused(await whyNot(house, shown));
}

/** A link that is open and yet was not to be had went to somebody else in between. */
async function whyNot(house: House, shown: { asker: string | null; token: string }) {
  const state = await lookAtLink(house, shown);
  return state === "open" ? "spent" : state;
}

async function byCode(
  house: House,
  { asker, code }: { asker: string | null; code: string },
): Promise<Result<Proof, LinkRefusal>> {
  if (!asker) return refused("elsewhere");
  if (!/^\d{6}$/.test(code)) return refused("unfit");
  const newest = await newestOf(house, asker);
  if (!newest || !isLinkOpen(newest, house.now().getTime())) return refused("spent");
  if (await house.countTry(codesOfAccount, house.vault.fingerprint(`codes:${newest.email}`)))
    return refused("paused");
  // The try is counted before the code is looked at, so fifty at once are still five tries.
  const tries = await countTry(house, newest);
  if (tries === null) return refused("spent");
  if (!isSame(code, secretsOf(house, newest).code)) return refused(tries === codeTries ? "spent" : "unfit");
  const link = await spend(house, eq(signInLinks.id, newest.id));
  return link ? proofOf(house, link) : refused("spent");
}

async function newestOf({ db }: House, asker: string): Promise<SignInLink | null> {
  const [newest] = await db
    .select()
    .from(signInLinks)
    .where(eq(signInLinks.askerHash, hashOf(asker)))
    .orderBy(desc(signInLinks.createdAt), desc(signInLinks.id))
    .limit(1);
  return newest ?? null;
}

async function countTry({ db }: House, { id }: SignInLink): Promise<number | null> {
  const [tried] = await db
    .update(signInLinks)
    .set({ tries: sql`${signInLinks.tries} + 1` })
    .where(and(eq(signInLinks.id, id), lt(signInLinks.tries, codeTries), isNull(signInLinks.usedAt)))
    .returning({ tries: signInLinks.tries });
  return tried?.tries ?? null;
}

async function spend({ db, now }: House, which: SQL | undefined): Promise<SignInLink | null> {
  const at = now();
  const [spent] = await db
    .update(signInLinks)
    .set({ usedAt: at })
    .where(and(which, isNull(signInLinks.usedAt), gt(signInLinks.expiresAt, at)))
    .returning();
  return spent ?? null;
}

async function proofOf(house: House, { email, back }: SignInLink): Promise<Result<Proof, LinkRefusal>> {
  const person = await findByAddress(house, email);
  return person ? done({ userId: person.userId, back }) : refused("spent");
}

function isSame(said: string, meant: string): boolean {
  return timingSafeEqual(Buffer.from(said), Buffer.from(meant));
}
