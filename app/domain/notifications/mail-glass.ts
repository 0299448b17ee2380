import { glassToTell } from "#app/domain/clients/glass.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { accountOf } from "#app/domain/therapists/queries.ts";
import { glassBroken } from "#app/emails/glass-broken.tsx";
import type { World } from "#app/world.ts";
import { enveloped, letterheadOf } from "./compose.ts";
import { deliver } from "./deliver.ts";
import { notify, therapistToTell } from "./notify.ts";

/**
 * Tell a client's therapists at once that somebody broke the glass before their record: who and when, never whose it is or
 * why. Nobody can switch that off.
 */
export async function mailGlassBroken(ctx: Ctx, world: World, { subjectId }: Subject): Promise<void> {
  const told = await glassToTell(ctx, subjectId);
  if (!told) return;
  const { glass, therapistIds } = told;
  const practice = await ownPractice(ctx);
  const tries = await Promise.allSettled(
    therapistIds.map(async (therapistId) => {
      const { userId, email: to, name } = await accountOf(ctx, therapistId);
      const letter = {
        ...letterheadOf(ctx, practice),
        ...{ name, who: glass.who, since: glass.brokenAt.getTime(), zone: practice.zone },
        pageUrl: `${ctx.appUrl}/practice/clients/${glass.clientId}/break-glass`,
      };
      await deliver(ctx, world, {
        key: `therapist:glass:${subjectId}:${userId}`,
        letter: "therapist_glass",
        subjectId,
        write: () => enveloped(world, glassBroken(letter), { to, practice }),
      });
    }),
  );
  const failed = tries.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}

/** The same inside the house. */
export async function notifyGlassBroken(ctx: Ctx, _world: World, subject: Subject): Promise<void> {
  const told = await glassToTell(ctx, subject.subjectId);
  for (const therapistId of told?.therapistIds ?? [])
    await notify(ctx, "glass.broken", subject, await therapistToTell(ctx, therapistId));
}
