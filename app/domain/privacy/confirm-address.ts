import { brokenConstraint } from "#app/db/violations.ts";
import { record } from "#app/domain/audit/record.ts";
import { bookingsFollowAddress } from "#app/domain/bookings/follow-address.ts";
import { peopleFollowAddress } from "#app/domain/clients/follow-address.ts";
import type { Ctx, House } from "#app/domain/ctx.ts";
import {
  type AddressChange,
  confirmSide,
  findAddressChange,
  giveUpAddress,
  type OpenedChange,
  takeAddress,
} from "#app/domain/identity/change-address.ts";
import { addressStateOf } from "#app/domain/identity/rules.ts";
import { endAllSessions } from "#app/domain/identity/session.ts";
import { placesOf } from "#app/domain/practices/standings.ts";
import { placesFollowAddress } from "#app/domain/waiting/follow-address.ts";
import { done, type Result, refused } from "#app/values/result.ts";

/** `over`: it ran out or gave way to a later wish. `taken`: somebody else has the address by now. */
export type ConfirmRefusal = "over" | "taken";

/**
 * Confirm a new address from one mailbox. The second confirmation changes it, everywhere the old one stood, and signs
 * its person out but for the session `except`; asked again it changes nothing. Refuses: over, taken.
 */
export async function confirmAddress(
  house: House,
  { change, side }: OpenedChange,
  except?: string,
): Promise<Result<"waiting" | "changed", ConfirmRefusal>> {
  try {
    return await house.db.transaction(async (db) => {
      const inside = { ...house, db };
      const confirmed = await confirmSide(inside, change, side);
      if (!confirmed) return (await isCarriedOut(inside, change)) ? done("changed") : refused("over");
      if (!confirmed.oldConfirmedAt || !confirmed.newConfirmedAt) return done("waiting");
      await carryOut(inside, confirmed, except);
      return done("changed");
    });
  } catch (error) {
    if (!takenBy.has(brokenConstraint(error) ?? "")) throw error;
    await giveUpAddress(house, change.id);
    return refused("taken");
  }
}

const takenBy = new Set(["users_have_one_address", "participants_one_individual_per_address"]);

/** Whether the other letter was quicker by a moment, or this one was followed before. */
async function isCarriedOut(house: House, { id }: AddressChange): Promise<boolean> {
  const found = await findAddressChange(house, id);
  return found !== null && addressStateOf(found.change, house.now().getTime()) === "changed";
}

async function carryOut(house: House, change: AddressChange, except?: string): Promise<void> {
  const { id, userId, newEmail: to } = change;
  const from = await takeAddress(house, change);
  await peopleFollowAddress(house, { userId, from, to });
  await bookingsFollowAddress(house, { userId, from, to });
  await placesFollowAddress(house, { userId, from, to });
  await endAllSessions(house, userId, except);
  const practices = new Set((await placesOf(house, userId)).map(({ practiceId }) => practiceId));
  for (const practiceId of practices) {
    const there: Ctx = { ...house, practiceId, isInside: true };
    await record(there, "address.changed", { id });
  }
}
