import { afterAll, beforeAll, expect, test } from "vitest";
import { blockTime } from "#app/domain/availability/block-time.ts";
import { freeTime } from "#app/domain/availability/free-time.ts";
import { blockedSpan } from "#app/domain/availability/rules.ts";
import { findBlock, workingTime } from "#app/domain/availability/working-time.ts";
import { newId } from "#app/values/ids.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
let other: TestPractice;
beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
  other = await aPractice(house.house);
});
afterAll(() => house.close());

const span = { startsAt: new Date("2027-02-04T13:00Z"), endsAt: new Date("2027-02-04T14:00Z") };
const day = { from: Date.parse("2027-02-04T00:00Z"), until: Date.parse("2027-02-05T00:00Z") };
const as = (roles: Parameters<typeof aMember>[1]) => ({
  ...practice.ctx,
  actor: aMember(practice.ctx.practiceId, roles),
});

async function eventsAbout(id: string): Promise<string[]> {
  const { rows } = await house.database.pool.query(
    "select name from events where subject_id = $1 order by at, id",
    [id],
  );
  return rows.map(({ name }) => name);
}

test("a therapist blocks time under a word of her own, which nobody else is told, and opens it again", async () => {
  const block = await blockTime(practice.own, practice.therapistId, { ...span, label: "Dentist" });
  const id = block!.id;
  const asked = { therapistId: practice.therapistId, ...day };
  expect((await workingTime(practice.own, asked)).blocks).toMatchObject([{ id, label: "Dentist" }]);
  const scheduler = as({ roles: ["scheduler"] });
  expect((await workingTime(scheduler, asked)).blocks).toMatchObject([{ id, label: null }]);
  expect((await findBlock(scheduler, id))?.label).toBeNull();
  expect((await findBlock(practice.own, id))?.label).toBe("Dentist");

  expect(await freeTime(practice.own, id)).toEqual({ id });
  expect(await freeTime(practice.own, id)).toBeNull();
  expect(await eventsAbout(id)).toEqual(["busy_time.blocked", "busy_time.freed"]);
});

test("a scheduler may block a therapist's time, and has no word to give it", async () => {
  const scheduler = as({ roles: ["scheduler"] });
  const block = await blockTime(scheduler, practice.therapistId, { ...span, label: "Dentist" });
  expect((await findBlock(practice.own, block!.id))?.label).toBeNull();
  expect(await freeTime(practice.own, block!.id)).not.toBeNull();
});

test("another therapist, a biller, another practice and a visitor can neither block, see nor open it", async () => {
  const { id } = (await blockTime(practice.own, practice.therapistId, span))!;
  const strangers = [
    as({ roles: ["therapist"], therapistId: newId() }),
    as({ roles: ["biller"] }),
    as({ roles: ["supervisor"] }),
    other.own,
  ];
  for (const ctx of strangers) {
    expect(await blockTime(ctx, practice.therapistId, span)).toBeNull();
    expect(await findBlock(ctx, id)).toBeNull();
    expect(await freeTime(ctx, id)).toBeNull();
    expect((await workingTime(ctx, { therapistId: practice.therapistId, ...day })).hours).toEqual([]);
  }
  expect(await blockTime(practice.ctx, practice.therapistId, span)).toBeNull();
  expect(await findBlock(practice.own, id)).not.toBeNull();
  expect(await freeTime(practice.own, "not-an-id")).toBeNull();
});

test("what a calendar says is not opened by hand", async () => {
  const { id } = (await blockTime(practice.own, practice.therapistId, span))!;
  await house.database.pool.query("update busy_times set source = 'google' where id = $1", [id]);
  expect(await freeTime(practice.own, id)).toBeNull();
  expect(await findBlock(practice.own, id)).toBeNull();
});

test("a piece of a date ends after it begins, and midnight ends it", () => {
  const date = "2027-02-04";
  const said = (span: ReturnType<typeof blockedSpan>) =>
    span && [span.from, span.until].map((at) => new Date(at).toISOString().slice(0, 16));
  expect(said(blockedSpan({ date, from: "13:00", to: "14:30" }, "Europe/Lisbon"))).toEqual([
    "2027-02-04T13:00",
    "2027-02-04T14:30",
  ]);
  expect(said(blockedSpan({ date, from: "22:00", to: "00:00" }, "Europe/Lisbon"))).toEqual([
    "2027-02-04T22:00",
    "2027-02-05T00:00",
  ]);
  expect(blockedSpan({ date, from: "14:00", to: "13:00" }, "Europe/Lisbon")).toBeNull();
  expect(blockedSpan({ date, from: "14:00", to: "14:00" }, "Europe/Lisbon")).toBeNull();
  const clocksGoBack = blockedSpan({ date: "2027-10-31" }, "Europe/Lisbon")!;
  expect((clocksGoBack.until - clocksGoBack.from) / 3_600_000).toBe(25);
});
