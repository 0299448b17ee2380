import { desc, eq, isNull, sql } from "drizzle-orm";
import { rotations } from "#app/db/schema/operations.ts";
import type { House } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { keysInUse, wrappedKeys } from "./wrapped-keys.ts";

const batch = 200;

export type Rotation = typeof rotations.$inferSelect;

/**
 * Wrap every data key anew under the ring's current key, batch by batch, while the application writes. One that was cut off
 * goes on where it was; two at once share the work. What was sealed stays as it is. `tell` hears of the progress.
 */
export async function rotateKeys(
  house: House,
  tell: (wrapped: number) => void = () => {},
): Promise<Rotation> {
  let rotation = await begin(house);
  for (;;) {
    const before = rotation.wrapped;
    for (const place of wrappedKeys) {
      for (let count = batch; count === batch; ) {
        count = await rewrapSome(house, place, rotation);
        rotation = { ...rotation, wrapped: rotation.wrapped + count };
        if (count > 0) tell(rotation.wrapped);
      }
    }
    // Another round, until one finds nothing: a process with the old ring may have written meanwhile.
    if (rotation.wrapped === before) return end(house, rotation);
  }
}

async function begin({ db, vault, now }: House): Promise<Rotation> {
  const [current] = vault.ringKeys();
  const [open] = await db
    .select()
    .from(rotations)
    .where(isNull(rotations.endedAt))
    .orderBy(desc(rotations.beganAt))
    .limit(1);
  if (open?.ring === current) return open;
  const row = { id: newId(), ring: current, wrapped: 0, beganAt: now(), movedAt: now(), endedAt: null };
  await db.insert(rotations).values(row);
  return row;
}

async function end({ db, now }: House, rotation: Rotation): Promise<Rotation> {
  const ended = { ...rotation, endedAt: now() };
  await db.update(rotations).set({ endedAt: ended.endedAt }).where(isNull(rotations.endedAt));
  return ended;
}

type Place = (typeof wrappedKeys)[number];

function rewrapSome(
  { db, vault, now }: House,
  { table, id, ring, wrapped }: Place,
  rotation: Rotation,
): Promise<number> {
  const [of, key, under, held] = [sql.identifier(table), sql.raw(id), sql.raw(ring), sql.raw(wrapped)];
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ id: string; ring: string; wrapped: Buffer }>(
      sql`select ${key} as id, ${under} as ring, ${held} as wrapped from ${of}
        where ${under} is not null and ${under} <> ${rotation.ring} limit ${batch} for update skip locked`,
    );
    for (const row of rows) {
      const anew = vault.rewrap({ ring: row.ring, wrapped: row.wrapped });
      await tx.execute(
        sql`update ${of} set ${under} = ${anew.ring}, ${held} = ${anew.wrapped} where ${key} = ${row.id}`,
      );
    }
    if (rows.length > 0)
      await tx
        .update(rotations)
        .set({ wrapped: sql`${rotations.wrapped} + ${rows.length}`, movedAt: now() })
        .where(eq(rotations.id, rotation.id));
    return rows.length;
  });
}

/** How the newest rotation stands, what still hangs on older keys, and which keys nothing hangs on any more. */
export async function rotationState(house: House) {
  const [newest] = await house.db.select().from(rotations).orderBy(desc(rotations.beganAt)).limit(1);
  const [current, ...older] = house.vault.ringKeys();
  const used = await keysInUse(house);
  return {
    newest: newest ?? null,
    current,
    left: used.filter(({ ring }) => ring !== current).reduce((sum, { count }) => sum + count, 0),
    idle: older.filter((ring) => !used.some((one) => one.ring === ring)),
    missing: used.filter(({ ring }) => ring !== current && !older.includes(ring)),
  };
}
