import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { addClient, type NewPerson } from "#app/domain/clients/add.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
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

const rows = async (text: string, values: unknown[] = []) =>
  (await house.database.pool.query(text, values)).rows;
const bookingOf = async (id: string) => (await rows("select * from bookings where id = $1", [id]))[0];

test("a stranger becomes a user, a client of one and a care relationship in discovery", async () => {
  const wish = practice.wish({ name: "Ann", phone: "+351 1" });
  const { id } = await granted(book(practice.ctx, wish));
  const { client_id: clientId, guest_phone: phone } = await bookingOf(id);
  expect(phone).toBe("+351 1");
  expect(await rows("select kind, name from clients where id = $1", [clientId])).toEqual([
    { kind: "individual", name: "Ann" },
  ]);
  const people = await rows(
    "select p.role, p.is_alone, p.name, p.email, p.phone, u.email as account from participants p join users u on u.id = p.user_id where client_id = $1",
    [clientId],
  );
  expect(people).toEqual([
    { role: "self", is_alone: true, name: "Ann", email: wish.email, phone: null, account: wish.email },
  ]);
  const care = await rows(
    "select stage, discovery_completed_at from care_relationships where client_id = $1",
    [clientId],
  );
  expect(care).toEqual([{ stage: "discovery", discovery_completed_at: null }]);
});

test("a guest who types a known address is that client's, and changes nothing about them", async () => {
  const client = await practice.aClient();
  const before = await known(client.clientId);
  const { id } = await granted(
    book(practice.ctx, practice.wish({ email: client.email, name: "An impostor", phone: "+1 666" })),
  );
  expect(await known(client.clientId)).toEqual(before);
  expect(await bookingOf(id)).toMatchObject({
    client_id: client.clientId,
    guest_name: "An impostor",
    guest_phone: "+1 666",
  });
});

/** All that is known about a client, down to the account. */
async function known(clientId: string) {
  return {
    client: await rows("select * from clients where id = $1", [clientId]),
    people: await rows("select * from participants where client_id = $1", [clientId]),
    users: await rows(
      "select u.* from users u join participants p on p.user_id = u.id where p.client_id = $1",
      [clientId],
    ),
    care: await rows("select * from care_relationships where client_id = $1", [clientId]),
  };
}

test("the address of a partner in a couple makes a new client: a couple's record is nobody's alone", async () => {
  const email = "partner@selvage.test";
  const { userId } = await knowByAddress(practice.ctx, { email, name: "Pat" });
  const people: NewPerson[] = [
    { name: "Sam", email: "sam@selvage.test", role: "self" },
    { name: "Pat", email, userId, role: "partner" },
  ];
  const couple = await addClient(practice.ctx, { kind: "couple", name: "Sam and Pat", people });
  for (const address of [email, "sam@selvage.test"]) {
    const startsAt = Date.parse("2027-02-04T10:00:00Z") + (address === email ? 0 : 3_600_000);
    const { id } = await granted(book(practice.ctx, practice.wish({ email: address, startsAt })));
    expect((await bookingOf(id)).client_id).not.toBe(couple.clientId);
  }
});

test("the same person is two clients in two practices", async () => {
  const there = await aPractice(house.house);
  const email = "both@selvage.test";
  const [one, two] = [
    await granted(book(practice.ctx, practice.wish({ email }))),
    await granted(book(there.ctx, there.wish({ email }))),
  ];
  expect((await bookingOf(one.id)).client_id).not.toBe((await bookingOf(two.id)).client_id);
  expect(await rows("select count(*)::int as n from users where email = $1", [email])).toEqual([{ n: 1 }]);
});

test("two first bookings at once from one address are one client", async () => {
  const email = "twice@selvage.test";
  const wishes = [10, 11, 12, 13].map((hour) =>
    practice.wish({ email, startsAt: Date.parse(`2027-02-04T${hour}:00:00Z`) }),
  );
  const booked = await Promise.all(wishes.map((wish) => granted(book(practice.ctx, wish))));
  const clients = await Promise.all(booked.map(async ({ id }) => (await bookingOf(id)).client_id));
  expect(new Set(clients).size).toBe(1);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("how they heard of us and where they came from is kept, and which words they accepted", async () => {
  const wish = practice.wish({ source: "A friend or family", sourceAddress: "blog.example/sleep" });
  const { id } = await granted(book(practice.ctx, wish));
  const booking = await bookingOf(id);
  expect(booking).toMatchObject({ source: "A friend or family", source_address: "blog.example/sleep" });
  const accepted = await rows(
    "select c.purpose, c.given_by, c.language, p.version, p.kind from consents c join policy_versions p on p.id = c.policy_version_id where client_id = $1 order by 1",
    [booking.client_id],
  );
  const given = { given_by: wish.name, language: "en", version: "2026-11-20" };
  expect(accepted).toEqual([
    { ...given, purpose: "privacy", kind: "privacy" },
    { ...given, purpose: "terms", kind: "terms" },
  ]);
});

test("a policy that takes effect later is not what people accept today", async () => {
  const later = new Date(house.clock.now.getTime() + 86_400_000);
  await rows(
    "insert into policy_versions (id, practice_id, kind, version, body, effective_at) values (gen_random_uuid(), $1, 'terms', 'next', '', $2)",
    [practice.ctx.practiceId, later],
  );
  const accepted = async (id: string) => {
    const { client_id: clientId } = await bookingOf(id);
    return rows(
      "select version from consents c join policy_versions p on p.id = c.policy_version_id where client_id = $1 and purpose = 'terms'",
      [clientId],
    );
  };
  const before = await granted(book(practice.ctx, practice.wish({})));
  expect(await accepted(before.id)).toEqual([{ version: "2026-11-20" }]);
  house.clock.now = later;
  const after = await granted(
    book(practice.ctx, practice.wish({ startsAt: Date.parse("2027-02-06T10:00:00Z") })),
  );
  expect(await accepted(after.id)).toEqual([{ version: "next" }]);
});
