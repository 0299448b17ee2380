import { and, eq, lt } from "drizzle-orm";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { consents } from "#app/db/schema/clients/consents.ts";
import { careRelationships, participants } from "#app/db/schema/clients.ts";
import { networkStaff, totpSecrets, users } from "#app/db/schema/identity.ts";
import { members } from "#app/db/schema/practices.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { openingsBetween } from "#app/domain/availability/find-openings.ts";
import { appSecretOf } from "#app/domain/identity/authenticator.ts";
import { demoSecret } from "#app/domain/operations/seed/demo-secret.ts";
import { seed } from "#app/domain/operations/seed.ts";
import { publishedEverywhere } from "#app/domain/therapists/queries.ts";
import { DAY, dayOf } from "#app/values/zoned.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice } from "#tests/support/practice.ts";

async function seededAt(now: string): Promise<TestHouse> {
  const made = await aHouse({ now: new Date(now) });
  onTestFinished(made.close);
  expect(await seed(made.house)).toBe("seeded");
  return made;
}

const moments = [
  ["half past midnight", "2027-02-03T00:30:00Z"],
  ["noon", "2027-02-03T12:00:00Z"],
  ["half past eleven at night", "2027-02-03T23:30:00Z"],
  ["a Saturday", "2027-02-06T10:00:00Z"],
  ["a Sunday", "2027-02-07T15:00:00Z"],
  ["the night New York springs forward", "2027-03-14T07:30:00Z"],
  ["the evening of that day", "2027-03-15T03:30:00Z"],
  ["the night Lisbon springs forward", "2027-03-28T00:30:00Z"],
  ["the evening of that day, still in summer time", "2027-03-28T22:30:00Z"],
  ["the night Lisbon falls back", "2027-10-31T01:30:00Z"],
  ["half past midnight in Lisbon, the day before in UTC", "2027-07-20T23:30:00Z"],
  ["the night New York falls back", "2027-11-07T05:30:00Z"],
  ["a Friday at the end of a year", "2027-12-31T12:00:00Z"],
] as const;

test.each(moments)(
  "seeded at %s (%s), every therapist has ten first calls open and Jonah rings today",
  async (_, now) => {
    const { house, clock } = await seededAt(now);
    const people = await publishedEverywhere(house);

    expect(people.map(({ therapist }) => therapist.slug)).toEqual(["maren", "ana", "ben", "chi"]);
    for (const { therapist, practice } of people) {
      const from = clock.now.getTime();
      const asked = { therapistId: therapist.id, typeSlug: "discovery", visitorZone: therapist.zone };
      const found = await openingsBetween(
        { ...house, practiceId: practice.id },
        { ...asked, from, to: from + 14 * DAY },
      );
      expect(found?.openings.length, therapist.slug).toBeGreaterThanOrEqual(10);
    }
    const [jonah] = await house.db
      .select({ startsAt: appointments.startsAt, status: bookings.status })
      .from(bookings)
      .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
      .where(eq(bookings.guestEmail, "jonah@demo.test"));
    expect(jonah?.status).toBe("confirmed");
    expect(dayOf("Europe/Lisbon", jonah!.startsAt)).toBe(dayOf("Europe/Lisbon", clock.now));
    const waiting = await house.db.execute(
      `select a.starts_at > '${now}' as ahead from events e join bookings b on b.id = e.subject_id
       join appointments a on a.id = b.appointment_id where e.name = 'lines.sent' and b.guest_email = 'priya@demo.test'`,
    );
    expect(waiting.rows, "the lines Priya sent before her next session").toEqual([{ ahead: true }]);
  },
);

test("a second seed adds nothing and says so", async () => {
  const { house, database } = wednesday;
  const before = await counts(database);

  expect(await seed(house)).toBe("already_there");
  expect(await counts(database)).toEqual(before);
});

test("two seeds at once make one demo", async () => {
  const { house, close } = await aHouse();
  onTestFinished(close);
  const said = await Promise.all([seed(house), seed(house)]);

  expect(said.sort()).toEqual(["already_there", "seeded"]);
}, 90_000);

test("a house with a practice of its own is left alone", async () => {
  const { house, database, close } = await aHouse();
  onTestFinished(close);
  await aPractice(house);
  const before = await counts(database);

  expect(await seed(house)).toBe("has_its_own");
  expect(await counts(database)).toEqual(before);
});

test("the same day gives the same demo, early and late", async () => {
  const early = await storyAt("2027-02-03T00:30:00Z");
  const late = await storyAt("2027-02-03T23:30:00Z");

  expect(early.length).toBeGreaterThan(20);
  expect(late).toEqual(early);
}, 90_000);

async function storyAt(now: string) {
  const { house } = await seededAt(now);
  return house.db
    .select({
      who: bookings.guestEmail,
      startsAt: appointments.startsAt,
      bookedAt: bookings.bookedAt,
      status: bookings.status,
      type: sessionTypes.slug,
    })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .innerJoin(therapists, and(eq(therapists.id, bookings.therapistId), eq(therapists.slug, "maren")))
    .orderBy(appointments.startsAt, bookings.bookedAt);
}

let wednesday: TestHouse;

beforeAll(async () => {
  wednesday = await aHouse({ now: new Date("2027-02-03T12:00:00Z") });
  await seed(wednesday.house);
});

afterAll(() => wednesday.close());

test("the people of the demo stand where their story left them", async () => {
  const { house } = wednesday;
  const rows = await house.db
    .select({ email: participants.email, stage: careRelationships.stage })
    .from(participants)
    .innerJoin(careRelationships, eq(careRelationships.clientId, participants.clientId));
  const stages = Object.fromEntries(
    rows.map(({ email, stage }) => [email!.replace("@demo.test", ""), stage]),
  );

  expect(stages).toMatchObject({
    jonah: "discovery",
    amara: "intake",
    priya: "ongoing",
    theo: "ended",
    lena: "ongoing",
    max: "ongoing",
  });
  expect(Object.keys(stages).filter((who) => /^c\d+@harbour\.test$/.test(who))).toHaveLength(12);
});

test("Lena and Max each signed for the couple they are", async () => {
  const { house } = wednesday;
  const signed = await house.db
    .selectDistinct({ by: consents.givenBy, purpose: consents.purpose })
    .from(consents)
    .innerJoin(
      participants,
      and(eq(participants.clientId, consents.clientId), eq(participants.email, "max@demo.test")),
    )
    .orderBy(consents.givenBy, consents.purpose);
  expect(signed.map(({ by, purpose }) => `${by} ${purpose}`)).toEqual([
    "Lena Berg privacy",
    "Lena Berg terms",
    "Lena Berg treatment",
    "Max Berg privacy",
    "Max Berg terms",
    "Max Berg treatment",
  ]);
});

test("history holds what happens in a practice, and what is over was marked", async () => {
  const { house, clock } = wednesday;
  const rows = await house.db
    .select({
      status: bookings.status,
      isLate: bookings.isLate,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
    })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId));
  const [event] = await house.db.select().from(appointments).where(eq(appointments.capacity, 12));

  expect(new Set(rows.map(({ status }) => status))).toEqual(
    new Set(["confirmed", "attended", "no_show", "cancelled"]),
  );
  expect(rows.filter(({ isLate }) => isLate)).toHaveLength(1);
  const yesterday = new Date(clock.now.getTime() - DAY);
  expect(rows.filter(({ status, endsAt }) => status === "confirmed" && endsAt < yesterday)).toEqual([]);
  expect(rows.filter(({ status, startsAt }) => status === "attended" && startsAt > clock.now)).toEqual([]);
  expect(event?.occupies).toBe(true);
  expect(event!.startsAt.getTime()).toBeGreaterThan(clock.now.getTime());
});

test("one fee was waived, one is still to decide, and yesterday's last call is still to mark", async () => {
  const { house, clock } = wednesday;
  const rows = await house.db
    .select({ who: bookings.guestEmail, status: bookings.status, fee: bookings.feeDecision })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(lt(appointments.endsAt, clock.now));
  const loose = rows.filter(
    ({ status, fee }) => status === "no_show" || status === "confirmed" || fee !== null,
  );

  expect(loose.filter(({ who }) => who?.endsWith("@demo.test"))).toEqual(
    expect.arrayContaining([
      { who: "priya@demo.test", status: "cancelled", fee: "waived" },
      { who: "theo@demo.test", status: "no_show", fee: null },
      { who: "marta@demo.test", status: "confirmed", fee: null },
    ]),
  );
});

test("its people share a second step only where they are told to, and nobody else has one", async () => {
  const { house, close } = await aHouse();
  onTestFinished(close);
  await seed(house, { sharesSecondFactor: true });
  const working = await house.db.select({ userId: members.userId }).from(members);
  const { userId } = working[0]!;

  expect(await appSecretOf(house, userId)).toBe(demoSecret);
  expect(await house.db.select().from(totpSecrets)).toHaveLength(working.length);
  expect(await wednesday.house.db.select().from(totpSecrets)).toEqual([]);
});

test("Noor works for the network and for no practice", async () => {
  const { house } = wednesday;
  const staff = await house.db
    .select({ email: users.email })
    .from(networkStaff)
    .innerJoin(users, eq(users.id, networkStaff.userId));
  expect(staff).toEqual([{ email: "network@demo.test" }]);
});

test("nobody is mailed about history", async () => {
  const { waiting } = wednesday;
  expect(await waiting()).toEqual([]);
});

async function counts(database: TestHouse["database"]) {
  const tables = ["practices", "users", "clients", "bookings", "events", "appointments"];
  const counted = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`);
  const { rows } = await database.pool.query(`select ${counted.join(", ")}`);
  return rows[0];
}
