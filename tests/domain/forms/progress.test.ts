import { afterAll, beforeAll, expect, test } from "vitest";
import { ownProgress, progressWithin } from "#app/domain/forms/progress.ts";
import { saveAnswers } from "#app/domain/forms/save-answers.ts";
import { signForm } from "#app/domain/forms/sign.ts";
import { progressShown } from "#app/routes/forms/progress-shown.ts";
import { DAY } from "#app/values/zoned.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";
import { asked } from "./a-form.ts";

let house: TestHouse;
let practice: TestPractice;

beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

type Client = Awaited<ReturnType<typeof aClientOf>>;

/** GAD-7 answered with so many items at 2, and so many left out. */
async function answers(client: Client, id: string, who: "self" | "partner", twos: number, leftOut = 0) {
  const me = client.as(who);
  const given = Array.from({ length: 7 - leftOut }, (_, at) => [`q${at + 1}`, at < twos ? "2" : "0"]);
  await saveAnswers(me, { id, page: "weeks", answers: Object.fromEntries(given), mark: "" });
  expect(await signForm(me, { id, name: "Somebody" })).toMatchObject({ ok: true });
}

test("a line goes by the day of signing, and what was left out is counted and not made up", async () => {
  const client = await aClientOf(house, practice, "individual", ["self"]);
  const [first] = await asked(practice, client.clientId, "gad-7");
  const [second] = await asked(practice, client.clientId, "gad-7");
  const [third] = await asked(practice, client.clientId, "gad-7");
  await answers(client, second!, "self", 6);
  house.clock.advance(30 * DAY);
  await answers(client, first!, "self", 2);
  await answers(client, third!, "self", 0, 1);

  const [line, ...more] = await ownProgress(client.as("self"));
  expect(more).toEqual([]);
  expect(line).toMatchObject({ measure: "GAD-7", most: 21, withoutTotal: 1 });
  expect(line!.points.map(({ total, band }) => [total, band])).toEqual([
    [12, "Moderate"],
    [4, "Minimal"],
  ]);
  const shown = progressShown(line!, { zone: "Europe/Lisbon", locale: "en-GB" });
  expect(shown.points.map(({ x }) => x)).toEqual([0, 1]);
  expect(shown.sentence).toMatch(
    /^GAD-7 was 12 \(moderate\) on .+, and 4 \(minimal\) on .+: 2 answers in all\.$/,
  );
  const heights = shown.bands.reduce((sum, { height }) => sum + height, 0);
  expect(heights).toBeCloseTo(1);
});

test("of a couple each sees their own line, and the therapist one for each, every answer noted as read", async () => {
  const couple = await aClientOf(house, practice, "couple", ["self", "partner"]);
  const [one, other] = await asked(practice, couple.clientId, "gad-7");
  await answers(couple, one!, "self", 3);
  await answers(couple, other!, "partner", 5);

  expect((await ownProgress(couple.as("self"))).map(({ points }) => points[0]?.total)).toEqual([6]);
  expect((await ownProgress(couple.as("partner"))).map(({ points }) => points[0]?.total)).toEqual([10]);
  const lines = await progressWithin(practice.own, couple.clientId);
  expect(lines.map(({ points }) => points.length)).toEqual([1, 1]);
  const { rows } = await house.database.pool.query(
    "select count(*)::int as readings from events where name = 'form.read' and subject_id in ($1, $2)",
    [one, other],
  );
  expect(rows[0].readings).toBe(2);
});

test("whose hand does not reach the forms sees no line, nor does another practice", async () => {
  const client = await aClientOf(house, practice, "individual", ["self"]);
  const [id] = await asked(practice, client.clientId, "gad-7");
  await answers(client, id!, "self", 1);
  for (const roles of [["scheduler"], ["biller"], ["manager"], ["owner"], ["therapist"]] as const) {
    const other = { ...practice.ctx, actor: aMember(practice.ctx.practiceId, { roles: [...roles] }) };
    expect(await progressWithin(other, client.clientId), roles[0]).toEqual([]);
  }
  const elsewhere = await aPractice(house.house);
  expect(await progressWithin(elsewhere.own, client.clientId)).toEqual([]);
});
