import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogue } from "#app/domain/session-types/catalogue.ts";
import { newId } from "#app/values/ids.ts";
import { type Desk, openDesk } from "./a-desk.ts";
import {
  anAbsence,
  aPracticeForm,
  aProfile,
  aSite,
  aType,
  aWeek,
  form,
  mark,
  pages,
  written,
} from "./right-forms.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe("who sees what", () => {
  test.each(pages)("an owner sees %s, with one h1", async (path) => {
    const { status, text } = await desk.ask(desk.cookies.owner, path);
    expect(status).toBe(200);
    expect(text.match(/<h1/g)).toHaveLength(1);
  });

  test("a therapist sees their own hours and profile, and nothing of the house's", async () => {
    const seen = await Promise.all(
      pages.map(async (path) => (await desk.ask(desk.cookies.other, path)).status),
    );
    expect(seen).toEqual([200, 200, 200, 200, 404, 404, 200, 200, 404, 404, 404]);
    for (const path of [
      "/practice/availability",
      "/practice/availability/week",
      "/practice/settings/profile",
    ])
      expect((await desk.ask(desk.cookies.other, `${path}?of=${desk.practice.slug}`)).status).toBe(404);
  });

  test("a scheduler sees everybody's hours, and nothing else but the settings' first page", async () => {
    const seen = await Promise.all(
      pages.map(async (path) => (await desk.ask(desk.cookies.scheduler, path)).status),
    );
    expect(seen).toEqual([200, 200, 200, 200, 404, 404, 200, 404, 404, 404, 404]);
    expect(
      (await desk.ask(desk.cookies.scheduler, `/practice/availability?of=${desk.others.otherSlug}`)).status,
    ).toBe(200);
  });

  test("a biller sees how they sign in", async () => {
    const seen = await Promise.all(
      pages.map(async (path) => (await desk.ask(desk.cookies.biller, path)).status),
    );
    expect(seen).toEqual([404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 404]);
  });

  test("a name, a type, a date, an absence or a text that is not there is a 404", async () => {
    for (const path of [
      "/practice/availability?of=nobody",
      "/practice/session-types/none",
      `/practice/session-types/${newId()}`,
      "/practice/settings/policies/cookies",
    ])
      expect((await desk.ask(desk.cookies.owner, path)).status, path).toBe(404);
    for (const path of [
      "/practice/availability/dates/2027-13-45",
      "/practice/availability/dates/x",
      "/practice/availability/away/none",
      `/practice/availability/away/${newId()}`,
    ])
      expect((await desk.ask(desk.cookies.owner, path, form({}))).status, path).toBe(404);
  });

  test("what others may not, their forms may not either", async () => {
    const [type] = await catalogue(desk.practice.own);
    const forms: [string, Record<string, string>][] = [
      [`/practice/availability/week?of=${desk.practice.slug}`, { ...aWeek, mark: await mark(desk) }],
      [`/practice/availability/away?of=${desk.practice.slug}`, anAbsence()],
      ["/practice/session-types/new", aType],
      [`/practice/session-types/${type!.id}`, aType],
      [`/practice/settings/profile?of=${desk.practice.slug}`, aProfile],
      ["/practice/settings/site", aSite],
      ["/practice/settings/practice", aPracticeForm],
      ["/practice/settings/policies/terms", { body: "Mine", instead: "2026-11-20" }],
    ];
    const before = await written(desk);
    for (const [path, fields] of forms)
      expect((await desk.ask(desk.cookies.other, path, form(fields))).status, path).toBe(404);
    expect(await written(desk)).toEqual(before);
  });
});
