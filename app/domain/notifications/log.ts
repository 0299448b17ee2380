import { and, desc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { deliveries, suppressions } from "#app/db/schema/notifications.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";

/** The shelves of the delivery log. */
export const shelves = ["all", "arrived", "trouble", "waiting"] as const;
export type Shelf = (typeof shelves)[number];

type Wanted = { shelf: Shelf; to: string; before: string | null; count: number };

/** Letters of the practice in a member's reach, the newest first: what, to whom, when and how it went; never their words. */
export async function deliveryLog(ctx: MemberCtx, { shelf, to, before, count }: Wanted) {
  const found = await ctx.db
    .select({
      id: deliveries.id,
      letter: deliveries.letter,
      subjectId: deliveries.subjectId,
      recipient: deliveries.recipient,
      status: deliveries.status,
      why: deliveries.why,
      fate: deliveries.fate,
      createdAt: deliveries.createdAt,
      at: sql<Date | null>`coalesce(${deliveries.fateAt}, ${deliveries.settledAt})`.mapWith(
        deliveries.fateAt,
      ),
    })
    .from(deliveries)
    .where(
      and(
        within(ctx),
        onShelf[shelf],
        to ? sql`strpos(${deliveries.recipient}, ${to.toLowerCase()}) > 0` : undefined,
        before && isId(before)
          ? sql`(${deliveries.createdAt}, ${deliveries.id}) < (select d.created_at, d.id from deliveries d
              where d.practice_id = ${ctx.practiceId} and d.id = ${before})`
          : undefined,
      ),
    )
    .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
    .limit(count + 1);
  const letters = found.slice(0, count);
  return { letters, more: found.length > count ? (letters.at(-1)?.id ?? null) : null };
}

const trouble = sql`(${deliveries.status} in ('failed', 'unknown', 'withheld')
  or ${deliveries.fate} in ('bounced', 'complained'))`;

const onShelf: Record<Shelf, SQL | undefined> = {
  all: undefined,
  arrived: sql`${deliveries.status} = 'sent' and not ${trouble} is true`,
  trouble: sql`${trouble} is true`,
  waiting: sql`${deliveries.status} in ('waiting', 'handing_over')`,
};

/** The addresses in a member's reach that turned letters away and are still somebody's here, the latest first. */
export function turnedAway(ctx: MemberCtx) {
  return ctx.db
    .select({
      deliveryId: suppressions.deliveryId,
      address: suppressions.address,
      why: suppressions.why,
      since: suppressions.since,
      clientId: sql<string | null>`(select p.client_id from participants p
        where p.practice_id = ${suppressions.practiceId} and p.email = ${suppressions.address}
        order by p.created_at limit 1)`,
    })
    .from(suppressions)
    .innerJoin(deliveries, eq(deliveries.id, suppressions.deliveryId))
    .where(and(within(ctx), isNull(suppressions.liftedAt), isStillSomebodys))
    .orderBy(desc(suppressions.since))
    .limit(50);
}

const isStillSomebodys = or(
  sql`exists (select 1 from participants p
    where p.practice_id = ${suppressions.practiceId} and p.email = ${suppressions.address})`,
  sql`exists (select 1 from bookings b
    where b.practice_id = ${suppressions.practiceId} and b.guest_email = ${suppressions.address}
      and b.status in ('requested', 'held', 'confirmed'))`,
  sql`exists (select 1 from waits w
    where w.practice_id = ${suppressions.practiceId} and w.guest_email = ${suppressions.address}
      and w.status = 'waiting')`,
  sql`exists (select 1 from members m join users u on u.id = m.user_id
    where m.practice_id = ${suppressions.practiceId} and u.email = ${suppressions.address})`,
);

/** Write to an address again that turned a letter away. Null when that letter is not within reach. Twice is harmless. */
export function writeAgain(ctx: MemberCtx, deliveryId: string): Promise<{ address: string } | null> {
  return inTransaction(ctx, async (ctx) => {
    if (!isId(deliveryId)) return null;
    const [letter] = await ctx.db
      .select({ address: deliveries.recipient })
      .from(deliveries)
      .where(and(within(ctx), eq(deliveries.id, deliveryId)));
    if (!letter) return null;
    const lifted = await ctx.db
      .update(suppressions)
      .set({ liftedAt: ctx.now() })
      .where(
        and(
          eq(suppressions.practiceId, ctx.practiceId),
          eq(suppressions.address, letter.address),
          isNull(suppressions.liftedAt),
        ),
      )
      .returning({ address: suppressions.address });
    if (lifted.length > 0) await record(ctx, "letter.written_again", { id: deliveryId });
    return letter;
  });
}

/** The letters a member may know of: all of the practice's, or those about a therapist's own bookings, people and waiting list. */
function within(ctx: MemberCtx): SQL | undefined {
  const here = eq(deliveries.practiceId, ctx.practiceId);
  const reach = reachOf(ctx.actor, "letters.see");
  if (reach === "practice") return here;
  const { therapistId } = ctx.actor;
  if (reach === "none" || !therapistId) return sql`false`;
  const ownBooking = sql`exists (select 1 from bookings b
    where b.id = ${deliveries.subjectId} and b.therapist_id = ${therapistId})`;
  const ownWait = sql`exists (select 1 from waits w
    where w.id = ${deliveries.subjectId} and w.therapist_id = ${therapistId})`;
  const ownSeries = sql`exists (select 1 from series s
    where s.id = ${deliveries.subjectId} and s.therapist_id = ${therapistId})`;
  const ownPerson = sql`exists (select 1 from participants p join care_relationships c on c.client_id = p.client_id
    where c.practice_id = ${deliveries.practiceId} and c.therapist_id = ${therapistId} and p.email = ${deliveries.recipient})`;
  return and(here, or(ownBooking, ownWait, ownSeries, ownPerson));
}
