import { asc, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { erasures } from "#app/db/schema/operations.ts";
import { practices } from "#app/db/schema/practices.ts";
import type { House } from "#app/domain/ctx.ts";
import { forgetEverywhere } from "./forget-client.ts";

const line = z.strictObject({
  id: z.uuid(),
  practiceId: z.uuid(),
  erasedId: z.uuid(),
  erasedAt: z.iso.datetime(),
  erasedBy: z.string().max(200),
  rooms: z.array(z.string()),
});

/** The list of erasures as lines of JSON, the oldest first: ids and no names. It belongs with the keys. */
export async function listErasures({ db }: House): Promise<string[]> {
  const all = await db.select().from(erasures).orderBy(asc(erasures.erasedAt), asc(erasures.id));
  return all.map((one) => JSON.stringify(one));
}

export type TakenIn = { added: number /** Of practices that are not in this database. */; elsewhere: number };

/**
 * Take a list that was kept with the keys into this database: what it does not know yet is appended. Throws, naming the
 * line, when one is not as listErasures writes it; nothing is taken in then.
 */
export async function takeInErasures({ db }: House, lines: readonly string[]): Promise<TakenIn> {
  const read = lines.flatMap((text, at) => (text.trim() === "" ? [] : [readLine(text, at + 1)]));
  if (read.length === 0) return { added: 0, elsewhere: 0 };
  const known = await db
    .select({ id: practices.id })
    .from(practices)
    .where(inArray(practices.id, [...new Set(read.map(({ practiceId }) => practiceId))]));
  const isHere = new Set(known.map(({ id }) => id));
  const here = read.filter(({ practiceId }) => isHere.has(practiceId));
  let added = 0;
  await db.transaction(async (tx) => {
    for (const one of here)
      added += (
        await tx
          .insert(erasures)
          .values({ ...one, erasedAt: new Date(one.erasedAt) })
          .onConflictDoNothing()
          .returning({ id: erasures.id })
      ).length;
  });
  return { added, elsewhere: read.length - here.length };
}

function readLine(text: string, number: number) {
  try {
    return line.parse(JSON.parse(text));
  } catch {
    throw new Error(`line ${number} of the list is not one that selvage erasures wrote`);
  }
}

type Back = { practiceId: string; erasedId: string };

/** Clients on the list who are in the database all the same: it was restored from before, or forgetting was cut off. */
export async function cameBack({ db }: House): Promise<Back[]> {
  const { rows } = await db.execute<Back>(sql`
    select distinct e.practice_id as "practiceId", e.erased_id as "erasedId" from erasures e
    join clients c on c.id = e.erased_id
    where c.name <> 'Erased'
      or exists (select from client_keys k where k.client_id = c.id)
      or exists (select from participants p where p.client_id = c.id and (p.name <> 'Erased' or p.user_id is not null))
      or exists (select from bookings b where b.client_id = c.id and b.guest_name <> 'Erased')
    order by 2`);
  return rows;
}

/**
 * Forget again whoever was forgotten before, each in one transaction: for a database that was restored from a time when
 * they were still there, and for forgetting that was cut off. Gives how many. Twice is harmless.
 */
export async function replayErasures(house: House): Promise<number> {
  const back = await cameBack(house);
  for (const { practiceId, erasedId } of back) await forgetEverywhere({ ...house, practiceId }, erasedId);
  return back.length;
}
