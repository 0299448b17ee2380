import { and, eq } from "drizzle-orm";
import { participants } from "#app/db/schema/clients.ts";
import { happeningsOf } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { reopenAccount } from "#app/domain/identity/reopen.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { holdClient, type Participant, personWithin } from "./reach.ts";
import { maySee } from "./rules.ts";

export type InviteRefusal = "no_address" | "no_letters" | "no_page" | "just_sent";

const between = 10 * 60_000;

/**
 * Send somebody a welcome with the link to their page, and open their account again if they had closed it; nothing else of
 * an account changes. Null when it is not theirs to do. Refuses: no_address, no_letters when they asked for none, no_page
 * for who only pays or is only called, just_sent within ten minutes of the last.
 */
export function invite(
  ctx: MemberCtx,
  { clientId, participantId }: { clientId: string; participantId: string },
): Promise<Result<{ name: string }, InviteRefusal> | null> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await holdClient(ctx, "client.change", clientId))) return null;
    const found = await personWithin(ctx, "client.change", { clientId, participantId });
    return found && sendWelcome(ctx, found.person);
  });
}

/** The same for somebody the caller was allowed to add or change. */
export async function sendWelcome(
  ctx: MemberCtx,
  { id, name, email, role, mayEmail, userId }: Participant,
): Promise<Result<{ name: string }, InviteRefusal>> {
  if (!maySee(role)) return refused("no_page");
  if (!email) return refused("no_address");
  if (!mayEmail) return refused("no_letters");
  const before = await happeningsOf(ctx, [id], ["client.invited"]);
  const last = before.at(-1)?.at.getTime() ?? 0;
  if (ctx.now().getTime() - last < between) return refused("just_sent");

  await reopenAccount(ctx, userId ?? (await linkByAddress(ctx, id, { email, name })));
  await record(ctx, "client.invited", { id, sequence: before.length });
  return done({ name });
}

async function linkByAddress(
  ctx: MemberCtx,
  participantId: string,
  person: { email: string; name: string },
): Promise<string> {
  const { userId } = await knowByAddress(ctx, person);
  await ctx.db
    .update(participants)
    .set({ userId })
    .where(and(eq(participants.practiceId, ctx.practiceId), eq(participants.id, participantId)));
  return userId;
}
