import { afterAll, beforeAll, expect, test } from "vitest";
import { proseOf } from "#app/domain/site/prose.ts";
import { changeProfile, type Profile } from "#app/domain/therapists/change-profile.ts";
import {
  findPublished,
  licencesOf,
  licensedRegions,
  therapistWithin,
} from "#app/domain/therapists/queries.ts";
import { newId } from "#app/values/ids.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const profile: Profile = {
  name: "Tess Turner",
  firstName: "Tess",
  title: "Hypnotherapist",
  headline: "New words",
  bio: "## Hello",
  specialties: ["Sleep"],
  languages: ["English", "Danish"],
  zone: "Europe/Lisbon",
  roomUrl: "https://rooms.selvage.test/new",
  isPublished: true,
  marksByItself: false,
};

test("a profile is changed whole, with the licences, and the site says so at once", async () => {
  const practice = await aPractice(house.house, { licences: [{ region: "Porto", number: "1" }] });
  const held = [{ region: "Lisbon", number: "2", expiresOn: "2027-02-03" }];
  expect(await changeProfile(practice.own, practice.therapistId, profile, held)).toBe(true);
  const found = await findPublished(house.house, practice.slug);
  expect(found).toMatchObject(profile);
  expect(await licensedRegions(practice.ctx, practice.therapistId, "2027-02-03")).toEqual(["Lisbon"]);
  expect(await licensedRegions(practice.ctx, practice.therapistId, "2027-02-04")).toEqual([]);

  await changeProfile(practice.own, practice.therapistId, { ...profile, isPublished: false }, []);
  expect(await findPublished(house.house, practice.slug)).toBeNull();
  expect(await licencesOf(practice.own, practice.therapistId)).toEqual([]);
});

test("her own, an owner's and a manager's hand reach it; no other therapist's, no scheduler's, no other practice's", async () => {
  const practice = await aPractice(house.house, { licences: [{ region: "Porto", number: "1" }] });
  const elsewhere = await aPractice(house.house);
  const { other, otherTherapistId, manager, scheduler, biller } = await colleagues(practice);
  expect(await changeProfile(other, otherTherapistId, profile, [])).toBe(true);
  expect(await changeProfile(manager, otherTherapistId, profile, [])).toBe(true);
  expect(await changeProfile(practice.own, otherTherapistId, profile, [])).toBe(true);
  const before = await therapistWithin(practice.own, "profile.change", practice.therapistId);
  for (const stranger of [other, scheduler, biller, elsewhere.own]) {
    expect(await changeProfile(stranger, practice.therapistId, profile, [])).toBe(false);
    expect(await licencesOf(stranger, practice.therapistId)).toEqual([]);
  }
  for (const nobodys of [newId(), "none", ""])
    expect(await changeProfile(practice.own, nobodys, profile, [])).toBe(false);
  expect(await therapistWithin(practice.own, "profile.change", practice.therapistId)).toEqual(before);
});

test.each([
  ["<script>alert(1)</script>", "script"],
  ['<img src=x onerror="alert(1)">', "onerror"],
  ["[here](javascript:alert(1))", "javascript:"],
  ['<a href="https://x.test" onclick="x()" style="color:red">x</a>', "onclick"],
  ["<iframe src=https://x.test></iframe>", "iframe"],
  ["<style>*{display:none}</style>", "display"],
  ["# A heading of the page", "<h1"],
])("what a bio may not do is gone from the page: %s", (markdown, gone) => {
  expect(proseOf(markdown)).not.toContain(gone);
});
