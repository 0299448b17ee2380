import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { move } from "#app/domain/bookings/move.ts";
import { keepSafeContact } from "#app/domain/clients/keep-contact.ts";
import type { ClientCtx, Ctx } from "#app/domain/ctx.ts";
import { perform } from "#app/perform.ts";
import type { Letter, World } from "#app/world.ts";
import { granted, hour } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

/** A client who booked a call, and what they are sent once every job about it was done. */
async function aClientsCall() {
  const practice = await aPractice(house.house);
  const client = await practice.aClient();
  const wish = practice.wish({ email: client.email });
  const { therapistId } = practice;
  return {
    practice,
    client,
    booked: async (ctx: Ctx) => {
      const { id: bookingId, startsAt } = await granted(book(ctx, wish));
      return { ids: { bookingId, therapistId }, startsAt };
    },
    mailed: (bookingId: string) => mailedAbout(practice.ctx, bookingId),
  };
}

async function mailedAbout(ctx: Ctx, bookingId: string): Promise<{ key: string; letter: Letter }[]> {
  const sent: { key: string; letter: Letter }[] = [];
  const hand = async (letter: Letter, key: string) => {
    if (key.startsWith("client:")) sent.push({ key: key.split(":")[1]!, letter });
    return { outcome: "sent" as const, id: key };
  };
  const world: World = { mail: { from: "hello@selvage.test", resend: { hand } } };
  for (const work of await house.waiting())
    if (work.subjectId === bookingId)
      await perform(house.house, world, { ...work, practiceId: ctx.practiceId });
  return sent;
}

const keys = (sent: { key: string }[]) => sent.map(({ key }) => key);

test("a client's confirmation waits three minutes, a guest's leaves at once", async () => {
  const { practice, client, booked } = await aClientsCall();
  const mine = await booked(client.ctx);
  const theirs = await granted(book(practice.ctx, practice.wish({ startsAt: mine.startsAt + hour })));
  const { rows } = await house.database.pool.query(
    `select data->>'subjectId' as id, extract(epoch from start_after - created_on)::int as waits
     from pgboss.job where data->>'job' = 'mail_client_confirmed' and data->>'subjectId' = any($1)`,
    [[mine.ids.bookingId, theirs.id]],
  );

  expect(new Map(rows.map(({ id, waits }) => [id, waits]))).toEqual(
    new Map([
      [mine.ids.bookingId, 180],
      [theirs.id, 0],
    ]),
  );
});

test("what a client takes back within three minutes they are never mailed about", async () => {
  const { client, booked, mailed } = await aClientsCall();
  const { ids } = await booked(client.ctx);
  house.clock.advance(3 * 60_000);
  expect(await cancel(client.ctx, { ...ids, by: "client" })).toEqual({ ok: true, value: { isLate: false } });

  expect(keys(await mailed(ids.bookingId))).toEqual([]);
});

test("a moment later it is a cancellation, and it is mailed", async () => {
  const { client, booked, mailed } = await aClientsCall();
  const { ids } = await booked(client.ctx);
  house.clock.advance(3 * 60_000 + 1);
  await granted(cancel(client.ctx, { ...ids, by: "client" }));

  expect(keys(await mailed(ids.bookingId))).toEqual(["cancelled"]);
});

test("a guest's letter has left, so whoever signs in and takes it back is told that it is off", async () => {
  const { practice, client, booked, mailed } = await aClientsCall();
  const { ids } = await booked(practice.ctx);
  await granted(cancel(client.ctx, { ...ids, by: "client" }));

  expect(keys(await mailed(ids.bookingId))).toEqual(["cancelled"]);
});

test("so is whoever moved it first, for the letter of a move does not wait", async () => {
  const { client, booked, mailed } = await aClientsCall();
  const { ids, startsAt } = await booked(client.ctx);
  await granted(move(client.ctx, { ...ids, sequence: 0, startsAt: startsAt + hour }));
  await granted(cancel(client.ctx, { ...ids, by: "client" }));

  expect(keys(await mailed(ids.bookingId))).toEqual(["cancelled"]);
});

const plainly = {
  mayEmail: true,
  mayCall: true,
  mayLeaveMessage: true,
  isDiscreet: false,
  calendarWords: null,
};

test("whoever asked for no email gets none, also under an address only their account knows", async () => {
  const { client, booked, mailed } = await aClientsCall();
  await keepSafeContact(client.ctx as ClientCtx, { ...plainly, mayEmail: false });
  await house.database.pool.query("update participants set email = null where client_id = $1", [
    client.clientId,
  ]);
  const { ids } = await booked(client.ctx);

  expect(keys(await mailed(ids.bookingId))).toEqual([]);
});

test("a discreet letter names nobody in sender, subject and calendar, and the calendar says what was asked for", async () => {
  const { client, booked, mailed } = await aClientsCall();
  await keepSafeContact(client.ctx as ClientCtx, { ...plainly, isDiscreet: true, calendarWords: "Dentist" });
  const { ids } = await booked(client.ctx);
  const [sent] = await mailed(ids.bookingId);
  const { from, subject, attachments } = sent!.letter;

  expect(from).toBe('"Appointments" <hello@selvage.test>');
  expect(subject).toMatch(/^Your appointment: Thursday 4 February/);
  expect(attachments[0]!.content).toContain("SUMMARY:Dentist");
  expect(`${from} ${subject} ${attachments[0]!.content}`).not.toMatch(/Tess|Test Practice/);
  expect(await findBroken(house.database.pool)).toEqual([]);
});
