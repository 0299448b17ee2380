import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Database } from "#app/db/client.server.ts";
import { addHours } from "#app/domain/availability/set-hours.ts";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { beginCare } from "#app/domain/clients/add.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, aType, aWish, type TestPractice } from "#tests/support/practice.ts";
import { aCode } from "./a-code.ts";

let open: TestHouse;
let wide: Database;
let practice: TestPractice;
let therapists: string[];
beforeAll(async () => {
  open = await aHouse();
  wide = connect(open.url, { max: 40 });
  practice = await aPractice(open.house, { zone: "UTC" });
  const others: string[] = [];
  while (others.length < 3) others.push((await colleagues(practice)).otherTherapistId);
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    startMinute: 0,
    length: 1440,
    zone: "UTC",
  }));
  for (const other of others) await addHours(practice.ctx, other, week);
  therapists = [practice.therapistId, ...others];
  await offer(practice.ctx, aType({ slug: "storm", price: 8500 }), therapists);
});
afterAll(async () => {
  await wide.close();
  await open.close();
});

/** Each comes to another therapist and another hour, so that nothing but the code stands between them. */
async function aWisher(nth: number) {
  const therapistId = therapists[nth % therapists.length]!;
  const client = await practice.aClient();
  await beginCare(practice.ctx, client.clientId, therapistId);
  await moveOn(practice.ctx, { clientId: client.clientId, therapistId, to: "intake", discoveryBy: "call" });
  const day = 1 + Math.floor(nth / therapists.length);
  const startsAt = Date.parse("2027-02-04T10:00:00Z") + day * 86_400_000;
  const ctx: Ctx = { ...client.ctx, db: wide.db };
  return (code: string, hours = 0) =>
    book(ctx, aWish(therapistId, "UTC", { typeSlug: "storm", startsAt: startsAt + hours * 3_600_000, code }));
}

test("a hundred people ask at once with a code of five uses, and exactly five have it", async () => {
  await aCode(practice.own, { code: "FIVE", totalLimit: 5 });
  const wishers = await Promise.all(Array.from({ length: 100 }, (_, nth) => aWisher(nth)));
  const storm = () => Promise.all(wishers.map((wish, nth) => wish(nth % 2 ? "FIVE" : "five", nth % 3)));

  const answers = await storm();
  const won = answers.flatMap((answer) => (answer.ok ? [answer.value.id] : []));
  expect(won).toHaveLength(5);
  expect(answers.filter((answer) => !answer.ok && answer.refusal === "code_used_up")).toHaveLength(95);
  expect(await findBroken(open.database.pool)).toEqual([]);

  // What two of them give back in time, two others get in the next storm, and no more.
  for (const bookingId of won.slice(0, 2)) {
    const { rows } = await open.database.pool.query("select therapist_id from bookings where id = $1", [
      bookingId,
    ]);
    await cancel(practice.ctx, { bookingId, therapistId: rows[0].therapist_id, by: "practice" });
  }
  const second = await storm();
  expect(second.filter((answer) => answer.ok)).toHaveLength(2);
  expect(await findBroken(open.database.pool)).toEqual([]);
}, 60_000);

test("one person with a code once for each asks a dozen times at once, and has it once", async () => {
  await aCode(practice.own, { code: "EACH", perClientLimit: 1 });
  const wish = await aWisher(0);
  const answers = await Promise.all(Array.from({ length: 12 }, (_, nth) => wish("EACH", nth - 6)));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(await findBroken(open.database.pool)).toEqual([]);
}, 60_000);
