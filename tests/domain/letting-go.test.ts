import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import * as inBookings from "#app/domain/bookings/forget.ts";
import { readLines } from "#app/domain/bookings/lines.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import * as bookingsRehome from "#app/domain/bookings/rehome.ts";
import { sendLines } from "#app/domain/bookings/send-lines.ts";
import { readWords } from "#app/domain/bookings/words.ts";
import { readCareWords, takeCareWords } from "#app/domain/clients/care-words.ts";
import * as inClients from "#app/domain/clients/forget.ts";
import { referOn, referralWords } from "#app/domain/clients/refer-on.ts";
import * as clientsRehome from "#app/domain/clients/rehome.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import * as inImports from "#app/domain/imports/forget.ts";
import * as importsRehome from "#app/domain/imports/rehome.ts";
import * as inJoining from "#app/domain/joining/forget.ts";
import { whereaboutsOfClient } from "#app/domain/joining/queries.ts";
import * as joiningRehome from "#app/domain/joining/rehome.ts";
import { sayWhere } from "#app/domain/joining/say-where.ts";
import { broughtIn } from "#tests/domain/imports/a-list.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;

beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

async function bookedWithNote(note: string, startsAt: string) {
  const reply = await book(practice.ctx, practice.wish({ note, startsAt: Date.parse(startsAt) }));
  if (!reply.ok) throw new Error(reply.refusal);
  const found = await findBooking(practice.ctx, reply.value.id);
  return found!.booking;
}

test("a merged client's bookings, people and words belong to the other, and can still be read", async () => {
  const [kept, merged] = [
    await bookedWithNote("mine", "2027-02-05T09:00:00Z"),
    await bookedWithNote("theirs", "2027-02-05T10:00:00Z"),
  ];
  const wish = { from: merged.clientId, to: kept.clientId };
  await bookingsRehome.rehome(practice.ctx, wish);
  await clientsRehome.rehome(practice.ctx, wish);

  expect(await readWords(practice.own, { id: merged.id, clientId: kept.clientId }, "note")).toBe("theirs");
  expect(await readWords(practice.own, { id: kept.id, clientId: kept.clientId }, "note")).toBe("mine");
  const { rows } = await house.database.pool.query(
    "select count(*)::int as left from participants where client_id = $1",
    [merged.clientId],
  );
  expect(rows[0].left).toBe(0);
});

test("a forgotten client leaves no name, no address and no word, and the time stays given", async () => {
  const booking = await bookedWithNote("the most private words", "2027-02-05T11:00:00Z");
  await inBookings.forget(practice.ctx, booking.clientId);
  await inClients.forget(practice.ctx, booking.clientId);

  const { rows } = await house.database.pool.query("select * from bookings where id = $1", [booking.id]);
  expect(rows[0]).toMatchObject({ guest_name: "Erased", guest_email: null, status: "confirmed" });
  const people = await house.database.pool.query("select * from participants where client_id = $1", [
    booking.clientId,
  ]);
  expect(people.rows).toMatchObject([{ name: "Erased", email: null, user_id: null }]);
  await expect(readWords(practice.own, booking, "note")).resolves.toBeNull();
});

test("where somebody was goes with a merged client, and is forgotten with them; so are lines sent before", async () => {
  const [kept, merged] = [
    await bookedWithNote("mine", "2027-02-11T09:00:00Z"),
    await bookedWithNote("theirs", "2027-02-07T10:00:00Z"),
  ];
  const asHolder = (bookingId: string): Ctx => ({ ...practice.ctx, actor: { kind: "holder", bookingId } });
  await sendLines(asHolder(merged.id), { bookingId: merged.id, text: "a few lines" });
  const now = house.clock.now;
  house.clock.now = new Date("2027-02-07T10:00:00Z");
  await sayWhere(asHolder(merged.id), merged.id, { country: "PT", region: null });
  house.clock.now = now;
  const wish = { from: merged.clientId, to: kept.clientId };
  await bookingsRehome.rehome(practice.ctx, wish);
  await joiningRehome.rehome(practice.ctx, wish);
  await clientsRehome.rehome(practice.ctx, wish);

  const about = { id: merged.id, clientId: kept.clientId };
  expect(await readLines(practice.own, about)).toMatchObject([{ text: "a few lines" }]);
  expect((await whereaboutsOfClient(practice.ctx, kept.clientId)).get(merged.id)).toMatchObject([
    { country: "PT" },
  ]);
  await inBookings.forget(practice.ctx, kept.clientId);
  await inJoining.forget(practice.ctx, kept.clientId);
  expect(await readLines(practice.own, about)).toEqual([]);
  expect(await whereaboutsOfClient(practice.ctx, kept.clientId)).toEqual(new Map());
});

const words = { why: "why it ended", toThem: "", places: "" };

/** A client of the practice whose care ended with a reason, and the name of the words. */
async function referred(startsAt: string) {
  const booking = await bookedWithNote("a note", startsAt);
  const { clientId, therapistId } = booking;
  await referOn(practice.own, { clientId, therapistId, words });
  const { rows } = await house.database.pool.query(
    `select e.detail->>'words' as id from events e join care_relationships r on r.id = e.subject_id
     where r.client_id = $1 and e.name = 'care_relationship.referred_on'`,
    [clientId],
  );
  return { clientId, wordsId: rows[0].id as string };
}

test("why care took its turn goes with a merged client, to the relationship its therapist has there", async () => {
  const kept = await bookedWithNote("mine", "2027-02-06T09:00:00Z");
  const merged = await referred("2027-02-06T10:00:00Z");
  await house.database.pool.query("update clients set tags = '{b,a}' where id = $1", [merged.clientId]);
  await house.database.pool.query("update clients set tags = '{c,a}' where id = $1", [kept.clientId]);
  const wish = { from: merged.clientId, to: kept.clientId };
  await bookingsRehome.rehome(practice.ctx, wish);
  await clientsRehome.rehome(practice.ctx, wish);

  const taken = await takeCareWords(practice.ctx, kept.clientId);
  expect(taken.map(({ text }) => referralWords(text).why)).toEqual(["why it ended"]);
  const { rows } = await house.database.pool.query(
    "select tags from clients where id = any($1) order by tags",
    [[kept.clientId, merged.clientId]],
  );
  expect(rows).toEqual([{ tags: [] }, { tags: ["a", "b", "c"] }]);
});

test("of a forgotten client neither tags, nor ways to reach them, nor words about care are left", async () => {
  const { clientId, wordsId } = await referred("2027-02-06T11:00:00Z");
  await house.database.pool.query("update clients set tags = '{Tuesdays}' where id = $1", [clientId]);
  await house.database.pool.query("update participants set calendar_words = 'Dentist' where client_id = $1", [
    clientId,
  ]);
  await inBookings.forget(practice.ctx, clientId);
  await inClients.forget(practice.ctx, clientId);
  expect(await readCareWords(practice.own, { clientId, wordsId })).toBeNull();
  const { rows } = await house.database.pool.query(
    "select c.tags, p.calendar_words, p.may_call from clients c join participants p on p.client_id = c.id where c.id = $1",
    [clientId],
  );
  expect(rows).toEqual([{ tags: [], calendar_words: null, may_call: false }]);
});

test("which row of which list a client came with goes with a merge, and is forgotten with them", async () => {
  const importId = await broughtIn(practice.own, practice.therapistId, "name\nMerged Soon\nForgotten Soon\n");
  const rowsOf = async () =>
    (
      await house.database.pool.query(
        "select client_id as id, outcome, user_id from import_rows where import_id = $1 order by line",
        [importId],
      )
    ).rows;
  const [merged, forgotten] = await rowsOf();
  const kept = await practice.aClient();
  await importsRehome.rehome(practice.ctx, { from: merged.id, to: kept.clientId });
  await inImports.forget(practice.ctx, forgotten.id);
  expect(await rowsOf()).toEqual([
    { id: kept.clientId, outcome: "matched", user_id: null },
    { id: null, outcome: "new", user_id: null },
  ]);
});
