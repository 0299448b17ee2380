import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { addClient, clientOfGuest } from "#app/domain/clients/add.ts";
import { changeStage } from "#app/domain/clients/change-stage.ts";
import { noteSeenAs, noteView } from "#app/domain/clients/note-view.ts";
import { inTransaction } from "#app/domain/ctx.ts";
import { importWithin } from "#app/domain/imports/queries.ts";
import { rehome } from "#app/domain/imports/rehome.ts";
import { askUndo, foreseeUndo, takeImportBack } from "#app/domain/imports/undo.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { theirs } from "#tests/domain/clients/a-group.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { broughtIn, takenBack } from "./a-list.ts";
import { wholeOf } from "./whole.ts";

let house: TestHouse;
let practice: TestPractice;

beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

async function sql(text: string, values: unknown[] = []) {
  return (await house.database.pool.query(text, values)).rows;
}

async function idOf(name: string): Promise<string> {
  const [client] = await sql("select id from clients where name = $1", [name]);
  return client.id;
}

test("taken back, the house is as it was, to the byte: new clients, accounts, and care added to who was here", async () => {
  const people = [{ name: "Here Before", email: "here@example.test", role: "self" as const }];
  await addClient(practice.ctx, { kind: "individual", name: "Here Before", people });
  await clientOfGuest(practice.ctx, { name: "Guest Before", email: "guest@example.test" });
  const before = await wholeOf(house.database.pool);
  const id = await broughtIn(
    practice.own,
    practice.therapistId,
    "name,email,phone,tags,kind\nNew One,one@example.test,123,a,\nNo Address,,,,\nX,here@example.test,,,\nY,guest@example.test,,,\nA Couple,two@example.test,,,couple\n=1+1,bad@example.test,,,\n",
  );
  expect(await wholeOf(house.database.pool)).not.toEqual(before);
  house.clock.advance(3_600_000);
  const looked = await idOf("New One");
  await noteView(practice.own, looked);
  const [eyes] = await sql("select id from participants where client_id = $1", [looked]);
  await noteSeenAs(practice.own, looked, eyes.id);
  await takenBack(practice.own, id);
  expect(await wholeOf(house.database.pool)).toEqual(before);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("who has a session or anything else of their own by now stays, is named beforehand, and the rest goes", async () => {
  const id = await broughtIn(
    practice.own,
    practice.therapistId,
    "name,email\nBooked Since,booked@example.test\nMoved Since,moved@example.test\nUntouched,untouched@example.test\n",
  );
  house.clock.advance(60_000);
  const [booked, moved] = [await idOf("Booked Since"), await idOf("Moved Since")];
  const asked = practice.wish({ email: "booked@example.test", name: "Booked Since" });
  await granted(book(practice.ctx, asked));
  await granted(
    theirs(changeStage(practice.own, { clientId: moved, therapistId: practice.therapistId, to: "ended" })),
  );
  const found = (await importWithin(practice.own, id))!;
  const foreseen = await foreseeUndo(practice.own, found);
  expect(foreseen).toMatchObject({ goes: 1, leaves: 0 });
  expect(new Map(foreseen.stays.map(({ name, why }) => [name, why]))).toEqual(
    new Map([
      ["Booked Since", "sessions"],
      ["Moved Since", "changed"],
    ]),
  );
  await takenBack(practice.own, id);
  expect(await sql("select id from clients where id = any($1)", [[booked, moved]])).toHaveLength(2);
  expect(await sql("select id from clients where name = 'Untouched'")).toEqual([]);
  expect(await sql("select id from users where email = 'untouched@example.test'")).toEqual([]);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("who was here before and books while the import is taken back keeps the care their session stands on", async () => {
  const { clientId } = await clientOfGuest(practice.ctx, {
    name: "In Between",
    email: "between@example.test",
  });
  const id = await broughtIn(practice.own, practice.therapistId, "name,email\nY,between@example.test\n");
  const cares = () => sql("select 1 from care_relationships where client_id = $1", [clientId]);
  expect(await cares()).toHaveLength(1);
  await granted(theirs(askUndo(practice.own, id)));
  let undone: Promise<void> | undefined;
  await inTransaction(practice.ctx, async (ctx) => {
    const wish = practice.wish({
      email: "between@example.test",
      startsAt: Date.parse("2027-02-05T10:00:00Z"),
    });
    await granted(book(ctx, wish));
    undone = takeImportBack(practice.ctx, id);
    await Promise.race([undone, somebodyWaits()]);
  });
  await undone;
  expect(await cares()).toHaveLength(1);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

/** Somebody stands before a lock that another transaction holds. */
async function somebodyWaits(): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await sql(waiting)).length === 0);
}

test("an account somebody else needs by now stays when its client goes", async () => {
  const id = await broughtIn(practice.own, practice.therapistId, "name,email\nShared,shared@example.test\n");
  const elsewhere = await aPractice(house.house);
  await clientOfGuest(elsewhere.ctx, { name: "Shared", email: "shared@example.test" });
  await takenBack(practice.own, id);
  expect(
    await sql("select id from clients where name = 'Shared' and practice_id = $1", [practice.ctx.practiceId]),
  ).toEqual([]);
  expect(await sql("select id from users where email = 'shared@example.test'")).toHaveLength(1);
});

test("after a merge the one who took the other in is never taken back", async () => {
  const people = [{ name: "Kept", email: "kept@example.test", role: "self" as const }];
  const { clientId: kept } = await addClient(practice.ctx, { kind: "individual", name: "Kept", people });
  const id = await broughtIn(practice.own, practice.therapistId, "name\nMerged Away\n");
  await rehome(practice.ctx, { from: await idOf("Merged Away"), to: kept });
  await takenBack(practice.own, id);
  expect(await sql("select id from clients where id = $1", [kept])).toHaveLength(1);
});

test("only within a day, once, and by whoever it belongs to", async () => {
  const id = await broughtIn(practice.own, practice.therapistId, "name\nLate Thought\n");
  const stranger = await aPractice(house.house);
  expect(await askUndo(stranger.own, id)).toBeNull();
  house.clock.advance(24 * 3_600_000);
  expect(await askUndo(practice.own, id)).toEqual({ ok: false, refusal: "gone" });
  house.clock.advance(-3_600_000);
  const asked = await Promise.all([1, 2].map(() => askUndo(practice.own, id)));
  expect(asked.filter((one) => one?.ok)).toHaveLength(1);
  await Promise.all([1, 2].map(() => takeImportBack(practice.ctx, id)));
  expect(await sql("select id from clients where name = 'Late Thought'")).toEqual([]);
});
