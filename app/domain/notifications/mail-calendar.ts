import { and, eq } from "drizzle-orm";
import { calendarConnections } from "#app/db/schema/calendar.ts";
import { users } from "#app/db/schema/identity.ts";
import { members } from "#app/db/schema/practices.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { calendarBroke } from "#app/emails/calendar-broke.tsx";
import type { World } from "#app/world.ts";
import { enveloped, letterheadOf } from "./compose.ts";
import { deliver, supersede } from "./deliver.ts";

/** Tell a therapist that their calendar needs connecting again: once each time it broke, and not where they already have. */
export async function mailTherapistCalendarBroke(
  ctx: Ctx,
  world: World,
  { subjectId, sequence }: Subject,
): Promise<void> {
  const [found] = await ctx.db
    .select({
      connection: calendarConnections,
      zone: therapists.zone,
      name: users.name,
      email: users.email,
      endedAt: members.endedAt,
    })
    .from(calendarConnections)
    .innerJoin(therapists, eq(therapists.id, calendarConnections.therapistId))
    .innerJoin(members, eq(members.id, therapists.memberId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(calendarConnections.practiceId, ctx.practiceId), eq(calendarConnections.id, subjectId)));
  const key = `therapist:calendar_broke:${subjectId}:${sequence}`;
  const { state, breaks, brokenAt, trouble } = found?.connection ?? {};
  if (state !== "needs_reconnect" || breaks !== sequence || !brokenAt || !trouble || !found || found.endedAt)
    return supersede(ctx, key);
  const practice = await ownPractice(ctx);
  const letter = {
    ...letterheadOf(ctx, practice),
    ...{ name: found.name, since: brokenAt.getTime(), zone: found.zone, trouble },
    pageUrl: `${ctx.appUrl}/practice/settings/calendar`,
  };
  await deliver(ctx, world, {
    ...{ key, letter: "therapist_calendar_broke", subjectId },
    write: () => enveloped(world, calendarBroke(letter), { to: found.email, practice }),
  });
}
