import { afterAll, beforeAll, expect, test } from "vitest";
import { openAlerts, readReview, review, tellAgain } from "#app/domain/forms/alerts.ts";
import { saveAnswers } from "#app/domain/forms/save-answers.ts";
import { signForm } from "#app/domain/forms/sign.ts";
import { afterWorking } from "#app/domain/forms/working-hours.ts";
import { omitRisk } from "#app/domain/practices/change.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { chooseCover } from "#app/domain/therapists/choose-cover.ts";
import { join } from "#app/domain/therapists/join.ts";
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

async function signed(q9: string) {
  const client = await aClientOf(house, practice, "individual", ["self"]);
  const me = client.as("self");
  const [id = ""] = await asked(practice, client.clientId, "phq-9");
  await saveAnswers(me, { id, page: "risk", answers: { q9 }, mark: "" });
  const both = await Promise.all([1, 2].map(() => signForm(me, { id, name: "Somebody" })));
  return { id, both, client };
}

const tellings = async () =>
  (await house.waiting()).filter(({ job }) => job === "mail_form_alert").map(({ sequence }) => sequence);

test("an answer above zero raises one alert, however often it is sent, and is told again every four working hours until it is seen to", async () => {
  expect((await signed("0")).both).toMatchObject([{ value: { needsSomebody: false } }, { ok: true }]);
  expect(await openAlerts(practice.own)).toEqual([]);
  const { id, both } = await signed("1");
  expect(both).toMatchObject([{ value: { needsSomebody: true } }, { value: { needsSomebody: true } }]);
  expect(await openAlerts(practice.own)).toMatchObject([{ askedId: id }]);
  expect(await tellings()).toEqual([1]);

  await tellAgain(house.house);
  expect(await tellings(), "not before").toEqual([1]);
  house.clock.advance(4 * 3_600_000);
  await Promise.all([tellAgain(house.house), tellAgain(house.house)]);
  expect(await tellings()).toEqual([1, 2]);

  for (const roles of [["scheduler"], ["biller"], ["manager"]] as const) {
    const other = { ...practice.ctx, actor: aMember(practice.ctx.practiceId, { roles: [...roles] }) };
    expect(await openAlerts(other), roles[0]).toEqual([]);
    expect(await review(other, { askedId: id, words: "x" }), roles[0]).toBeNull();
  }
  const alert = (await openAlerts(practice.own))[0]!;
  expect(await review(practice.own, { askedId: id, words: "I rang, and we spoke." })).toMatchObject({
    ok: true,
  });
  expect(await review(practice.own, { askedId: id, words: "Again" })).toEqual({
    ok: false,
    refusal: "already_reviewed",
  });
  expect(await readReview(practice.own, alert)).toMatchObject({ words: "I rang, and we spoke." });
  house.clock.advance(24 * 3_600_000);
  await tellAgain(house.house);
  expect(await tellings()).toEqual([1, 2]);
  const { rows } = await house.database.pool.query("select sealed from form_reviews");
  expect(rows, "without a hand the drawer stays shut").toEqual([]);
});

test("the covering colleague sees to it too, and a colleague who does not cover never hears of it", async () => {
  const { ctx } = practice;
  const colleague = async (slug: string) => {
    const { memberId, userId } = await takeOn(ctx, {
      email: `${slug}@selvage.test`,
      name: slug,
      roles: ["therapist"],
    });
    const { therapistId } = await join(ctx, {
      ...{ memberId, slug, name: slug, firstName: slug, title: "T", headline: "H", zone: "Europe/Lisbon" },
      ...{ roomUrl: "https://rooms.selvage.test/x", isPublished: true },
    });
    return { ...ctx, actor: aMember(ctx.practiceId, { userId, memberId, therapistId }) };
  };
  const [covers, other] = [await colleague(`cora-${process.pid}`), await colleague(`otto-${process.pid}`)];
  expect(await chooseCover(practice.own, practice.therapistId, covers.actor.therapistId)).toBe(true);
  expect(
    await chooseCover(practice.own, practice.therapistId, practice.therapistId),
    "nobody covers for themselves",
  ).toBe(false);
  const { id } = await signed("2");
  expect((await openAlerts(covers)).map(({ askedId }) => askedId)).toContain(id);
  expect(await openAlerts(other)).toEqual([]);
  expect(await review(other, { askedId: id, words: "x" })).toBeNull();
  expect(await review(covers, { askedId: id, words: "I rang in her place." })).toMatchObject({ ok: true });
});

test("where the practice leaves the question out, it is neither kept nor heard", async () => {
  await omitRisk(practice.own, true);
  const client = await aClientOf(house, practice, "individual", ["self"]);
  const [id = ""] = await asked(practice, client.clientId, "phq-9");
  const me = client.as("self");
  expect(await saveAnswers(me, { id, page: "risk", answers: { q9: "3" }, mark: "" })).toBeNull();
  expect(await signForm(me, { id, name: "Somebody" })).toMatchObject({ value: { needsSomebody: false } });
});

test("four hours of work: across the night, without time away, and never longer than three days", () => {
  const h = (hours: number) => hours * 3_600_000;
  const days = [0, 24, 48, 72, 96].map((start) => ({ from: h(start + 9), until: h(start + 17) }));
  expect(afterWorking(days, [], h(10))).toBe(h(14));
  expect(afterWorking(days, [], h(9))).toBe(h(13));
  expect(afterWorking(days, [], h(15)), "two today, two tomorrow").toBe(h(24 + 11));
  expect(afterWorking(days, [], h(20))).toBe(h(24 + 13));
  expect(afterWorking(days, [{ from: h(11), until: h(12) }], h(10))).toBe(h(15));
  expect(afterWorking(days, [{ from: h(0), until: h(200) }], h(10)), "a holiday is not waited out").toBe(
    h(82),
  );
  expect(afterWorking([], [], 0)).toBe(h(72));
});
