import { and, count, eq, inArray, lt, sql } from "drizzle-orm";
import { payments, refunds } from "#app/db/schema/payments.ts";
import type { House } from "#app/domain/ctx.ts";
import { broken, counted, ok, type Verdict } from "./verdict.ts";

const hour = 3_600_000;

/** Whether the books agreed with the payment service when they were last compared, practice by practice. */
export async function books({ db }: House): Promise<Verdict> {
  const { rows } = await db.execute<{ slug: string; differing: string[] }>(sql`
    select distinct on (r.practice_id) p.slug, r.differing from reconciliations r
    join practices p on p.id = r.practice_id order by r.practice_id, r.at desc`);
  const wrong = rows.filter(({ differing }) => differing.length > 0);
  if (wrong.length > 0)
    return broken(
      `Not as Stripe says: ${wrong.map(({ slug, differing }) => `${slug} (${differing.join(", ")})`).join("; ")}`,
    );
  return ok(rows.length === 0 ? "Nothing to compare yet" : "As Stripe says");
}

/** No payment or refund waits for Stripe longer than it should. */
export async function moneyUnderWay({ db, now }: House): Promise<Verdict> {
  const before = new Date(now().getTime() - 2 * hour);
  const [open] = await db
    .select({ count: count() })
    .from(payments)
    .where(and(eq(payments.status, "open"), eq(payments.method, "stripe"), lt(payments.createdAt, before)));
  const [asked] = await db
    .select({ count: count() })
    .from(refunds)
    .where(and(inArray(refunds.status, ["asked"]), lt(refunds.askedAt, before)));
  const waiting = (open?.count ?? 0) + (asked?.count ?? 0);
  return waiting > 0
    ? broken(
        `${counted(waiting, "payment or refund")} waiting for Stripe for two hours; is its key still good?`,
      )
    : ok("Nothing waits");
}
