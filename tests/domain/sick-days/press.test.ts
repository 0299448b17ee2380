import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { move } from "#app/domain/bookings/move.ts";
import { readWords } from "#app/domain/bookings/words.ts";
import { carryOutSickDays } from "#app/domain/sick-days/carry-out.ts";
import { fallIll } from "#app/domain/sick-days/press.ts";
import { lostSessions } from "#app/domain/sick-days/queries.ts";
import { settle } from "#app/domain/sick-days/settle.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aMember, aPractice } from "#tests/support/practice.ts";
import { aFullDay, carryOut, changeOf, minute, press, seenNow, stateOf } from "./a-sick-day.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

/** The jobs waiting now that tell somebody something. */
async function letters() {
  return (await house.waiting()).filter(({ job }) => job.startsWith("mail_client_cancelled"));
}

describe("one press", () => {
  test("takes the hours at once, touches nothing yet, and queues what follows after three minutes", async () => {
    const { practice, people } = await aFullDay(house, [10, 15]);
    const before = await letters();
    const { sickDayId } = await press(practice);

    const guest = await practice.aClient();
    await guest.begin();
    const late = practice.wish({ typeSlug: "session", startsAt: Date.parse("2027-02-04T17:00:00Z") });
    expect(await guest.book(late)).toMatchObject({ ok: false, refusal: "slot_taken" });
    for (const { booked } of people) expect(await stateOf(house, booked.id)).toEqual(["confirmed", 0]);
    expect(await letters()).toEqual(before);
    const { rows } = await house.database.pool.query(
      "select extract(epoch from start_after - created_on)::int as waits from pgboss.job where data->>'job' = 'carry_out_sick_day' and data->>'subjectId' = $1",
      [sickDayId],
    );
    expect(rows).toEqual([{ waits: 180 }]);
  });

  test("calls off, after three minutes, exactly what was seen, without a fee, with the calendar's number risen", async () => {
    const { practice, people } = await aFullDay(house, [8, 10, 15]);
    const { sickDayId } = await press(practice);
    await expect(carryOut(practice, sickDayId)).rejects.toThrow("can still be taken back");
    house.clock.advance(3 * minute);
    await carryOut(practice, sickDayId);

    for (const { booked } of people) expect(await stateOf(house, booked.id)).toEqual(["cancelled", 1]);
    const { rows } = await house.database.pool.query(
      "select distinct cancelled_by, is_late, fee_decision from bookings where therapist_id = $1",
      [practice.therapistId],
    );
    expect(rows).toEqual([{ cancelled_by: "practice", is_late: false, fee_decision: null }]);
    const lost = await lostSessions(practice.own, [sickDayId]);
    expect(lost.map(({ outcome }) => outcome)).toEqual(["open", "open", "open"]);
    expect(await findBroken(house.database.pool, { secrets: [] })).toEqual([]);
  });

  test("reaches a session that begins within the three minutes", async () => {
    const { practice, people } = await aFullDay(house, [8]);
    house.clock.now = new Date("2027-02-04T07:58:30Z");
    const { sickDayId } = await press(practice);
    house.clock.advance(3 * minute);
    await carryOut(practice, sickDayId);
    expect(await stateOf(house, people[0]!.booked.id)).toEqual(["cancelled", 1]);
  });

  test("leaves a session that has begun, and one that begins after the hours", async () => {
    const { practice, people } = await aFullDay(house, [8, 10, 15]);
    house.clock.now = new Date("2027-02-04T08:10:00Z");
    const { sickDayId } = await press(practice, { until: { how: "time", minute: 14 * 60 } });
    house.clock.advance(3 * minute);
    await carryOut(practice, sickDayId);
    const states = await Promise.all(people.map(({ booked }) => stateOf(house, booked.id)));
    expect(states.map(([status]) => status)).toEqual(["confirmed", "cancelled", "confirmed"]);
  });

  test("is refused when what it touches is not what was seen", async () => {
    const { practice, people } = await aFullDay(house, [10]);
    const seen = await seenNow(practice);
    await granted(
      move(people[0]!.ctx, { ...changeOf(practice, people[0]!), startsAt: at("2027-02-04T16:00") }),
    );
    const pressed = await fallIll(practice.own, practice.therapistId, { until: { how: "today" }, seen });
    expect(pressed).toEqual({ ok: false, refusal: "changed_meanwhile" });
  });

  test("is one sick day when two press at once, and when somebody presses again", async () => {
    const { practice } = await aFullDay(house, [10, 12]);
    const both = await Promise.all([press(practice), press(practice)]);
    expect(new Set(both.map(({ sickDayId }) => sickDayId)).size).toBe(1);
    house.clock.advance(3 * minute);
    await carryOut(practice, both[0]!.sickDayId);
    expect(await press(practice)).toEqual(both[0]);
    const { rows } = await house.database.pool.query(
      "select count(*)::int as days, (select count(*)::int from time_away where therapist_id = $1) as away from sick_days where therapist_id = $1",
      [practice.therapistId],
    );
    expect(rows).toEqual([{ days: 1, away: 1 }]);
  });

  test("may be followed by a longer one: what the first took is told once", async () => {
    const { practice, people } = await aFullDay(house, [10]);
    const first = await press(practice);
    const second = await press(practice, { until: { how: "date", date: "2027-02-05" } });
    expect(second).not.toEqual(first);
    house.clock.advance(3 * minute);
    await carryOut(practice, first.sickDayId);
    await carryOut(practice, second.sickDayId);
    expect(await stateOf(house, people[0]!.booked.id)).toEqual(["cancelled", 1]);
    const lost = await lostSessions(practice.own, [second.sickDayId]);
    expect(lost.map(({ outcome }) => outcome)).toEqual(["left_alone"]);
  });

  test("is the therapist's, and of whoever keeps diaries here; for anybody else there is nothing to press", async () => {
    const { practice } = await aFullDay(house, [10]);
    const ask = (roles: Parameters<typeof aMember>[1]) =>
      fallIll({ ...practice.own, actor: aMember(practice.ctx.practiceId, roles) }, practice.therapistId, {
        until: { how: "today" },
        seen: "",
      });
    expect(await ask({ roles: ["therapist"] })).toBeNull();
    expect(await ask({ roles: ["biller"] })).toBeNull();
    expect(await ask({ roles: ["scheduler"] })).toEqual({ ok: false, refusal: "changed_meanwhile" });
    const elsewhere = await aPractice(house.house);
    expect(
      await fallIll(elsewhere.own, practice.therapistId, { until: { how: "today" }, seen: "" }),
    ).toBeNull();
  });
});

describe("in the three minutes", () => {
  test("who moved or cancelled is left as they made it", async () => {
    const { practice, people } = await aFullDay(house, [10, 12, 15]);
    const { sickDayId } = await press(practice);
    const [moves, cancels, stays] = people;
    await granted(move(moves!.ctx, { ...changeOf(practice, moves!), startsAt: at("2027-02-09T10:00") }));
    await granted(cancel(cancels!.ctx, { ...changeOf(practice, cancels!), by: "client" }));
    house.clock.advance(3 * minute);
    await carryOut(practice, sickDayId);
    expect(await stateOf(house, moves!.booked.id)).toEqual(["confirmed", 1]);
    const { rows } = await house.database.pool.query("select cancelled_by from bookings where id = $1", [
      cancels!.booked.id,
    ]);
    expect(rows[0].cancelled_by).toBe("client");
    expect(await stateOf(house, stays!.booked.id)).toEqual(["cancelled", 1]);
    const lost = await lostSessions(practice.own, [sickDayId]);
    expect(lost.map(({ outcome }) => outcome).sort()).toEqual(["left_alone", "left_alone", "open"]);
  });

  test("her sentence is read nowhere; with the letters it belongs to each client, and the copy is gone", async () => {
    const { practice, people } = await aFullDay(house, [10, 12]);
    const secrets = ["canary: get well words"];
    const { sickDayId } = await press(practice, { message: secrets[0]! });
    expect(await findBroken(house.database.pool, { secrets })).toEqual([]);
    house.clock.advance(3 * minute);
    await carryOut(practice, sickDayId);
    expect(await findBroken(house.database.pool, { secrets })).toEqual([]);
    const { rows } = await house.database.pool.query(
      "select key_ring, key_wrapped, sealed from sick_days where id = $1",
      [sickDayId],
    );
    expect(rows).toEqual([{ key_ring: null, key_wrapped: null, sealed: null }]);
    for (const { booked, clientId } of people) {
      const letter = { id: booked.id, clientId, sequence: 1 };
      expect(await readWords(practice.own, letter, "message")).toBe(secrets[0]);
      expect(await readWords(practice.ctx, letter, "message")).toBeNull();
    }
  });
});

test("done twice, by the job and by the floor under it, it is done once", async () => {
  const { practice } = await aFullDay(house, [10, 12]);
  const { sickDayId } = await press(practice);
  house.clock.advance(3 * minute);
  await Promise.all([carryOut(practice, sickDayId), carryOutSickDays(house.house)]);
  await carryOut(practice, sickDayId);
  const { rows } = await house.database.pool.query(
    "select count(*)::int as times from events where name = 'booking.cancelled' and practice_id = $1",
    [practice.ctx.practiceId],
  );
  expect(rows).toEqual([{ times: 2 }]);
});

test("a lost session is settled by hand once, by who may, and only one that was lost", async () => {
  const { practice, people } = await aFullDay(house, [10]);
  const { sickDayId } = await press(practice);
  const lost = { sickDayId, bookingId: people[0]!.booked.id };
  expect(await settle(practice.own, lost)).toBe(false);
  house.clock.advance(3 * minute);
  await carryOut(practice, sickDayId);
  const elsewhere = await aPractice(house.house);
  expect(await settle(elsewhere.own, lost)).toBe(false);
  expect(await settle(practice.own, lost)).toBe(true);
  expect(await settle(practice.own, lost)).toBe(true);
  expect((await lostSessions(practice.own, [sickDayId]))[0]?.outcome).toBe("settled");
});

function at(local: string): number {
  return Date.parse(`${local}:00Z`);
}
