import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { addClient } from "#app/domain/clients/add.ts";
import {
  addressToken,
  askForAddress,
  findAddressChange,
  openAddressLink,
  type Side,
} from "#app/domain/identity/change-address.ts";
import { listSessions } from "#app/domain/identity/devices.ts";
import { forgetAddressChanges } from "#app/domain/identity/forget-sign-ins.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { confirmAddress } from "#app/domain/privacy/confirm-address.ts";
import { joinEarlier } from "#app/domain/waiting/join-earlier.ts";
import { newId } from "#app/values/ids.ts";
import { type ASession, aSession, wholeIn } from "#tests/support/a-session.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
let ann: Awaited<ReturnType<TestPractice["aClient"]>>;
let asked: ASession;
let wanted: string;
let made = 0;

beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  practice = await aPractice(house.house);
  ann = await practice.aClient();
  asked = await signedIn();
  made += 1;
  wanted = `another-${made}@selvage.test`;
});

function userOf(): string {
  const { actor } = ann.ctx;
  if (actor.kind !== "client") throw new Error("Ann is a client");
  return actor.userId;
}

const signedIn = () => aSession(house.house, { userId: userOf(), practiceId: practice.ctx.practiceId });
const rows = async (text: string, values: unknown[] = []) =>
  (await house.database.pool.query(text, values)).rows;
const addressNow = async () => (await rows("select email from users where id = $1", [userOf()]))[0].email;

/** Ask for the wanted address; gives both letters' tokens. */
async function ask(email = wanted): Promise<Record<Side, string>> {
  expect(await askForAddress(ann.ctx, asked.session, email)).toEqual({ ok: true, value: null });
  const [{ id }] = await rows(
    "select id from email_changes where user_id = $1 order by created_at desc, id desc limit 1",
    [userOf()],
  );
  const found = await findAddressChange(house.house, id);
  const token = (side: Side) => addressToken(house.house, found!.change, side);
  return { old: token("old"), new: token("new") };
}

async function confirm(token: string, except?: string) {
  const link = await openAddressLink(house.house, token);
  return link && confirmAddress(house.house, link, except);
}

const waiting = { ok: true, value: "waiting" };
const changed = { ok: true, value: "changed" };

test.each([
  ["old", "new"],
  ["new", "old"],
] as const)("it takes both mailboxes, the %s one first", async (first, second) => {
  const tokens = await ask();

  expect(await confirm(tokens[first])).toEqual(waiting);
  expect(await confirm(tokens[first])).toEqual(waiting);
  expect(await addressNow()).toBe(ann.email);
  expect(await confirm(tokens[second])).toEqual(changed);
  expect(await addressNow()).toBe(wanted);
});

test("it changes wherever the old one stood: with the people of every practice, and on what is still to come", async () => {
  await ann.begin();
  const booked = await book(
    ann.ctx,
    practice.wish({ typeSlug: "session", name: ann.name, email: ann.email }),
  );
  const bookingId = booked.ok ? booked.value.id : "";
  const sunday = [{ weekday: 7, startMinute: 0, length: 30 }];
  expect(await joinEarlier(ann.ctx, { bookingId, windows: sunday })).toMatchObject({ ok: true });
  const kept = "other@selvage.test";
  await addClient(practice.ctx, {
    kind: "couple",
    name: "Ann & Ben",
    people: [
      { name: "Ann", email: kept, userId: userOf(), role: "self" },
      { name: "Ben", email: "ben@selvage.test", role: "partner" },
    ],
  });
  const tokens = await ask();
  await confirm(tokens.old);
  await confirm(tokens.new);

  const people = await rows("select email from participants where user_id = $1 order by email", [userOf()]);
  expect(people.map(({ email }) => email)).toEqual([wanted, kept].sort());
  expect(await rows("select guest_email from bookings where client_id = $1", [ann.clientId])).toEqual([
    { guest_email: wanted },
  ]);
  expect(await rows("select guest_email from waits where client_id = $1", [ann.clientId])).toEqual([
    { guest_email: wanted },
  ]);
  expect(
    await rows("select name from events where name = 'address.changed' and practice_id = $1", [
      practice.ctx.practiceId,
    ]),
  ).toHaveLength(1);
});

test("it signs its person out everywhere but where they confirmed", async () => {
  const elsewhere = await signedIn();
  const tokens = await ask();
  await confirm(tokens.old);
  expect(await listSessions(house.house, userOf())).toHaveLength(2);
  await confirm(tokens.new, asked.session.sessionId);
  const left = await listSessions(house.house, userOf());
  expect(left.map(({ id }) => id)).toEqual([asked.session.sessionId]);
  expect(left.map(({ id }) => id)).not.toContain(elsewhere.session.sessionId);
});

test("both at once, fifty times over, change it once", async () => {
  const tokens = await ask();
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => confirm(n % 2 ? tokens.old : tokens.new)),
  );
  expect(answers.filter((answer) => !answer?.ok)).toEqual([]);
  expect(await addressNow()).toBe(wanted);
  expect(
    await rows("select 1 from events where name = 'address.changed' and practice_id = $1", [
      practice.ctx.practiceId,
    ]),
  ).toHaveLength(1);
});

test("an address somebody took meanwhile stays theirs", async () => {
  const tokens = await ask();
  await confirm(tokens.old);
  await knowByAddress(practice.ctx, { email: wanted, name: "Quick" });

  expect(await confirm(tokens.new)).toEqual({ ok: false, refusal: "taken" });
  expect(await addressNow()).toBe(ann.email);
  expect(await confirm(tokens.new)).toEqual({ ok: false, refusal: "over" });
  expect(await listSessions(house.house, userOf())).toHaveLength(1);
});

test("an address the practice keeps for somebody else of theirs is taken too", async () => {
  const tokens = await ask();
  await addClient(practice.ctx, {
    kind: "individual",
    name: "Somebody",
    people: [{ name: "Somebody", email: wanted, role: "self" }],
  });
  await confirm(tokens.old);
  expect(await confirm(tokens.new)).toEqual({ ok: false, refusal: "taken" });
  expect(await addressNow()).toBe(ann.email);
});

test("after an hour it is over, and what was confirmed counts for nothing", async () => {
  const tokens = await ask();
  await confirm(tokens.old);
  house.clock.advance(3_600_000);
  expect(await confirm(tokens.new)).toEqual({ ok: false, refusal: "over" });
  expect(await addressNow()).toBe(ann.email);
});

test("a later wish ends the one before", async () => {
  const first = await ask();
  await confirm(first.old);
  const second = await ask(`later-${wanted}`);
  expect(await confirm(first.new)).toEqual({ ok: false, refusal: "over" });
  expect(await confirm(second.old)).toEqual(waiting);
  expect(await confirm(second.new)).toEqual(changed);
  expect(await addressNow()).toBe(`later-${wanted}`);
});

test("used once it changes nothing again", async () => {
  const tokens = await ask();
  await confirm(tokens.old);
  await confirm(tokens.new);
  await rows("update users set email = $2 where id = $1", [userOf(), ann.email]);
  expect(await confirm(tokens.new)).toEqual(changed);
  expect(await addressNow()).toBe(ann.email);
});

test("asking takes a fresh sign-in, and another address than one has", async () => {
  expect(await askForAddress(ann.ctx, asked.session, ann.email)).toEqual({
    ok: false,
    refusal: "same_address",
  });
  house.clock.advance(10 * 60_000 + 1);
  expect(await askForAddress(ann.ctx, asked.session, wanted)).toEqual({ ok: false, refusal: "not_fresh" });
  expect(await house.waiting()).not.toContainEqual(
    expect.objectContaining({ job: "mail_address_new", subjectId: userOf() }),
  );
});

test("asking for an address that has an account is answered like any other", async () => {
  const other = await practice.aClient();
  const before = (await house.waiting()).length;
  await ask(other.email);
  const jobs = (await house.waiting()).slice(before).map(({ job }) => job);
  expect(jobs.sort()).toEqual(["mail_address_new", "mail_address_old"]);
});

test("what never was a link opens nothing", async () => {
  for (const token of ["", "x".repeat(43), newId()])
    expect(await openAddressLink(house.house, token)).toBeNull();
});

test("a wish is forgotten after a month, with the address in it", async () => {
  await ask();
  const kept = () => rows("select 1 from email_changes where user_id = $1", [userOf()]);
  house.clock.advance(30 * 86_400_000);
  await forgetAddressChanges(house.house);
  expect(await kept()).toHaveLength(1);
  house.clock.advance(1);
  await forgetAddressChanges(house.house);
  expect(await kept()).toEqual([]);
});

test("a therapist's address is theirs to change as well", async () => {
  const { session } = await wholeIn(practice);
  expect(await askForAddress(practice.own, session, wanted)).toEqual({ ok: true, value: null });
});
