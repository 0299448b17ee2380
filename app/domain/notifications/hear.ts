import { and, asc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { deliveries, mailEvents } from "#app/db/schema/notifications.ts";
import { record } from "#app/domain/audit/record.ts";
import { type House, inTransaction } from "#app/domain/ctx.ts";
import { inTurn } from "#app/domain/in-turn.ts";
import type { MailEvent } from "#app/world.ts";
import { becameOf } from "./rules.ts";
import { suppress } from "./suppress.ts";

/** How many letters are followed at a time. */
const batch = 100;
/** How long an event waits for the letter it is about: our own note of having sent it may be a moment behind. */
const waitsFor = 86_400_000;

/** Keep what a mail service told, once for each of its ids, and have it worked at once. Telling it again changes nothing. */
export async function hear(
  house: House,
  { id, kind, carrierId, isPermanent, happenedAt }: MailEvent,
): Promise<void> {
  await house.db.transaction(async (db) => {
    const kept = await db
      .insert(mailEvents)
      .values({ id, kind, carrierId, isPermanent, happenedAt, receivedAt: house.now() })
      .onConflictDoNothing()
      .returning({ id: mailEvents.id });
    if (kept.length > 0)
      await house.enqueue(db, "house", [{ job: "follow_mail", practiceId: "", subjectId: "", sequence: 0 }]);
  });
}

/** Write on each letter what became of it, from all that was told about it: in whatever order it was told, and how often. */
export async function followMail(house: House): Promise<void> {
  for (;;) {
    const told = await house.db
      .selectDistinct({ id: deliveries.id, practiceId: deliveries.practiceId })
      .from(mailEvents)
      .innerJoin(deliveries, eq(deliveries.carrierId, mailEvents.carrierId))
      .where(isNull(mailEvents.workedAt))
      .limit(batch);
    await inTurn(told, ({ id, practiceId }) => follow({ ...house, practiceId }, id));
    if (told.length < batch) break;
  }
  const now = house.now();
  await house.db
    .update(mailEvents)
    .set({ workedAt: now })
    .where(and(isNull(mailEvents.workedAt), lt(mailEvents.receivedAt, new Date(now.getTime() - waitsFor))));
}

async function follow(house: House & { practiceId: string }, deliveryId: string): Promise<void> {
  await inTransaction(house, async (ctx) => {
    const [delivery] = await ctx.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.id, deliveryId))
      .for("update");
    if (!delivery?.carrierId) return;
    const events = await ctx.db
      .select()
      .from(mailEvents)
      .where(eq(mailEvents.carrierId, delivery.carrierId))
      .orderBy(asc(mailEvents.happenedAt), asc(mailEvents.id));
    const became = becameOf(events);
    if (became) {
      const { fate, at: fateAt, isRefused } = became;
      await ctx.db.update(deliveries).set({ fate, fateAt }).where(eq(deliveries.id, deliveryId));
      if (
        isRefused &&
        (await suppress(ctx, delivery, fate === "complained" ? "complained" : "bounced", fateAt))
      )
        await record(ctx, "letter.came_back", { id: deliveryId }, { fate });
    }
    const ids = events.map(({ id }) => id);
    await ctx.db
      .update(mailEvents)
      .set({ workedAt: sql`coalesce(${mailEvents.workedAt}, ${ctx.now().toISOString()}::timestamptz)` })
      .where(inArray(mailEvents.id, ids));
  });
}
