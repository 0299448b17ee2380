import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { type DisputeWhole, findDispute } from "#app/domain/payments/dispute-queries.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { askedBack } from "#app/emails/asked-back.tsx";
import { decidedByTheBank } from "#app/emails/decided-by-the-bank.tsx";
import type { World } from "#app/world.ts";
import { enveloped, letterheadOf } from "./compose.ts";
import { deliver } from "./deliver.ts";
import { moneyPeople } from "./money-people.ts";

/** Tell whoever handles the money that a bank asks some of it back, and until when it can be answered. */
export async function mailMemberDisputed(ctx: Ctx, world: World, { subjectId }: Subject): Promise<void> {
  const found = await findDispute(ctx, subjectId);
  if (found && found.dispute.closedAt === null) await mail(ctx, world, found, "disputed");
}

/** Tell them what the bank decided. */
export async function mailMemberDecided(ctx: Ctx, world: World, { subjectId }: Subject): Promise<void> {
  const found = await findDispute(ctx, subjectId);
  if (found && found.dispute.closedAt !== null) await mail(ctx, world, found, "decided");
}

/** One letter each. A carrier that fails for one keeps nobody else waiting; the job comes back for whoever is left. */
async function mail(ctx: Ctx, world: World, found: DisputeWhole, which: "disputed" | "decided") {
  const { dispute, currency, therapistIds } = found;
  const practice = await ownPractice(ctx);
  const tries = await Promise.allSettled(
    (await moneyPeople(ctx, therapistIds)).map(({ userId, email: to, name }) => {
      const letter = {
        ...letterheadOf(ctx, practice),
        ...{ name, amount: { amount: dispute.amount, currency }, zone: practice.zone },
        pageUrl: `${ctx.appUrl}/practice/billing/disputes/${dispute.id}`,
      };
      const written = () =>
        which === "disputed"
          ? askedBack({ ...letter, dueBy: dispute.dueBy?.getTime() ?? null })
          : decidedByTheBank({ ...letter, isWon: dispute.status === "won" });
      return deliver(ctx, world, {
        key: `member:${which}:${dispute.id}:${userId}`,
        letter: `member_${which}`,
        subjectId: dispute.id,
        write: () => enveloped(world, written(), { to, practice }),
      });
    }),
  );
  const failed = tries.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}
