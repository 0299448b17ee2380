import { afterEach, beforeEach, expect, test } from "vitest";
import { type Booked, book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { move } from "#app/domain/bookings/move.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { randomFrom } from "#tests/flows/support/random.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, aType } from "#tests/support/practice.ts";

const minute = 60_000;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const operations = process.env.LONG ? 5000 : 200;
const atOnce = 10;

let house: TestHouse;
beforeEach(async () => {
  house = await aHouse();
});
afterEach(() => house.close());

test(`${operations} bookings, moves and cancellations at once by one therapist's few guests end in order, and nothing deadlocks`, async () => {
  const practice = await aPractice(house.house);
  const other = await aPractice(house.house);
  for (const { ctx, therapistId } of [practice, other]) {
    await offer(
      ctx,
      aType({ slug: "roomy", kind: "discovery", minutes: 30, bufferBefore: 10, bufferAfter: 15, step: 5 }),
      [therapistId],
    );
  }
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const standing: { booked: Booked; practice: typeof practice }[] = [];
  const outcomes: Record<string, number> = {};
  const aStart = () => Date.parse("2027-02-04T09:00:00Z") + 5 * minute * Math.floor(random() * 60);

  async function one(): Promise<void> {
    const what = pick(["book", "book", "move", "cancel"] as const);
    const whose = pick([practice, other]);
    const startsAt = aStart();
    const typeSlug = pick(["discovery", "roomy"]);
    const email = `guest-${Math.floor(random() * 6)}@load.test`;
    const chosen = standing.length > 0 ? pick(standing) : null;
    if (what === "book" || !chosen) {
      const answer = await book(whose.ctx, whose.wish({ startsAt, typeSlug, email, note: "word" }));
      if (answer.ok) standing.push({ booked: answer.value, practice: whose });
      return count(what, answer);
    }
    const { ctx, therapistId } = chosen.practice;
    const ids = { bookingId: chosen.booked.id, therapistId };
    if (what === "cancel")
      return count(what, await cancel(ctx, { ...ids, by: pick(["client", "practice"]) }));
    const sequence = (await findBooking(ctx, ids.bookingId))!.booking.sequence;
    return count(what, await move(ctx, { ...ids, sequence, startsAt }));
  }
  function count(what: string, answer: { ok: boolean; refusal?: string }): void {
    const key = `${what} ${answer.refusal ?? "done"}`;
    outcomes[key] = (outcomes[key] ?? 0) + 1;
  }

  let left = operations;
  const worker = async () => {
    while (left-- > 0) await one();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));

  const told = `seed ${seed}: ${JSON.stringify(outcomes)}`;
  expect(
    Object.values(outcomes).reduce((sum, n) => sum + n, 0),
    told,
  ).toBe(operations);
  for (const done of ["book done", "move done", "cancel done", "book slot_taken"])
    expect(outcomes[done], told).toBeGreaterThan(0);
  expect(await findBroken(house.database.pool), told).toEqual([]);
  const { rows } = await house.database.pool.query(
    "select deadlocks::int from pg_stat_database where datname = current_database()",
  );
  expect(rows, told).toEqual([{ deadlocks: 0 }]);
}, 120_000);

test.each(["40P01", "40001"])(
  "when Postgres ends a transaction with %s it is done again, whole and once",
  async (code) => {
    const practice = await aPractice(house.house);
    await failOnce(code, { times: 1 });
    expect(await book(practice.ctx, practice.wish({ note: "word" }))).toMatchObject({ ok: true });
    const { rows } = await house.database.pool.query(
      "select (select count(*)::int from bookings) as bookings, (select count(*)::int from clients) as clients, (select count(*)::int from events where name = 'booking.confirmed') as events",
    );
    expect(rows).toEqual([{ bookings: 1, clients: 1, events: 1 }]);
    expect(await findBroken(house.database.pool)).toEqual([]);
  },
);

test("a transaction that fails twice, or for another reason, fails and leaves nothing", async () => {
  const practice = await aPractice(house.house);
  for (const [code, times] of [
    ["40P01", 2],
    ["22012", 1],
  ] as const) {
    await failOnce(code, { times });
    await expect(book(practice.ctx, practice.wish({}))).rejects.toThrow();
    const { rows } = await house.database.pool.query(
      "select count(*)::int as n, (select last_value::int from failures) as tried from appointments",
    );
    expect(rows).toEqual([{ n: 0, tried: times }]);
  }
});

/** Let the next bookings fail in Postgres as a deadlock would: at the very end, with everything written. */
async function failOnce(code: string, { times }: { times: number }): Promise<void> {
  await house.database.pool.query(`
    drop sequence if exists failures;
    create sequence failures;
    create or replace function fail_on_purpose() returns trigger language plpgsql as $$
    begin
      if nextval('failures') <= ${times} then raise exception 'on purpose' using errcode = '${code}'; end if;
      return new;
    end $$;
    create or replace trigger fail_on_purpose after insert on bookings for each row execute function fail_on_purpose()`);
}
