import { and, eq } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import { members } from "#app/db/schema/practices.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { joinUrl } from "#app/domain/identity/join-link.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { practiceOpened } from "#app/emails/practice-opened.tsx";
import type { World } from "#app/world.ts";
import { enveloped, letterheadOf } from "./compose.ts";
import { deliver } from "./deliver.ts";

/** Tell whoever set up a practice that it is open, and how they come back in. Where no carrier is set up yet, it waits. */
export async function mailOwnerWelcome(ctx: Ctx, world: World, { subjectId }: Subject): Promise<void> {
  const [owner] = await ctx.db
    .select({ userId: users.id, email: users.email, name: users.name, endedAt: members.endedAt })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.practiceId, ctx.practiceId), eq(members.id, subjectId)));
  if (!owner || owner.endedAt) return;
  const practice = await ownPractice(ctx);
  const letter = {
    ...letterheadOf(ctx, practice),
    name: owner.name,
    signInUrl: joinUrl(ctx, owner.userId),
  };
  await deliver(ctx, world, {
    key: `owner:welcome:${subjectId}`,
    letter: "owner_welcome",
    subjectId,
    write: () => enveloped(world, practiceOpened(letter), { to: owner.email, practice }),
  });
}
