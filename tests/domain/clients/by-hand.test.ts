import { afterAll, beforeAll, expect, test } from "vitest";
import { addByHand, type ByHand } from "#app/domain/clients/add-by-hand.ts";
import { addPerson, changePerson, type PersonFacts } from "#app/domain/clients/change-person.ts";
import { individualAt } from "#app/domain/clients/individual-at.ts";
import { invite } from "#app/domain/clients/invite.ts";
import { peopleOf } from "#app/domain/clients/reach.ts";
import { nameTogether, readTags } from "#app/domain/clients/rules.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { joinUrl, userOfJoinToken } from "#app/domain/identity/join-link.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aGroup, theirs } from "./a-group.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

async function rows<T = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await house.database.pool.query(text, values)).rows as T[];
}

const alone = (therapistId: string, email?: string): ByHand => ({
  kind: "individual",
  name: "Ines",
  people: [{ name: "Ines", role: "self", ...(email && { email }) }],
  therapistId,
  pastGate: null,
  welcome: false,
});
const add = (ctx: MemberCtx, wish: ByHand) => granted(theirs(addByHand(ctx, wish)));
const aFact: PersonFacts = {
  name: "Somebody",
  role: "payer",
  email: null,
  phone: null,
  isUnderAge: false,
  mayEmail: true,
  mayCall: true,
  mayLeaveMessage: true,
  isDiscreet: false,
  calendarWords: null,
};

test("a name is enough, and they start with a call like everybody", async () => {
  const { practice } = await aGroup(house);
  const { clientId } = await add(practice.own, alone(practice.therapistId));
  expect(
    await rows("select stage, discovery_by from care_relationships where client_id = $1", [clientId]),
  ).toEqual([{ stage: "discovery", discovery_by: null }]);
  const [person] = await peopleOf(practice.own, { id: clientId });
  expect(person).toMatchObject({ name: "Ines", email: null, userId: null, isAlone: true });
});

test("past the gate their doors stand open at once; the reason is in the log and the words are sealed", async () => {
  const { practice } = await aGroup(house);
  for (const stage of ["intake", "ongoing"] as const) {
    const pastGate = { reason: "already_my_client" as const, words: "canary-by-hand", stage };
    const { clientId } = await add(practice.own, { ...alone(practice.therapistId), pastGate });
    expect(
      await rows("select stage, discovery_by from care_relationships where client_id = $1", [clientId]),
    ).toEqual([{ stage, discovery_by: "therapist" }]);
    const [event] = await rows<{ actor: string }>(
      `select e.actor from events e join care_relationships r on r.id = e.subject_id
       where r.client_id = $1 and e.detail->>'reason' = 'already_my_client'`,
      [clientId],
    );
    expect(event!.actor).toBe(`member:${practice.own.actor.userId}`);
  }
  expect(await findBroken(house.database.pool, { secrets: ["canary-by-hand"] })).toEqual([]);
});

test("somebody who comes alone stands once under an address, and who may see them is led to their record", async () => {
  const { practice, colleague } = await aGroup(house);
  const ben = await colleague("Ben");
  const { clientId } = await add(practice.own, alone(practice.therapistId, "ines@selvage.test"));
  const again = { ...alone(ben.therapistId, "ines@selvage.test") };
  expect(await addByHand(ben.as, again)).toEqual({ ok: false, refusal: "already_here" });
  expect(await individualAt(ben.as, "ines@selvage.test")).toBeNull();
  expect(await individualAt(practice.own, "ines@selvage.test")).toEqual({ id: clientId, name: "Ines" });
  const together = await add(ben.as, {
    ...again,
    kind: "couple",
    people: [...again.people, { name: "Max", role: "partner" }],
  });
  expect(together.clientId).not.toBe(clientId);
});

test("whoever is under age comes with a guardian", async () => {
  const { practice } = await aGroup(house);
  const young = { name: "Kim", role: "self" as const, isUnderAge: true };
  const wish = { ...alone(practice.therapistId), people: [young] };
  expect(await addByHand(practice.own, wish)).toEqual({ ok: false, refusal: "guardian_needed" });
  const guardian = { name: "Pat", role: "guardian" as const, email: "pat@selvage.test" };
  const { clientId } = await add(practice.own, { ...wish, people: [young, guardian] });
  const [, pat] = await peopleOf(practice.own, { id: clientId });
  const facts = { ...aFact, name: "Pat", role: "payer" as const, email: "pat@selvage.test" };
  expect(await changePerson(practice.own, { clientId, participantId: pat!.id, facts })).toEqual({
    ok: false,
    refusal: "guardian_needed",
  });
});

test("nobody adds a client for a therapist they do not decide for", async () => {
  const { practice, colleague, staff } = await aGroup(house);
  const ben = await colleague("Ben");
  const before = await rows("select count(*) from clients");
  for (const ctx of [
    ben.as,
    staff({ roles: ["owner"] }),
    staff({ roles: ["scheduler"] }),
    staff({ roles: ["biller"] }),
  ])
    expect(await addByHand(ctx, alone(practice.therapistId))).toBeNull();
  expect(await addByHand(practice.own, alone(newId()))).toBeNull();
  expect(await rows("select count(*) from clients")).toEqual(before);
  const lead = staff({ roles: ["supervisor"], clinicalLead: true });
  expect(await addByHand(lead, alone(practice.therapistId))).toMatchObject({ ok: true });
});

test("a welcome goes to everybody with an address who may see the page, and to nobody else", async () => {
  const { practice } = await aGroup(house);
  const { clientId } = await add(practice.own, {
    ...alone(practice.therapistId, "welcome@selvage.test"),
    people: [
      { name: "Ann", role: "self", email: "welcome@selvage.test" },
      { name: "Pays", role: "payer", email: "pays@selvage.test" },
      { name: "No address", role: "guardian" },
    ],
    welcome: true,
  });
  const people = await peopleOf(practice.own, { id: clientId });
  const asked = (await house.waiting()).filter(({ subjectId }) => people.some(({ id }) => id === subjectId));
  expect(asked.map(({ job, subjectId }) => [job, subjectId])).toEqual([
    ["mail_client_welcome", people[0]!.id],
  ]);
});

test("an invitation opens a closed account again, changes nothing else of it, and is sent once in ten minutes", async () => {
  const { practice, staff } = await aGroup(house);
  const client = await practice.aClient();
  const [person] = await peopleOf(practice.own, { id: client.clientId });
  await rows("update users set closed_at = now(), name = 'Own Name' where id = $1", [person!.userId]);
  const wish = { clientId: client.clientId, participantId: person!.id };
  const scheduler = staff({ roles: ["scheduler"] });
  expect(await invite(scheduler, wish)).toMatchObject({ ok: true });
  expect(await rows("select name, closed_at from users where id = $1", [person!.userId])).toEqual([
    { name: "Own Name", closed_at: null },
  ]);
  expect(await invite(scheduler, wish)).toEqual({ ok: false, refusal: "just_sent" });
  house.clock.advance(11 * 60_000);
  expect(await invite(scheduler, wish)).toMatchObject({ ok: true });
  await rows("update participants set may_email = false where id = $1", [person!.id]);
  expect(await invite(scheduler, wish)).toEqual({ ok: false, refusal: "no_letters" });
  expect(await invite(staff({ roles: ["biller"] }), wish)).toBeNull();
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("another address is another way in: the old account no longer leads to the client", async () => {
  const { practice } = await aGroup(house);
  const client = await practice.aClient();
  const [person] = await peopleOf(practice.own, { id: client.clientId });
  const wish = { clientId: client.clientId, participantId: person!.id };
  const facts = {
    ...aFact,
    role: "self" as const,
    name: "Ann",
    email: client.email,
    calendarWords: "Dentist",
  };
  await granted(theirs(changePerson(practice.own, { ...wish, facts })));
  const [same] = await peopleOf(practice.own, { id: client.clientId });
  expect(same).toMatchObject({ userId: person!.userId, name: "Ann", calendarWords: "Dentist" });

  await granted(
    theirs(changePerson(practice.own, { ...wish, facts: { ...facts, email: "new@selvage.test" } })),
  );
  const [moved] = await peopleOf(practice.own, { id: client.clientId });
  expect(moved!.userId).not.toBe(person!.userId);
  await granted(theirs(changePerson(practice.own, { ...wish, facts: { ...facts, email: null } })));
  const [without] = await peopleOf(practice.own, { id: client.clientId });
  expect(without!.userId).toBeNull();
  const part = { ...facts, role: "partner" as const };
  expect(await changePerson(practice.own, { ...wish, facts: part })).toEqual({
    ok: false,
    refusal: "no_such_role",
  });
});

test("nobody joins somebody who comes alone but who pays, guards or is called; and nobody adds out of reach", async () => {
  const { practice, colleague } = await aGroup(house);
  const ben = await colleague("Ben");
  const { clientId } = await practice.aClient();
  const join = (role: PersonFacts["role"]) =>
    addPerson(practice.own, { clientId, facts: { ...aFact, role } });
  for (const role of ["partner", "child", "self"] as const)
    expect(await join(role), role).toEqual({ ok: false, refusal: "no_such_role" });
  for (const role of ["guardian", "payer", "emergency_contact"] as const)
    expect(await join(role), role).toMatchObject({ ok: true });
  expect(await addPerson(ben.as, { clientId, facts: aFact })).toBeNull();
  expect(await addPerson(practice.own, { clientId: "nonsense", facts: aFact })).toBeNull();
});

test("a join link names its person and nobody else's can be made from it", () => {
  const userId = newId();
  const token = joinUrl(house.house, userId).split("/join/")[1] ?? "";
  expect(userOfJoinToken(house.house, token)).toBe(userId);
  expect(userOfJoinToken(house.house, `${newId().replaceAll("-", "")}.${token.split(".")[1]}`)).toBeNull();
  expect(userOfJoinToken(house.house, "nonsense")).toBeNull();
});

test("two people are called together as people say it, and tags come once each", () => {
  expect(nameTogether("Lena Berg", "Max Berg")).toBe("Lena and Max Berg");
  expect(nameTogether("Lena Berg", "Max Stone")).toBe("Lena Berg and Max Stone");
  expect(nameTogether("Lena", "Max")).toBe("Lena and Max");
  expect(readTags(" Tuesdays,tuesdays ,, invoice   to employer")).toEqual([
    "Tuesdays",
    "invoice to employer",
  ]);
  expect(readTags("x".repeat(41))).toBeNull();
  expect(readTags(Array.from({ length: 13 }, (_, n) => n).join(","))).toBeNull();
});
