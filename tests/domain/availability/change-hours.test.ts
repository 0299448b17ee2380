import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeDate, restoreDate } from "#app/domain/availability/change-date.ts";
import { daysOfTimes } from "#app/domain/availability/find-openings.ts";
import { awayAhead, datesAhead, weekOf } from "#app/domain/availability/hours.ts";
import { callOffAbsence, planAbsence } from "#app/domain/availability/plan-absence.ts";
import { setWeek } from "#app/domain/availability/set-week.ts";
import { book } from "#app/domain/bookings/book.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { at, said } from "#tests/support/a-diary.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
let others: Awaited<ReturnType<typeof colleagues>>;
beforeAll(async () => {
  house = await aHouse();
});
beforeEach(async () => {
  practice = await aPractice(house.house);
  others = await colleagues(practice);
});
afterAll(() => house.close());

const zone = "Europe/Lisbon";
const monday = { weekday: 1, startMinute: 9 * 60, length: 4 * 60 };

/** What clients could book on a date, in the therapist's clock. */
async function times(date: string, therapistId = practice.therapistId) {
  const asked = { therapistId, typeSlug: "discovery", visitorZone: zone };
  const found = await daysOfTimes(practice.ctx, { ...asked, from: date, count: 1 });
  const [day] = found?.days ?? [];
  return day?.date === date ? day.openings.map(({ time }) => time) : [];
}

async function replace(ctx: MemberCtx, ranges: (typeof monday)[], therapistId = practice.therapistId) {
  const { mark } = await weekOf(ctx, therapistId);
  return setWeek(ctx, { therapistId, zone, ranges, mark });
}

async function eventsOf(name: string) {
  const { rows } = await house.database.pool.query(
    "select subject_id, actor, detail from events where practice_id = $1 and name = $2",
    [practice.ctx.practiceId, name],
  );
  return rows;
}

describe("the week", () => {
  test("is replaced whole, and clients see it at once", async () => {
    expect(await times("2027-02-09")).not.toEqual([]);
    const before = (await eventsOf("hours.set")).length;
    expect(await replace(practice.own, [monday])).toEqual({ ok: true, value: undefined });
    expect(await times("2027-02-09")).toEqual([]);
    expect((await times("2027-02-08")).at(0)).toBe("09:00");
    expect((await times("2027-02-08")).at(-1)).toBe("12:40");
    expect(await eventsOf("hours.set")).toHaveLength(before + 1);
  });

  test("may run through midnight, and into Monday from Sunday", async () => {
    const night = { weekday: 7, startMinute: 22 * 60, length: 4 * 60 };
    await replace(practice.own, [night]);
    expect(await times("2027-02-08")).toEqual(expect.arrayContaining(["00:00", "01:40"]));
    expect(await replace(practice.own, [night, { ...monday, startMinute: 60, length: 120 }])).toEqual({
      ok: false,
      refusal: "overlapping",
    });
    expect(await replace(practice.own, [night, { ...monday, startMinute: 120 }])).toMatchObject({ ok: true });
  });

  test("whose ranges overlap is refused and stays as it was", async () => {
    const before = await weekOf(practice.own, practice.therapistId);
    expect(await replace(practice.own, [monday, { ...monday, startMinute: 12 * 60 }])).toEqual({
      ok: false,
      refusal: "overlapping",
    });
    expect(await weekOf(practice.own, practice.therapistId)).toEqual(before);
  });

  test("is not replaced by a form that shows an older one", async () => {
    const { mark } = await weekOf(practice.own, practice.therapistId);
    await replace(practice.own, [monday]);
    const stale = { therapistId: practice.therapistId, zone, ranges: [], mark };
    expect(await setWeek(practice.own, stale)).toEqual({ ok: false, refusal: "changed_meanwhile" });
    expect((await weekOf(practice.own, practice.therapistId)).hours).toHaveLength(1);
  });

  test("saved by six at once is saved once, round after round", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { mark } = await weekOf(practice.own, practice.therapistId);
      const week = { therapistId: practice.therapistId, zone, mark };
      const racers = [1, 2, 3, 4, 5, 6].map((weekday) =>
        setWeek(practice.own, { ...week, ranges: [{ ...monday, weekday, startMinute: 60 * round }] }),
      );
      expect((await Promise.all(racers)).filter((answer) => answer?.ok)).toHaveLength(1);
      expect((await weekOf(practice.own, practice.therapistId)).hours).toHaveLength(1);
    }
  });

  test("replaced while somebody books: both are done, and the booking stays", async () => {
    const [booked, set] = await Promise.all([
      book(practice.ctx, practice.wish({})),
      replace(practice.own, [monday]),
    ]);
    expect(set).toMatchObject({ ok: true });
    if (!booked.ok) return expect(booked.refusal).toBe("slot_taken"); // The new hours came first.
    const { rows } = await house.database.pool.query("select status from bookings where id = $1", [
      booked.value.id,
    ]);
    expect(rows).toEqual([{ status: "confirmed" }]);
  });

  test("keeps its wall times over the days the clocks change", async () => {
    // Lisbon goes forward at 01:00Z on 28 March 2027 (UTC+0 before, +1 after): a Sunday.
    await replace(practice.own, [{ weekday: 7, startMinute: 9 * 60, length: 60 }]);
    const first = async (from: string) => {
      const asked = { therapistId: practice.therapistId, typeSlug: "discovery", visitorZone: zone, from };
      const found = await daysOfTimes(practice.ctx, { ...asked, count: 1 });
      return said(found!.days[0]!.openings[0]!.startsAt);
    };
    expect(await first("2027-03-21")).toBe("2027-03-21T09:00Z");
    expect(await first("2027-03-28")).toBe("2027-03-28T08:00Z");
  });
});

describe("one date", () => {
  test("is worked otherwise, or not at all, and follows the week again", async () => {
    const date = "2027-02-08";
    const own = [{ startMinute: 18 * 60, length: 40 }];
    await changeDate(practice.own, practice.therapistId, { date, zone, ranges: own });
    expect(await times(date)).toEqual(["18:00", "18:10", "18:20"]);
    await changeDate(practice.own, practice.therapistId, { date, zone, ranges: [] });
    expect(await times(date)).toEqual([]);
    expect(await datesAhead(practice.own, practice.therapistId, "2027-02-03")).toHaveLength(1);
    expect(await restoreDate(practice.own, practice.therapistId, date)).toBe(true);
    expect(await restoreDate(practice.own, practice.therapistId, date)).toBe(false);
    expect((await times(date)).at(0)).toBe("08:00");
  });

  test("that is over, too far ahead or overlapping is refused", async () => {
    const on = (date: string, ranges = [{ startMinute: 0, length: 60 }]) =>
      changeDate(practice.own, practice.therapistId, { date, zone, ranges });
    expect(await on("2027-02-02")).toEqual({ ok: false, refusal: "past" });
    expect(await on("2029-02-03")).toEqual({ ok: false, refusal: "too_far" });
    const twice = [
      { startMinute: 0, length: 60 },
      { startMinute: 59, length: 60 },
    ];
    expect(await on("2027-02-08", twice)).toEqual({ ok: false, refusal: "overlapping" });
    expect(await restoreDate(practice.own, practice.therapistId, "2027-02-30")).toBe(false);
  });
});

describe("time away", () => {
  const span = { startsAt: new Date("2027-02-08T00:00Z"), endsAt: new Date("2027-02-13T00:00Z") };

  test("closes its days, keeps what is booked, and opens them again when it is called off", async () => {
    const booked = await book(practice.ctx, practice.wish({ startsAt: at("2027-02-09T10:00Z") }));
    expect(booked.ok).toBe(true);
    const planned = await planAbsence(practice.own, practice.therapistId, span);
    if (!planned?.ok) throw new Error("not planned");
    expect(await times("2027-02-08")).toEqual([]);
    const [still] = await awayAhead(practice.own, practice.therapistId);
    expect(still?.id).toBe(planned.value.timeAwayId);

    expect(await callOffAbsence(practice.own, planned.value.timeAwayId)).toEqual({
      therapistId: practice.therapistId,
    });
    expect(await times("2027-02-08")).not.toEqual([]);
    expect(await callOffAbsence(practice.own, planned.value.timeAwayId)).toBeNull();
    expect(await eventsOf("time_away.planned")).toHaveLength(1);
    expect(await eventsOf("time_away.called_off")).toEqual([
      expect.objectContaining({ subject_id: planned.value.timeAwayId, actor: `member:${practice.userId}` }),
    ]);
  });

  test("that ends before it starts, is over, or lies years ahead is refused", async () => {
    const plan = (startsAt: string, endsAt: string) =>
      planAbsence(practice.own, practice.therapistId, {
        startsAt: new Date(startsAt),
        endsAt: new Date(endsAt),
      });
    expect(await plan("2027-02-08T00:00Z", "2027-02-08T00:00Z")).toMatchObject({
      refusal: "ends_before_it_starts",
    });
    expect(await plan("2027-02-01T00:00Z", "2027-02-03T12:00Z")).toMatchObject({ refusal: "over_already" });
    expect(await plan("2027-02-08T00:00Z", "2029-03-01T00:00Z")).toMatchObject({ refusal: "too_far" });
  });
});

describe("whose hours they are", () => {
  const span = { startsAt: new Date("2027-02-08T00:00Z"), endsAt: new Date("2027-02-09T00:00Z") };
  const date = { date: "2027-02-08", zone, ranges: [] };

  async function allAre(kind: "done" | "nothing", ctx: MemberCtx, therapistId = practice.therapistId) {
    const { mark } = await weekOf(practice.own, therapistId);
    const answers = [
      await setWeek(ctx, { therapistId, zone, ranges: [monday], mark }),
      await changeDate(ctx, therapistId, date),
      await planAbsence(ctx, therapistId, span),
    ];
    if (kind === "done") for (const answer of answers) expect(answer).toMatchObject({ ok: true });
    else expect(answers).toEqual([null, null, null]);
  }

  test("her own, a manager and a scheduler change them", async () => {
    await allAre("done", practice.own);
    await allAre("done", others.manager);
    await allAre("done", others.scheduler);
  });

  test("to another therapist, a biller and another practice they are not there", async () => {
    const elsewhere = await aPractice(house.house);
    await planAbsence(practice.own, practice.therapistId, span);
    await changeDate(practice.own, practice.therapistId, date);
    const [away] = await awayAhead(practice.own, practice.therapistId);
    const before = await weekOf(practice.own, practice.therapistId);
    for (const stranger of [others.other, others.biller, elsewhere.own]) {
      await allAre("nothing", stranger);
      expect(await callOffAbsence(stranger, away!.id)).toBeNull();
      expect(await restoreDate(stranger, practice.therapistId, date.date)).toBe(false);
      expect((await weekOf(stranger, practice.therapistId)).hours).toEqual([]);
      expect(await datesAhead(stranger, practice.therapistId, "2027-01-01")).toEqual([]);
      expect(await awayAhead(stranger, practice.therapistId)).toEqual([]);
    }
    expect(await weekOf(practice.own, practice.therapistId)).toEqual(before);
    expect(await awayAhead(practice.own, practice.therapistId)).toHaveLength(1);
  });

  test("an id that is nobody's, or none at all, is answered alike", async () => {
    for (const id of [newId(), "none", ""]) {
      expect(await planAbsence(practice.own, id, span)).toBeNull();
      expect(await callOffAbsence(practice.own, id)).toBeNull();
    }
  });
});
