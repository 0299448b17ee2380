import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { participants } from "#app/db/schema/clients.ts";
import { record } from "#app/domain/audit/record.ts";
import { addHours } from "#app/domain/availability/set-hours.ts";
import { book } from "#app/domain/bookings/book.ts";
import { doorsOf } from "#app/domain/bookings/doors.ts";
import { allOwnBookings } from "#app/domain/bookings/own.ts";
import { ownBooking } from "#app/domain/bookings/queries.ts";
import { addClient, beginCare } from "#app/domain/clients/add.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import { clientsOfUser, contactOfUser, relationshipsOfUser } from "#app/domain/clients/queries.ts";
import { maySee } from "#app/domain/clients/rules.ts";
import { openAccountsOf, seeAs } from "#app/domain/clients/see-as.ts";
import type { ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aMember, aPractice, aType, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
let couple: Awaited<ReturnType<typeof aClientOf>>;

beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
  await offer(practice.ctx, aType({ slug: "pair", kind: "couple" }), [practice.therapistId]);
  couple = await aClientOf(house, practice, "couple", ["self", "partner"]);
});
afterAll(() => house.close());

let hours = 0;
function bookedBy(ctx: ClientCtx, typeSlug: string, therapistId = practice.therapistId) {
  hours += 1;
  const startsAt = Date.parse("2027-02-05T08:00:00Z") + hours * 3_600_000;
  return granted(book(ctx, practice.wish({ therapistId, typeSlug, startsAt })));
}

async function participantOf(clientId: string, userId: string): Promise<string> {
  const rows = await house.house.db.select().from(participants);
  return rows.find((row) => row.clientId === clientId && row.userId === userId)!.id;
}

/** What somebody of the couple sees when a member looks through their eyes. */
async function looking<T>(ctx: MemberCtx, role: "self" | "partner", load: (ctx: ClientCtx) => Promise<T>) {
  const { userId } = couple.as(role).actor;
  const participantId = await participantOf(couple.clientId, userId);
  return seeAs(ctx, { clientId: couple.clientId, participantId }, load);
}

/** Somebody of the couple who also comes alone, to the same therapist. */
async function alone(role: "self" | "partner"): Promise<string> {
  const person = couple.people.find((one) => one.role === role)!;
  const people = [{ ...person, role: "self" as const }];
  const { clientId } = await addClient(practice.ctx, { kind: "individual", name: person.name, people });
  await beginCare(practice.ctx, clientId, practice.therapistId);
  const { therapistId } = practice;
  await moveOn(practice.ctx, { clientId, therapistId, to: "intake", discoveryBy: "therapist" });
  return clientId;
}

const idsOf = (bookings: { booking: { id: string } }[]) => bookings.map(({ booking }) => booking.id).sort();

describe("what is shown", () => {
  test("is what the couple has together, and nothing either of them has alone", async () => {
    await alone("self");
    await alone("partner");
    const together = await bookedBy(couple.as("self"), "pair");
    const own = await bookedBy(couple.as("self"), "session");
    const theirs = await bookedBy(couple.as("partner"), "session");

    const eyes = await looking(practice.own, "self", async (ctx) => ({
      all: idsOf(await allOwnBookings(ctx)),
      theirs: await ownBooking(ctx, theirs.id, maySee),
      alone: await ownBooking(ctx, own.id, maySee),
      clients: (await clientsOfUser(ctx, ctx.actor.userId)).map(({ clientId }) => clientId),
      doors: (await doorsOf(ctx)).flatMap(({ doors }) => doors.map(({ client }) => client?.clientId)),
    }));
    expect(eyes?.shown).toMatchObject({ all: [together.id], theirs: null, alone: null });
    expect(eyes?.shown.clients).toEqual([couple.clientId]);
    expect(new Set(eyes?.shown.doors)).toEqual(new Set([couple.clientId, undefined]));
    expect(idsOf(await allOwnBookings(couple.as("self")))).toEqual([together.id, own.id].sort());
  });

  test("is the same as their own page says of it: sessions, doors and how they are reached", async () => {
    const client = await aClientOf(house, practice, "individual", ["self"]);
    await bookedBy(client.as("self"), "session");
    const all = async (ctx: ClientCtx) => ({
      bookings: await allOwnBookings(ctx),
      doors: await doorsOf(ctx),
      contact: await contactOfUser(ctx, ctx.actor.userId),
      relationships: await relationshipsOfUser(ctx, ctx.actor.userId),
    });
    const { userId } = client.as("self").actor;
    const participantId = await participantOf(client.clientId, userId);
    const looked = await seeAs(practice.own, { clientId: client.clientId, participantId }, all);
    expect(looked?.shown).toEqual(await all(client.as("self")));
  });

  test("of a client two therapists share is, for each of them, what they have with that one", async () => {
    const { other, otherId } = await aColleague();
    const shared = await aClientOf(house, practice, "individual", ["self"]);
    await beginCare(practice.ctx, shared.clientId, otherId);
    const { clientId } = shared;
    await moveOn(practice.ctx, { clientId, therapistId: otherId, to: "intake", discoveryBy: "therapist" });
    const mine = await bookedBy(shared.as("self"), "both");
    const theirs = await bookedBy(shared.as("self"), "both", otherId);
    const participantId = await participantOf(clientId, shared.as("self").actor.userId);
    const as = async (ctx: MemberCtx) =>
      (await seeAs(ctx, { clientId, participantId }, async (ctx) => idsOf(await allOwnBookings(ctx))))?.shown;
    const plain = { ...practice.own.actor, roles: ["therapist"] as const };
    expect(await as({ ...practice.own, actor: plain })).toEqual([mine.id]);
    expect(await as(other)).toEqual([theirs.id]);
    expect(await as(practice.own)).toEqual([mine.id, theirs.id].sort());
  });
});

/** A second therapist, who works all day and offers "both" as the first one does. */
async function aColleague(): Promise<{ other: MemberCtx; otherId: string }> {
  const { other, otherTherapistId: otherId } = await colleagues(practice);
  const day = { startMinute: 0, length: 1440, zone: "UTC" };
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ ...day, weekday }));
  await addHours(practice.ctx, otherId, week);
  await offer(practice.ctx, aType({ slug: "both" }), [practice.therapistId, otherId]);
  return { other, otherId };
}

describe("who looks", () => {
  test("is the therapist whose client it is, the owner, a manager or the clinical lead, and nobody else", async () => {
    const { practiceId } = practice.ctx;
    const as = (member: Parameters<typeof aMember>[1]) =>
      looking({ ...practice.own, actor: aMember(practiceId, member) }, "self", async () => true);
    expect(await as({ roles: ["therapist"], therapistId: practice.therapistId })).toMatchObject({
      shown: true,
    });
    for (const role of ["owner", "manager"] as const)
      expect(await as({ roles: [role] })).toMatchObject({ shown: true });
    expect(await as({ roles: ["biller"], clinicalLead: true })).toMatchObject({ shown: true });
    for (const role of ["scheduler", "biller", "supervisor", "therapist"] as const)
      expect(await as({ roles: [role] })).toBeNull();
    const elsewhere = await aPractice(house.house);
    expect(await looking(elsewhere.own, "self", async () => true)).toBeNull();
  });

  test("is recorded under their own name, once an hour for each pair of eyes, and no session of the client begins", async () => {
    const count = async (text: string) => (await house.database.pool.query(text, [couple.clientId])).rows;
    const eventsNow = () =>
      count(
        "select actor, detail->>'participant' as eyes from events where name = 'client.seen_as' and subject_id = $1 order by at",
      );
    house.clock.advance(2 * 3_600_000);
    const before = (await eventsNow()).length;
    await Promise.all([
      looking(practice.own, "self", async () => 1),
      looking(practice.own, "self", async () => 2),
      looking(practice.own, "partner", async () => 3),
    ]);
    house.clock.advance(30 * 60_000);
    await looking(practice.own, "self", async () => 4);
    const noted = (await eventsNow()).slice(before);
    expect(noted).toHaveLength(2);
    expect(new Set(noted.map(({ actor }) => actor))).toEqual(new Set([`member:${practice.userId}`]));
    expect(new Set(noted.map(({ eyes }) => eyes)).size).toBe(2);
    expect(await count("select id from sessions where $1::uuid is not null")).toEqual([]);
  });

  test("finds nobody behind a person without access, a closed account, or a name of another client", async () => {
    const plain = await addClient(practice.ctx, {
      kind: "individual",
      name: "No Access",
      people: [{ name: "No Access", role: "self" }],
    });
    await beginCare(practice.ctx, plain.clientId, practice.therapistId);
    const rows = await house.house.db.select().from(participants);
    const nobody = rows.find(({ clientId }) => clientId === plain.clientId)!;
    const ask = (clientId: string, participantId: string) =>
      seeAs(practice.own, { clientId, participantId }, async () => true);
    expect(await ask(plain.clientId, nobody.id)).toBeNull();
    expect(await openAccountsOf(practice.own, plain.clientId)).toEqual(new Set());

    const gone = await aClientOf(house, practice, "individual", ["self"]);
    const { userId } = gone.as("self").actor;
    const participantId = await participantOf(gone.clientId, userId);
    expect(await ask(couple.clientId, participantId)).toBeNull();
    expect(await ask(gone.clientId, participantId)).toMatchObject({ shown: true });
    await house.database.pool.query("update users set closed_at = now() where id = $1", [userId]);
    expect(await ask(gone.clientId, participantId)).toBeNull();
    expect(await ask("not-an-id", participantId)).toBeNull();
  });
});

describe("nothing can be done through somebody's eyes", () => {
  test("because Postgres refuses every write on the way", async () => {
    const writes = looking(practice.own, "self", (ctx) =>
      ctx.db.insert(participants).values({
        practiceId: ctx.practiceId,
        clientId: couple.clientId,
        role: "payer",
        name: "Smuggled in",
      }),
    );
    await expect(writes).rejects.toMatchObject({ cause: { code: "25006" } });
  });

  test("and because no event is ever written in their name", async () => {
    const only = { clientId: couple.clientId, therapistId: null };
    const { actor } = couple.as("self");
    const eyes: ClientCtx = { ...practice.ctx, actor: { ...actor, only } };
    await expect(record(eyes, "client.changed", { id: couple.clientId })).rejects.toThrow("changes nothing");
    await expect(bookedBy(eyes, "pair")).rejects.toThrow("changes nothing");
  });
});
