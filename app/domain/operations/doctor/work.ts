import { and, count, gt, inArray, sql } from "drizzle-orm";
import { deliveries } from "#app/db/schema/notifications.ts";
import type { House } from "#app/domain/ctx.ts";
import { lanes } from "#app/domain/lanes.ts";
import { buried } from "#app/queue/queue.ts";
import { laneCounts } from "../jobs.ts";
import { broken, counted, ok, type Verdict } from "./verdict.ts";

const day = 86_400_000;
const lettersRemembered = 7;

/** The queue's tables are there, with every lane and its graveyard. */
export async function queue({ db }: House): Promise<Verdict> {
  const { rows: tables } = await db.execute<{ there: boolean }>(
    sql`select to_regclass('pgboss.queue') is not null as there`,
  );
  if (!tables[0]?.there) return broken("The queue is not installed; run selvage migrate");
  const { rows } = await db.execute<{ name: string }>(sql`select name from pgboss.queue`);
  const missing = lanes
    .flatMap((lane) => [lane, buried(lane)])
    .filter((lane) => !rows.some(({ name }) => name === lane));
  return missing.length > 0
    ? broken(`Without the lanes ${missing.join(", ")}; run selvage migrate`)
    : ok("Installed, all lanes there");
}

/** No job was given up. */
export async function graves(house: House): Promise<Verdict> {
  const dead = (await laneCounts(house)).reduce((sum, lane) => sum + lane.buried, 0);
  return dead > 0 ? broken(`${counted(dead, "job")} given up; see selvage jobs`) : ok("None");
}

/** Every letter of the last days arrived, as far as we can know. Older ones were seen, or it is too late. */
export async function letters({ db, now }: House): Promise<Verdict> {
  const since = new Date(now().getTime() - lettersRemembered * day);
  const rows = await db
    .select({ status: deliveries.status, count: count() })
    .from(deliveries)
    .where(and(inArray(deliveries.status, ["failed", "unknown"]), gt(deliveries.settledAt, since)))
    .groupBy(deliveries.status);
  const found = (status: string) => rows.find((row) => row.status === status)?.count ?? 0;
  const [failed, unknown] = [found("failed"), found("unknown")];
  if (failed + unknown === 0) return ok(`None lost in ${lettersRemembered} days`);
  return broken(
    `In ${lettersRemembered} days ${failed} refused for good and ${unknown} of unknown fate; ring those people`,
  );
}
