import { and, eq, isNotNull } from "drizzle-orm";
import { participants } from "#app/db/schema/clients.ts";
import { notifications, type Side } from "#app/db/schema/notifications.ts";
import { eventAt } from "#app/domain/audit/queries.ts";
import { maySee } from "#app/domain/clients/rules.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { accountOf } from "#app/domain/therapists/queries.ts";
import { type NoticeKind, topicOf } from "./kinds.ts";
import { wants } from "./wants.ts";

/** What a notice is about: the row its kind names, and which of its states. */
type About = { subjectId: string; sequence: number };

/** Somebody to tell, and on which side they hear it. `email` is their address as that side knows it. */
export type Told = { userId: string; side: Side; email: string | null };

/**
 * Tell people something inside the house, once each. Nobody is told news of what they did themselves, nor of what they
 * said they do not want to hear, nor of each date of what is told together. Telling twice is harmless.
 */
export async function notify(ctx: Ctx, kind: NoticeKind, about: About, people: Told[]): Promise<void> {
  const { subjectId, sequence } = about;
  const event = await eventAt(ctx, kind, { id: subjectId, sequence });
  if (event?.detail.together !== undefined) return;
  for (const { userId, side } of people) {
    const topic = topicOf(kind, side);
    if (!topic || event?.actor === `${actorOn[side]}:${userId}`) continue;
    if (!(await wants(ctx, userId, topic, "inPlace"))) continue;
    await ctx.db
      .insert(notifications)
      .values({
        practiceId: ctx.practiceId,
        userId,
        side,
        kind,
        subjectId,
        sequence,
        createdAt: ctx.now(),
      })
      .onConflictDoNothing();
  }
}

const actorOn = { client: "client", practice: "member" } as const satisfies Record<Side, string>;

/** The therapist, to be told on the practice's side. */
export async function therapistToTell(ctx: Ctx, therapistId: string): Promise<Told[]> {
  const { userId, email } = await accountOf(ctx, therapistId);
  return [{ userId, side: "practice", email }];
}

/** The people of a client who may see its sessions and can sign in, to be told on the client's side. */
export async function peopleToTell(ctx: Ctx, clientId: string): Promise<Told[]> {
  const rows = await ctx.db
    .select({ userId: participants.userId, role: participants.role, email: participants.email })
    .from(participants)
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.clientId, clientId),
        isNotNull(participants.userId),
      ),
    );
  return rows.flatMap(({ userId, role, email }) =>
    userId && maySee(role) ? [{ userId, side: "client" as const, email }] : [],
  );
}
