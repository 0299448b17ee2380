import { and, eq } from "drizzle-orm";
import { setupCodes, setups } from "#app/db/schema/setup.ts";
import { record } from "#app/domain/audit/record.ts";
import { addHours } from "#app/domain/availability/set-hours.ts";
import type { Ctx, House, MemberCtx } from "#app/domain/ctx.ts";
import { type Entered, enter } from "#app/domain/practices/enter.ts";
import { type NewPractice, openPractice, type Policy, takeOn } from "#app/domain/practices/open.ts";
import { type NewSessionType, offer } from "#app/domain/session-types/offer.ts";
import { join, type NewTherapist } from "#app/domain/therapists/join.ts";
import { givePhoto } from "#app/domain/therapists/photo.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { Setup } from "./answers.ts";
import { isTaken } from "./code.ts";

/** Everything a practice begins with. */
export type Opening = {
  owner: { name: string; email: string };
  practice: NewPractice;
  policies: Policy[];
  therapist: Omit<NewTherapist, "memberId">;
  types: NewSessionType[];
  hours: { weekday: number; startMinute: number; length: number; zone: string }[];
};

/** What an opened practice is for the browser that opened it: signed in, and not yet past the second step. */
export type Opened = { entered: Entered; own: MemberCtx; therapistId: string };

export type OpeningRefusal = "taken" | "changed_meanwhile";

/**
 * Open the practice: all of it or nothing, once, however many press at the same time. Its owner is signed in where they
 * pressed, although no letter has proven their address yet: whoever read the code on the machine's own console may do
 * anything here already, and the second step is set up before any page opens. Were the address mistyped, the next
 * sign-in would find nobody; so the letter goes out at once, and the page after this one asks them to look for it.
 * Refuses: taken; changed_meanwhile, when the set-up is no longer as it was looked at (`setup`).
 */
export function openUp(
  house: House,
  setup: Setup,
  opening: Opening,
  { device }: { device: string },
): Promise<Result<Opened, OpeningRefusal>> {
  return house.db.transaction(async (db) => {
    // Whoever has this row has the only way to open; a second press waits here, and then there is none.
    const [held] = await db
      .select({ version: setups.version, photo: setups.photo, photoType: setups.photoType })
      .from(setups)
      .where(and(eq(setups.id, setup.id), eq(setups.browserHash, setup.browserHash)))
      .for("update");
    if (await isTaken({ db })) return refused("taken");
    if (held?.version !== setup.version) return refused("changed_meanwhile");

    const inside: House = { ...house, db, actor: { kind: "system", job: "setup" } };
    const begun = await openPractice(inside, { ...opening.practice, isHome: true }, opening.policies);
    const ctx: Ctx = { ...begun, isInside: true };
    const { therapistId, own } = await settleOwner(ctx, opening);
    if (held.photo && held.photoType)
      await givePhoto(ctx, therapistId, { content: held.photo, contentType: held.photoType });
    for (const [position, type] of opening.types.entries())
      await offer(ctx, { ...type, position }, [therapistId]);
    await addHours(ctx, therapistId, opening.hours);

    await db.delete(setups);
    await db.delete(setupCodes);
    await record(ctx, "setup.finished", { id: own.actor.memberId });
    const entered = await enter(ctx, { userId: own.actor.userId, isOwnDevice: false, device, before: null });
    if (!entered.ok) throw new Error("The owner of a practice that was just opened has no place in it");
    return done({ entered: entered.value, own: { ...own, db: house.db }, therapistId });
  });
}

async function settleOwner(ctx: Ctx, { owner, therapist }: Opening) {
  const roles = ["owner", "therapist"] as const;
  const { memberId, userId } = await takeOn(ctx, { ...owner, roles: [...roles], intake: true });
  const { therapistId } = await join(ctx, { ...therapist, memberId });
  const { practiceId } = ctx;
  const who = { kind: "member", userId, memberId, practiceId, therapistId } as const;
  const { isInside: _, ...outside } = ctx;
  const own: MemberCtx = { ...outside, actor: { ...who, roles, intake: true, clinicalLead: false } };
  return { therapistId, own };
}
