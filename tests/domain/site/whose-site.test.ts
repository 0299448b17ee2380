import { afterAll, beforeAll, expect, test } from "vitest";
import { takeOn } from "#app/domain/practices/open.ts";
import { frameOf, homeSite, siteBySlug, siteOf } from "#app/domain/site/queries.ts";
import { join } from "#app/domain/therapists/join.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice } from "#tests/support/practice.ts";

let house: TestHouse;

beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

test("a practice says I while one therapist is published, and we from the second on", async () => {
  const { ctx } = await aPractice(house.house);
  expect((await siteOf(ctx)).isGroup).toBe(false);

  const { memberId } = await takeOn(ctx, { email: "two@selvage.test", name: "Two", roles: ["therapist"] });
  const second = { memberId, name: "Two", firstName: "Two", title: "Therapist", headline: "Also here" };
  await join(ctx, { ...second, slug: "second-therapist", zone: "Europe/Lisbon", isPublished: true });
  const site = await siteOf(ctx);
  expect(site.isGroup).toBe(true);
  expect(frameOf(site).help.intro).toMatch(/^We /);
});

test("on the pages of another practice nothing leads to the home practice's fees, booking or policies", async () => {
  await aPractice(house.house, { isHome: true });
  const other = await aPractice(house.house);
  const site = await siteOf(other.ctx);

  expect(frameOf(site, other.slug).visiting).toEqual({ practice: site.slug, therapist: other.slug });
  const home = (await homeSite(house.house))!;
  expect(frameOf(home, "anybody").visiting).toBeNull();
  // A client of the other practice reads its texts on their own pages too, where no therapist is named.
  expect(frameOf(site).policiesOf).toBe(site.slug);
  expect(frameOf(home).policiesOf).toBeNull();
  expect((await siteBySlug(house.house, site.slug))?.id).toBe(site.id);
  expect(await siteBySlug(house.house, "nobody-here")).toBeNull();
});
