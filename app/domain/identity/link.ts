import { eq } from "drizzle-orm";
import { signInLinks } from "#app/db/schema/identity.ts";
import type { House } from "#app/domain/ctx.ts";
import { hashOf, isToken } from "#app/values/token.ts";
import { isLinkOpen } from "./rules.ts";

export type SignInLink = typeof signInLinks.$inferSelect;

/** What a sign-in mail carries: the link's token and the six digits, the same for the same row each time. */
export function secretsOf(
  { vault }: Pick<House, "vault">,
  { id, ring }: Pick<SignInLink, "id"> & { ring?: string },
): { token: string; code: string; ring: string } {
  const link = vault.token("sign-in", id, 0, ring);
  const code = vault.token("sign-in-code", id, 0, ring);
  return { ...link, code: digitsOf(code.token) };
}

/** Six digits of 256 bits: none is likelier than another by more than one part in 2^236. */
function digitsOf(token: string): string {
  const number = BigInt(`0x${Buffer.from(token, "base64url").toString("hex")}`);
  return (number % 1_000_000n).toString().padStart(6, "0");
}

/** The link that was asked for, by its id; null once it was swept. */
export async function findLink({ db }: House, id: string): Promise<SignInLink | null> {
  const [link] = await db.select().from(signInLinks).where(eq(signInLinks.id, id));
  return link ?? null;
}

/** How a link stands for the browser that opens it. `elsewhere`: another browser asked for it. */
type LinkState = "open" | "elsewhere" | "spent" | "unknown";

/** Look at a link without using it: whatever fetches pages ahead, of mail or of the web, changes nothing. */
export async function lookAtLink(
  { db, now }: House,
  { token, asker }: { token: string; asker: string | null },
): Promise<LinkState> {
  if (!isToken(token)) return "unknown";
  const [link] = await db
    .select()
    .from(signInLinks)
    .where(eq(signInLinks.hash, hashOf(token)));
  if (!link) return "unknown";
  if (!isLinkOpen(link, now().getTime())) return "spent";
  return asker !== null && hashOf(asker).equals(link.askerHash) ? "open" : "elsewhere";
}
