import { afterAll, beforeAll, expect, test } from "vitest";
import { move } from "#app/domain/bookings/move.ts";
import type { ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { cancelSeveral, costsSeen } from "#app/domain/series/cancel-several.ts";
import { letEnd } from "#app/domain/series/let-end.ts";
import { lookAtMove, type MoveWish, moveSeveral } from "#app/domain/series/move-several.ts";
import { bookingsOf, runningOut } from "#app/domain/series/queries.ts";
import { seenAs } from "#app/domain/series/rules.ts";
import { datesMeant } from "#app/domain/series/which.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, aType } from "#tests/support/practice.ts";
import { aRhythm, asSeen } from "./a-series.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const start = new Date("2027-02-03T12:00:00Z");

/** A client with a weekly series of so many sessions, from the next day at ten, and the three minutes to undo it over. */
async function aCase(times = 5) {
  house.clock.now = new Date(start);
  const practice = await aPractice(house.house);
  const type = aType({ slug: "paid", price: 8_000, lateFeePercent: 100, termsWindow: 1440, notice: 0 });
  await offer(practice.ctx, type, [practice.therapistId]);
  const client = await practice.aClient();
  await client.begin();
  house.clock.advance(1);
  const ctx = client.ctx as ClientCtx;
  const seen = await asSeen(ctx, aRhythm(practice, { times, typeSlug: "paid" }), client);
  const { id } = await granted(seen.confirm());
  house.clock.advance(4 * 60_000);
  const starts = async (seriesId = id) =>
    (await bookingsOf(practice.ctx, { id: seriesId })).map(
      ({ booking, appointment }) => `${booking.status} ${appointment.startsAt.toISOString().slice(0, 16)}`,
    );
  return { practice, client, ctx, own: practice.own, id, starts };
}

type What = { id: string; from?: string; which: "later" | "all" };

async function cancelled(ctx: ClientCtx | MemberCtx, { id, ...meant }: What) {
  const { chosen } = (await datesMeant(ctx, { id, ...meant }))!;
  return cancelSeveral(ctx, { seriesId: id, ...meant, seen: costsSeen(ctx, chosen) });
}

async function moved(ctx: ClientCtx | MemberCtx, wish: Omit<MoveWish, "choices">, key = newId()) {
  const whole = { ...wish, choices: new Map() };
  const { dates } = await granted(lookAtMove(ctx, whole));
  return moveSeveral(ctx, { ...whole, key, seen: seenAs(dates) });
}

test("a client cancels this date and the later ones: each under its own terms, one letter, and the hours are free", async () => {
  const { ctx, id, starts } = await aCase();
  house.clock.now = new Date("2027-02-10T12:00:00Z"); // Less than a day before the second.
  const second = (await bookingsOf(ctx, { id }))[1]!.booking;
  expect(await cancelled(ctx, { id, from: second.id, which: "later" })).toEqual({
    ok: true,
    value: { count: 4 },
  });
  const { rows } = await house.database.pool.query(
    `select b.is_late as late, a.occupies from bookings b join appointments a on a.id = b.appointment_id
     where b.series_id = $1 order by b.series_date`,
    [id],
  );
  expect(rows.map(({ late }) => late)).toEqual([false, true, false, false, false]);
  expect(rows.map(({ occupies }) => occupies)).toEqual([true, false, false, false, false]);
  expect((await starts()).filter((line) => line.startsWith("cancelled"))).toHaveLength(4);
  const letters = (await house.waiting()).filter(({ job }) => job === "mail_client_series_cancelled");
  expect(letters.filter(({ subjectId }) => subjectId === id)).toHaveLength(1);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("pressed twice it is done once, and what changed meanwhile is said before anything is cancelled", async () => {
  const { ctx, id, own } = await aCase(3);
  const { chosen } = (await datesMeant(ctx, { id, which: "all" }))!;
  const wish = { seriesId: id, which: "all" as const, seen: costsSeen(ctx, chosen) };
  await granted(
    cancelSeveral(own, {
      seriesId: id,
      from: chosen[2]!.booking.id,
      which: "later",
      seen: costsSeen(own, [chosen[2]!]),
    }),
  );
  expect(await cancelSeveral(ctx, wish)).toEqual({ ok: false, refusal: "changed_meanwhile" });
  const again = (await datesMeant(ctx, { id, which: "all" }))!.chosen;
  const seen = costsSeen(ctx, again);
  const both = await Promise.all([
    cancelSeveral(ctx, { ...wish, seen }),
    cancelSeveral(ctx, { ...wish, seen }),
  ]);
  expect(both).toEqual([
    { ok: true, value: { count: 2 } },
    { ok: true, value: { count: 2 } },
  ]);
});

test("all that are to come move to another day and hour, one moved by itself falls in, and the old series ends", async () => {
  const { ctx, id, own, practice, starts } = await aCase(4);
  const third = (await bookingsOf(ctx, { id }))[2]!;
  const { id: bookingId, sequence } = third.booking;
  const startsAt = Date.parse("2027-02-20T15:00:00Z");
  await granted(move(ctx, { bookingId, therapistId: practice.therapistId, sequence, startsAt }));
  expect((await bookingsOf(ctx, { id })).map(({ booking }) => booking.id)).toContain(bookingId);

  const to = { date: "2027-02-05", time: "11:30" };
  const key = newId();
  const first = await moved(own, { seriesId: id, which: "all", to }, key);
  expect(first).toEqual({ ok: true, value: { id: key } });
  expect(await starts(key)).toEqual(["05", "12", "19", "26"].map((day) => `confirmed 2027-02-${day}T11:30`));
  const { rows } = await house.database.pool.query(
    "select id, follows, local_time, ended_at is null as goes_on from series where id in ($1, $2) order by created_at",
    [id, key],
  );
  expect(rows).toEqual([
    { id, follows: null, local_time: "10:00", goes_on: false },
    { id: key, follows: id, local_time: "11:30", goes_on: true },
  ]);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("a series moves into its own hours: what one date leaves, another may take", async () => {
  const { own, id, starts } = await aCase(3);
  const key = newId();
  await granted(moved(own, { seriesId: id, which: "all", to: { date: "2027-02-04", time: "10:20" } }, key));
  expect(await starts(key)).toEqual(["04", "11", "18"].map((day) => `confirmed 2027-02-${day}T10:20`));
});

test("a move that would cross its week, or leave everything where it is, is refused, and nobody else's is there", async () => {
  const { own, ctx, id } = await aCase(3);
  const other = await aCase(2);
  const to = { date: "2027-02-11", time: "10:00" };
  expect(await lookAtMove(own, { seriesId: id, which: "all", to, choices: new Map() })).toEqual({
    ok: false,
    refusal: "too_far_away",
  });
  for (const stranger of [other.ctx, other.own])
    expect(await lookAtMove(stranger, { seriesId: id, which: "all", to, choices: new Map() })).toEqual({
      ok: false,
      refusal: "not_here",
    });
  const stays = { date: "2027-02-04", time: "10:00" };
  expect(await moved(ctx, { seriesId: id, which: "all", to: stays })).toEqual({
    ok: false,
    refusal: "nothing_chosen",
  });
});

test("two clients race for the same hours over several connections: one has all of them, the other is told", async () => {
  house.clock.now = new Date(start);
  const practice = await aPractice(house.house);
  const clients = await Promise.all([practice.aClient(), practice.aClient(), practice.aClient()]);
  for (const client of clients) await client.begin();
  house.clock.advance(1);
  const all = await Promise.all(
    clients.map((client) => asSeen(client.ctx as ClientCtx, aRhythm(practice, { times: 6 }), client)),
  );
  // Each presses twice.
  const answers = await Promise.all(all.flatMap((seen) => [seen.confirm(), seen.confirm()]));
  const made = answers.filter(({ ok }) => ok);
  expect(made).toHaveLength(2);
  expect(answers.filter(({ ok }) => !ok)).toEqual(Array(4).fill({ ok: false, refusal: "changed_meanwhile" }));
  const { rows } = await house.database.pool.query(
    "select count(distinct s.id)::int as series, count(*)::int as dates from series s join bookings b on b.series_id = s.id where s.therapist_id = $1",
    [practice.therapistId],
  );
  expect(rows).toEqual([{ series: 1, dates: 6 }]);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("a series with two dates left hangs loose until it is carried on or may end", async () => {
  const { own, practice, id, client } = await aCase(2);
  expect(await runningOut(own, practice.therapistId)).toMatchObject([{ id, clientName: client.name }]);
  const more = await asSeen(
    own,
    aRhythm(practice, { startsOn: "2027-02-18", times: 6, typeSlug: "paid" }),
    client,
  );
  const next = await granted(more.confirm());
  expect(await runningOut(own, practice.therapistId)).toEqual([]);
  house.clock.now = new Date("2027-03-20T12:00:00Z");
  expect(await runningOut(own, practice.therapistId)).toMatchObject([{ id: next.id }]);
  expect(await letEnd(own, next.id)).toEqual({ id: next.id });
  expect(await letEnd(own, next.id)).toBeNull();
  expect(await runningOut(own, practice.therapistId)).toEqual([]);
});
