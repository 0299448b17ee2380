import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { doorsOf } from "#app/domain/bookings/doors.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { openPractice } from "#app/domain/practices/open.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aPractice, aType } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

async function aPracticeForTwo() {
  const practice = await aPractice(house.house);
  await offer(practice.ctx, aType({ slug: "couple", kind: "couple" }), [practice.therapistId]);
  await offer(practice.ctx, aType({ slug: "circle", kind: "group", capacity: 8 }), [practice.therapistId]);
  return practice;
}

/** What each door says, by the slug of its type. */
async function saidBy(ctx: ClientCtx) {
  const all = await doorsOf(ctx);
  return Object.fromEntries(
    all.flatMap(({ doors }) => doors.map(({ type, shut }) => [type.slug, shut ?? "open"])),
  );
}

test("doors open and shut with the stage, and booking says the same as the page", async () => {
  const practice = await aPracticeForTwo();
  const client = await practice.aClient();
  const ctx = client.ctx as ClientCtx;
  const { clientId } = client;
  const { therapistId } = practice;
  const asked = async () => {
    const answer = await book(ctx, practice.wish({ typeSlug: "session", startsAt: at() }));
    return answer.ok ? "open" : answer.refusal;
  };
  let hours = 0;
  const at = () => {
    hours += 2;
    return Date.parse("2027-02-05T08:00:00Z") + hours * 3_600_000;
  };

  expect(await saidBy(ctx)).toEqual({ discovery: "open", session: "first_call", couple: "for_couples" });
  expect(await asked()).toBe("needs_discovery");

  await client.begin();
  house.clock.advance(1);
  expect(await saidBy(ctx)).toEqual({ session: "open", couple: "for_couples", discovery: "open" });
  expect(await asked()).toBe("open");

  await moveOn(practice.ctx, { clientId, therapistId, to: "ongoing" });
  expect(await saidBy(ctx)).toMatchObject({ session: "open" });
  expect(await asked()).toBe("open");

  await moveOn(practice.ctx, { clientId, therapistId, to: "ended" });
  expect(await saidBy(ctx)).toEqual({ discovery: "open", session: "ended", couple: "for_couples" });
  expect(await asked()).toBe("needs_discovery");
});

test("with a therapist somebody has not met there is the first call and nothing else", async () => {
  const practice = await aPracticeForTwo();
  const stranger = await (await aPractice(house.house)).aClient();
  const ctx = { ...stranger.ctx, practiceId: practice.ctx.practiceId } as ClientCtx;

  expect(await saidBy(ctx)).toEqual({ discovery: "open" });
});

test("for two means a couple; each of them alone begins with a call of their own", async () => {
  const practice = await aPracticeForTwo();
  const couple = await aClientOf(house, practice, "couple", ["self", "partner"]);

  for (const role of ["self", "partner"] as const)
    expect(await saidBy(couple.as(role))).toEqual({
      discovery: "open",
      session: "on_your_own",
      couple: "open",
    });
});

test("a guardian finds the child's doors by the child's name, and what is for adults shut", async () => {
  const practice = await aPracticeForTwo();
  await offer(practice.ctx, aType({ slug: "young", ageFrom: 10 }), [practice.therapistId]);
  const family = await aClientOf(house, practice, "individual", ["child", "guardian"]);
  const [{ doors } = { doors: [] }] = await doorsOf(family.as("guardian"));
  const young = doors.find(({ type }) => type.slug === "young");

  expect(young).toMatchObject({ shut: null, client: { clientId: family.clientId, role: "guardian" } });
  expect(await saidBy(family.as("guardian"))).toMatchObject({
    session: "adults_only",
    discovery: "adults_only",
  });
  expect(await saidBy(family.as("child"))).toEqual({ discovery: "open" });
});

test("a practice without a therapist has no doors", async () => {
  const practice = await aPractice(house.house);
  const client = await practice.aClient();
  const empty = await openPractice(
    house.house,
    {
      slug: `empty-${process.pid}`,
      name: "Empty",
      country: "PT",
      zone: "Europe/Lisbon",
      locale: "en-GB",
      currency: "EUR",
      headline: "",
      lead: "",
      strapline: "",
      email: "empty@selvage.test",
      replyTime: "soon",
    },
    [{ kind: "terms", version: "1", body: "Terms." }],
  );

  expect(await doorsOf({ ...client.ctx, practiceId: empty.practiceId } as ClientCtx)).toEqual([]);
});
