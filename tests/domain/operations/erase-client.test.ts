import { globSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { readWords } from "#app/domain/bookings/words.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { eraseClient, forgetting, replayErasures } from "#app/domain/operations/erase-client.ts";
import { aBooking } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember } from "#tests/support/practice.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await aHouse();
});
afterEach(() => house.close());

const rows = async (text: string, values: unknown[] = []) =>
  (await house.database.pool.query(text, values)).rows;

async function somebody() {
  const made = await aBooking(house, { note: "canary-to-be-erased" });
  const { booking } = await made.now();
  const { clientId } = booking;
  const [{ name }] = (await rows("select name from clients where id = $1", [clientId])) as [{ name: string }];
  const wish = { clientId, typedName: ` ${name.toUpperCase()} `, decidesOtherwise: false };
  return { ...made, booking, clientId, name, wish };
}

test("every room that can forget is asked to, and the keys go last", () => {
  const rooms = globSync("app/domain/*/forget.ts").map((file) => file.split("/")[2] ?? "");
  expect(Object.keys(forgetting).sort()).toEqual(rooms.sort());
  expect(Object.keys(forgetting).at(-1)).toBe("clients");
});

test("an erased client leaves no name, no key and no word; when, by whom and from which rooms is kept", async () => {
  const { practice, ids, ctx, clientId, name, wish, booking } = await somebody();
  expect(await eraseClient(practice.own, wish)).toEqual({ ok: false, refusal: "sessions_ahead" });
  await cancel(ctx, { ...ids, by: "client" });
  expect(await eraseClient(practice.own, { ...wish, typedName: "Somebody else" })).toEqual({
    ok: false,
    refusal: "wrong_name",
  });
  expect(await eraseClient(practice.own, wish)).toEqual({ ok: true, value: null });

  expect(await rows("select from client_keys where client_id = $1", [clientId])).toEqual([]);
  expect(await rows("select from clients where name = $1", [name])).toEqual([]);
  const reader: Ctx = { ...practice.ctx, actor: { kind: "system", job: "test" } };
  expect(await readWords(reader, booking, "note")).toBeNull();
  expect(await rows("select erased_id, erased_by, rooms from erasures")).toEqual([
    { erased_id: clientId, erased_by: `member:${practice.userId}`, rooms: Object.keys(forgetting) },
  ]);
  await expect(rows("delete from erasures")).rejects.toThrow(/appended only/);
});

test("what the law makes a practice keep is kept, until it decides otherwise", async () => {
  const { practice, ids, ctx, wish, booking } = await somebody();
  await rows("update bookings set status = 'attended' where id = $1", [booking.id]);
  expect(await eraseClient(practice.own, wish)).toEqual({ ok: false, refusal: "kept_by_law" });
  house.clock.advance(11 * 366 * 86_400_000);
  await rows("update practices set keep_years = 30");
  expect(await eraseClient(practice.own, wish)).toEqual({ ok: false, refusal: "kept_by_law" });
  expect(await eraseClient(practice.own, { ...wish, decidesOtherwise: true })).toMatchObject({ ok: true });
  void [ids, ctx];
});

test("nobody erases but an owner and the clinical lead, and nobody another practice's client", async () => {
  const { practice, wish } = await somebody();
  const other = await somebody();
  for (const roles of [["manager"], ["therapist"], ["supervisor"], ["scheduler"], ["biller"]] as const)
    expect(
      await eraseClient({ ...practice.ctx, actor: aMember(practice.ctx.practiceId, { roles }) }, wish),
    ).toBeNull();
  expect(await eraseClient(other.practice.own, wish)).toBeNull();
  expect(await rows("select from erasures")).toEqual([]);
});

test("a database restored from before forgets again, once", async () => {
  const { practice, ids, ctx, clientId, name, wish } = await somebody();
  await cancel(ctx, { ...ids, by: "client" });
  const [key] = await rows("select * from client_keys where client_id = $1", [clientId]);
  await eraseClient(practice.own, wish);
  // The data and its keys as they were; the list of erasures is the newer one, as it is kept with the keys of today.
  await rows("update clients set name = $1 where id = $2", [name, clientId]);
  await rows("insert into client_keys select * from jsonb_populate_record(null::client_keys, $1)", [
    JSON.stringify({ ...key, wrapped: `\\x${key.wrapped.toString("hex")}` }),
  ]);
  expect(await replayErasures(house.house)).toBe(1);
  expect(await rows("select from client_keys where client_id = $1", [clientId])).toEqual([]);
  expect(await rows("select name from clients where id = $1", [clientId])).toEqual([{ name: "Erased" }]);
  expect(await replayErasures(house.house)).toBe(0);
});
