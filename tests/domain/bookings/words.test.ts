import { afterAll, beforeAll, expect, test } from "vitest";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { readWords } from "#app/domain/bookings/words.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aBooking } from "./a-booking.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const byHand = (text: string, values: unknown[] = []) => house.database.pool.query(text, values);

/** What somebody sees who named a practice and a client, or neither, in a transaction of their own. */
async function drawer(named?: { practiceId: string; clientId: string }): Promise<string[]> {
  const client = await house.database.pool.connect();
  try {
    await client.query("begin");
    if (named) {
      await client.query(
        "select set_config('selvage.practice', $1, true), set_config('selvage.client', $2, true), set_config('selvage.hand', 'house', true)",
        [named.practiceId, named.clientId],
      );
    }
    const { rows } = await client.query("select booking_id from booking_words");
    return rows.map((row) => row.booking_id);
  } finally {
    await client.query("rollback");
    client.release();
  }
}

async function aNote(note: string) {
  const made = await aBooking(house, { note });
  const { booking } = await made.now();
  const ctx: Ctx = { ...made.ctx, actor: { kind: "system", job: "letters" } };
  return { ...made, ctx, booking, named: { practiceId: made.ctx.practiceId, clientId: booking.clientId } };
}

test("a note can be read back, and the reading is written down", async () => {
  const { ctx, booking } = await aNote("I can't sleep. ☾");
  expect(await readWords(ctx, booking, "note")).toBe("I can't sleep. ☾");
  const { rows } = await byHand("select detail from events where name = 'words.read' and subject_id = $1", [
    booking.id,
  ]);
  expect(rows).toEqual([{ detail: { kind: "note" } }]);
  expect(await readWords(ctx, booking, "cancel_reason")).toBeNull();
});

test("neither a note nor a reason stands in plain in any table, the queue's included", async () => {
  const { ctx, ids, booking } = await aNote("canary-of-the-note");
  await cancel(ctx, { ...ids, by: "client", reason: "canary-of-the-reason" });
  expect(await readWords(ctx, booking, "cancel_reason")).toBe("canary-of-the-reason");
  expect(
    await findBroken(house.database.pool, { secrets: ["canary-of-the-note", "canary-of-the-reason"] }),
  ).toEqual([]);
});

test("one client's drawer is open at a time; without a name, or with the wrong practice, none is", async () => {
  const [ann, ben] = [await aNote("Ann's"), await aNote("Ben's")];
  expect(await drawer(ann.named)).toEqual([ann.booking.id]);
  expect(await drawer(ben.named)).toEqual([ben.booking.id]);
  expect(await drawer()).toEqual([]);
  expect(await drawer({ ...ann.named, practiceId: ben.named.practiceId })).toEqual([]);
  expect(await readWords(ben.ctx, ann.booking, "note")).toBeNull();
});

test("a drawer shuts with its transaction: the connection goes back to the pool with nothing open", async () => {
  const { ctx, booking } = await aNote("Shut behind me");
  await readWords(ctx, booking, "note");
  const left = await byHand("select current_setting('selvage.client', true) as client");
  expect(left.rows[0].client ?? "").toBe("");
  expect(await drawer()).toEqual([]);
});

test("words cannot be written into somebody else's drawer", async () => {
  const [ann, ben] = [await aNote("Ann's"), await aNote("Ben's")];
  const client = await house.database.pool.connect();
  try {
    await client.query("begin");
    await client.query(
      "select set_config('selvage.practice', $1, true), set_config('selvage.client', $2, true)",
      [ann.named.practiceId, ann.named.clientId],
    );
    const row = [ben.named.practiceId, ben.named.clientId, ben.booking.id];
    const slipIn = client.query(
      "insert into booking_words (id, practice_id, client_id, booking_id, kind, sealed) values (gen_random_uuid(), $1, $2, $3, 'cancel_reason', '')",
      row,
    );
    await expect(slipIn).rejects.toThrow(/row-level security/);
  } finally {
    await client.query("rollback");
    client.release();
  }
});

test("a sealed text that is carried to another row cannot be read there", async () => {
  const { ctx, booking, named } = await aNote("Bound to its row");
  await byHand("alter table booking_words no force row level security");
  await byHand("update booking_words set id = gen_random_uuid() where booking_id = $1", [booking.id]);
  await byHand("alter table booking_words force row level security");
  expect(await drawer(named)).toEqual([booking.id]);
  await expect(readWords(ctx, booking, "note")).rejects.toThrow();
});

test("when a client's key is gone, their words are gone", async () => {
  const { ctx, booking } = await aNote("Erased");
  await byHand("delete from client_keys where client_id = $1", [booking.clientId]);
  await expect(readWords(ctx, booking, "note")).rejects.toThrow(/were erased/);
});

test("the app's own database role is no superuser and cannot look past row-level security", async () => {
  const { rows } = await byHand("select rolsuper, rolbypassrls from pg_roles where rolname = current_user");
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  const walls = await byHand(
    "select relrowsecurity, relforcerowsecurity from pg_class where relname = 'booking_words'",
  );
  expect(walls.rows).toEqual([{ relrowsecurity: true, relforcerowsecurity: true }]);
});
