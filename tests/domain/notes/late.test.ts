import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { readNote } from "#app/domain/notes/read.ts";
import { draftAsItStands, saveDraft } from "#app/domain/notes/save.ts";
import { signNote } from "#app/domain/notes/sign.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aDraft } from "./a-note.ts";

let house: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

const hour = 3_600_000;

async function aSessionsDraft(startsAt: string) {
  const { id } = await granted(book(practice.ctx, practice.wish({ startsAt: Date.parse(startsAt) })));
  const { clientId } = (await findBooking(practice.ctx, id))!.booking;
  const draft = await aDraft(practice.own, clientId, "what was said", { bookingId: id });
  return { ...draft, endsAt: Date.parse(startsAt) + 20 * 60_000 };
}

test("a note signed a day after its session ended is in time, and a millisecond later it is late for ever", async () => {
  const punctual = await aSessionsDraft("2027-02-04T10:00:00Z");
  const tardy = await aSessionsDraft("2027-02-04T12:00:00Z");
  house.clock.now = new Date(punctual.endsAt + 24 * hour);
  expect(await signNote(practice.own, punctual)).toMatchObject({ ok: true });
  house.clock.now = new Date(tardy.endsAt + 24 * hour + 1);
  expect(await signNote(practice.own, tardy)).toMatchObject({ ok: true });
  expect((await readNote(practice.own, punctual.id))?.note.isLate).toBe(false);
  expect((await readNote(practice.own, tardy.id))?.note.isLate).toBe(true);
});

test("a save that dies halfway leaves the words and the version as they were, and the next one goes through", async () => {
  const { clientId } = await practice.aClient();
  const { id, version } = await aDraft(practice.own, clientId, "before");
  const { pool } = house.database;
  await pool.query(
    `create function dies() returns trigger language plpgsql as $$ begin raise exception 'the power went'; end $$;
     create trigger dies before update on notes for each row execute function dies()`,
  );
  await expect(saveDraft(practice.own, { id, version, typed: { note: "after" } })).rejects.toThrow();
  await pool.query("drop trigger dies on notes");
  expect(await draftAsItStands(practice.own, id)).toMatchObject({
    note: { version },
    sections: [{ text: "before" }],
  });
  expect(await saveDraft(practice.own, { id, version, typed: { note: "after" } })).toMatchObject({
    ok: true,
  });
});
