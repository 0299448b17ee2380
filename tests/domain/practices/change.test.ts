import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import {
  changePractice,
  changeSite,
  type PracticeFacts,
  type SiteText,
} from "#app/domain/practices/change.ts";
import { publishPolicy } from "#app/domain/practices/publish-policy.ts";
import { currentPolicy, ownPractice } from "#app/domain/practices/queries.ts";
import { siteOf } from "#app/domain/site/queries.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
});
beforeEach(async () => {
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

const text: SiteText = {
  headline: "Other words",
  lead: "Other lead",
  strapline: "Other line",
  about: "",
  email: "other@selvage.test",
  phone: null,
  address: null,
  replyTime: "Tomorrow",
  hue: "plum",
};
const facts: PracticeFacts = {
  name: "Another Name",
  country: "AT",
  zone: "Europe/Vienna",
  locale: "de-AT",
  currency: "CHF",
  isLicensed: true,
  callOpensAll: true,
};

test("what the site says and what the practice is are changed, and the site shows it at once", async () => {
  await siteOf(practice.ctx);
  expect(await changeSite(practice.own, text)).toBe(true);
  expect(await changePractice(practice.own, facts)).toEqual({ ok: true, value: undefined });
  expect(await siteOf(practice.ctx)).toMatchObject({ ...text, ...facts });
});

test("once somebody booked, the currency stays; everything else may still change", async () => {
  await book(practice.ctx, practice.wish({}));
  expect(await changePractice(practice.own, facts)).toEqual({ ok: false, refusal: "currency_fixed" });
  expect((await ownPractice(practice.ctx)).name).toBe("Test Practice");
  expect(await changePractice(practice.own, { ...facts, currency: "EUR" })).toMatchObject({ ok: true });
});

test("a text is published as a new version, and the old one stays what people agreed to", async () => {
  const first = await currentPolicy(practice.ctx, "terms");
  const publish = (body: string, instead: string | null) =>
    publishPolicy(practice.own, { kind: "terms", body, instead });
  expect(await publish("Terms.", first!.version)).toEqual({ ok: false, refusal: "same_words" });
  expect(await publish("# Terms\n\nNew.", first!.version)).toEqual({
    ok: true,
    value: { version: "2027-02-03" },
  });
  expect(await publish("Another", first!.version)).toEqual({ ok: false, refusal: "changed_meanwhile" });
  expect(await publish("Another", "2027-02-03")).toEqual({
    ok: true,
    value: { version: "2027-02-03, no. 2" },
  });
  expect(await currentPolicy(practice.ctx, "terms")).toMatchObject({ body: "Another" });
  const { rows } = await house.database.pool.query(
    "select body from policy_versions where practice_id = $1 and kind = 'terms' order by id",
    [practice.ctx.practiceId],
  );
  expect(rows.map(({ body }) => body)).toEqual(["Terms.", "# Terms\n\nNew.", "Another"]);
});

test("two who publish at once: one version comes of it", async () => {
  const policy = { kind: "privacy" as const, instead: "2026-11-20" };
  const answers = await Promise.all(
    ["One", "Two"].map((body) => publishPolicy(practice.own, { ...policy, body })),
  );
  expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
  expect(answers).toContainEqual({ ok: false, refusal: "changed_meanwhile" });
});

test("only an owner or a manager, and only of this practice", async () => {
  const { manager, other, scheduler, biller } = await colleagues(practice);
  expect(await changeSite(manager, text)).toBe(true);
  const before = await ownPractice(practice.ctx);
  for (const stranger of [other, scheduler, biller]) {
    expect(await changeSite(stranger, { ...text, headline: "Mine" })).toBe(false);
    expect(await changePractice(stranger, facts)).toBeNull();
    expect(await publishPolicy(stranger, { kind: "terms", body: "x", instead: "2026-11-20" })).toBeNull();
  }
  const elsewhere = await aPractice(house.house);
  const trespasser = { ...elsewhere.own, practiceId: practice.ctx.practiceId };
  expect(await changeSite(trespasser, { ...text, headline: "Theirs" })).toBe(false);
  expect(await changePractice(trespasser, facts)).toBeNull();
  expect(await ownPractice(practice.ctx)).toEqual(before);
});
