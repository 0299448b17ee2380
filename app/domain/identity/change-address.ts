import { and, eq, gt, isNull, or } from "drizzle-orm";
import { emailChanges, users } from "#app/db/schema/identity.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, type House, inTransaction } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { hashOf, isToken } from "#app/values/token.ts";
import { type AddressState, addressLasts, addressStateOf, isFresh } from "./rules.ts";
import type { SignedIn } from "./session.ts";

export type AddressChange = typeof emailChanges.$inferSelect;

/** Which mailbox a link went to. */
export type Side = "old" | "new";

export type AddressRefusal = "not_fresh" | "same_address";

/**
 * Ask for another address: both mailboxes are sent a link, and nothing changes before both were followed, within the
 * hour. An address that has an account is taken like any other, so that nobody learns of it. Refuses: not_fresh,
 * same_address.
 */
export function askForAddress(
  ctx: Ctx,
  session: SignedIn,
  newEmail: string,
): Promise<Result<null, AddressRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    const now = ctx.now();
    if (!isFresh(session, now.getTime())) return refused("not_fresh");
    if (newEmail === session.email) return refused("same_address");
    const { userId } = session;
    await ctx.db
      .update(emailChanges)
      .set({ endedAt: now })
      .where(and(eq(emailChanges.userId, userId), isNull(emailChanges.endedAt)));
    const id = newId();
    const [old, fresh] = [ctx.vault.token("address-old", id, 0), ctx.vault.token("address-new", id, 0)];
    await ctx.db.insert(emailChanges).values({
      id,
      userId,
      newEmail,
      ring: old.ring,
      oldHash: hashOf(old.token),
      newHash: hashOf(fresh.token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + addressLasts),
    });
    await record(ctx, "address.change_asked", { id });
    return done(null);
  });
}

/** A wish for another address with the one its person has now, or null. */
export async function findAddressChange(
  house: House,
  id: string,
): Promise<{ change: AddressChange; name: string; email: string } | null> {
  const [found] = await house.db
    .select({ change: emailChanges, name: users.name, email: users.email })
    .from(emailChanges)
    .innerJoin(users, eq(users.id, emailChanges.userId))
    .where(eq(emailChanges.id, id));
  return found ?? null;
}

/** Whether an address is somebody's already, be their account closed. */
export async function isAddressTaken({ db }: House, email: string): Promise<boolean> {
  const [somebody] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
  return somebody !== undefined;
}

/** The token in the letter to a side. */
export function addressToken({ vault }: House, { id, ring }: AddressChange, side: Side): string {
  return vault.token(`address-${side}`, id, 0, ring).token;
}

export type OpenedChange = { change: AddressChange; side: Side; state: AddressState; isConfirmed: boolean };

/** What a mailed token is about, or null when it never was one. */
export async function openAddressLink(house: House, token: string): Promise<OpenedChange | null> {
  if (!isToken(token)) return null;
  const hash = hashOf(token);
  const [change] = await house.db
    .select()
    .from(emailChanges)
    .where(or(eq(emailChanges.oldHash, hash), eq(emailChanges.newHash, hash)));
  if (!change) return null;
  const side = change.oldHash.equals(hash) ? "old" : "new";
  const state = addressStateOf(change, house.now().getTime());
  return { change, side, state, isConfirmed: change[confirmedAt[side]] !== null };
}

const confirmedAt = { old: "oldConfirmedAt", new: "newConfirmedAt" } as const;

/** Confirm one side, in the caller's transaction. Gives the wish as it stands then, or null when it is over. */
export async function confirmSide(
  house: House,
  { id }: AddressChange,
  side: Side,
): Promise<AddressChange | null> {
  const now = house.now();
  const [confirmed] = await house.db
    .update(emailChanges)
    .set({ [confirmedAt[side]]: now })
    .where(and(eq(emailChanges.id, id), isNull(emailChanges.endedAt), gt(emailChanges.expiresAt, now)))
    .returning();
  return confirmed ?? null;
}

/**
 * Give somebody the address they wished for, in the caller's transaction; answers the one they had. Runs into
 * users_have_one_address when somebody has taken it.
 */
export async function takeAddress(house: House, { id, userId, newEmail }: AddressChange): Promise<string> {
  const [before] = await house.db
    .select({ email: users.email })
    .from(users)
    .where(eq(users.id, userId))
    .for("no key update");
  if (!before) throw new Error(`User ${userId} is not there`);
  await house.db.update(users).set({ email: newEmail }).where(eq(users.id, userId));
  await giveUpAddress(house, id);
  return before.email;
}

/** Let a wish rest. */
export async function giveUpAddress(house: House, id: string): Promise<void> {
  await house.db.update(emailChanges).set({ endedAt: house.now() }).where(eq(emailChanges.id, id));
}
