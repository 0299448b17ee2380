import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aBuiltHouse } from "./signed-in.ts";

let built: Awaited<ReturnType<typeof aBuiltHouse>>;
let practice: TestPractice;
let tess: string;
beforeAll(async () => {
  built = await aBuiltHouse();
  practice = await aPractice(built.house, { isHome: true });
  tess = await built.cookieOf(practice.own.actor);
});
afterAll(() => built.close());

let calls = 0;

/** A client whose call was yesterday, as far as the database knows. */
async function aCaller(name: string) {
  calls += 1;
  const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const startsAt = Date.parse(`${tomorrow}T10:00:00Z`) + calls * 3_600_000;
  const email = `caller-${calls}@selvage.test`;
  const booked = await granted(book(practice.ctx, practice.wish({ name, email, startsAt })));
  await built.sql.query(
    `update appointments set starts_at = s, ends_at = s + interval '20 minutes',
       blocked = tstzrange(s, s + interval '20 minutes'), ahead = tstzrange(s, s + interval '20 minutes')
     from (select date_trunc('minute', now()) - $2 * interval '1 hour' as s) at where id = (select appointment_id from bookings where id = $1)`,
    [booked.id, 24 + calls],
  );
  const found = await findBooking(practice.ctx, booked.id);
  return found!.booking.clientId;
}

const stageOf = async (clientId: string) =>
  (await built.sql.query("select stage from care_relationships where client_id = $1", [clientId])).rows[0]
    .stage;

test("after the call: not yet leaves it open, begin together opens the doors, and a second press says so too", async () => {
  const id = await aCaller("Ann After");
  const record = `/practice/clients/${id}`;
  expect((await built.ask(record, tess)).text).toContain("After the call");

  const left = await built.ask(`${record}/waiting`, tess, {});
  expect(left).toMatchObject({ status: 303, location: `${record}?news=waiting` });
  expect((await built.ask(`${record}?news=waiting`, tess)).text).toContain("You left it open on");

  const page = await built.ask(`${record}/beginning`, tess);
  expect(page.text).toContain("A letter goes to Ann After.");
  for (let twice = 0; twice < 2; twice += 1) {
    const begun = await built.ask(`${record}/beginning`, tess, { [`with-${practice.slug}`]: "yes" });
    expect(begun).toMatchObject({ status: 303, location: `${record}?news=begun` });
  }
  expect(await stageOf(id)).toBe("intake");
  const story = (await built.ask(`${record}?show=stages`, tess)).text;
  expect(story).toContain("Begun together");
  expect(story).toContain("by Tess Therapist");
  expect(story).not.toContain("Added here");
});

test("refer on asks why, keeps what was typed, ends care, and why is read only when asked, and recorded", async () => {
  const id = await aCaller("Ben Before");
  const record = `/practice/clients/${id}`;
  const empty = await built.ask(`${record}/referral`, tess, { why: "", toThem: "Be well.", places: "" });
  expect(empty.status).toBe(422);
  expect(empty.text).toContain("Be well.");
  expect(await stageOf(id)).toBe("discovery");

  const done = await built.ask(`${record}/referral`, tess, {
    why: "beyond my licence",
    toThem: "",
    places: "",
  });
  expect(done).toMatchObject({ status: 303, location: `${record}?news=referred` });
  expect(await stageOf(id)).toBe("ended");
  const page = (await built.ask(record, tess)).text;
  expect(page).toContain("Referred on");
  expect(page).not.toContain("beyond my licence");
  const link = /\?read=([0-9a-f-]{36})/.exec(page)?.[1] ?? "";
  expect((await built.ask(`${record}?read=${link}`, tess)).text).toContain("beyond my licence");
  const { rows } = await built.sql.query(
    "select count(*)::int as n from events e join care_relationships r on r.id = e.subject_id where r.client_id = $1 and e.name = 'words.read'",
    [id],
  );
  expect(rows[0].n).toBe(1);

  for (const roles of [["owner"], ["scheduler"]] as const) {
    const other = await built.aColleague(practice.ctx.practiceId, roles);
    const seen = (await built.ask(`${record}?read=${link}`, other)).text;
    expect(seen).toContain("Referred on");
    expect(seen).not.toContain("beyond my licence");
    expect(seen).not.toContain("Read why");
  }
});

test("opening a record is recorded once an hour for each who opens it", async () => {
  const id = await aCaller("Vi Viewed");
  const desk = await built.aColleague(practice.ctx.practiceId, ["scheduler"]);
  for (const cookie of [tess, tess, desk]) await built.ask(`/practice/clients/${id}`, cookie);
  const { rows } = await built.sql.query(
    "select actor from events where subject_id = $1 and name = 'client.viewed'",
    [id],
  );
  expect(rows).toHaveLength(2);
});

test("a new client by hand: a name is enough; doors open for a reason only; an address that is here leads there", async () => {
  const blank = { of: practice.slug, kind: "individual", gate: "call", name: "" };
  const nameless = await built.ask("/practice/clients/new", tess, blank);
  expect(nameless.status).toBe(422);

  const named = await built.ask("/practice/clients/new", tess, {
    ...blank,
    name: "Nia New",
    email: "Nia@Selvage.test",
  });
  expect(named.status).toBe(303);
  const unreasoned = await built.ask("/practice/clients/new", tess, {
    ...blank,
    name: "Una",
    gate: "ongoing",
  });
  expect(unreasoned.status).toBe(422);
  expect(unreasoned.text).toContain("Please say why the doors open without a call");

  const known = await built.ask("/practice/clients/new", tess, {
    ...blank,
    name: "Nia",
    email: "nia@selvage.test",
  });
  expect(known.status).toBe(409);
  expect(known.text).toContain("Open the record of Nia New");

  const couple = await built.ask("/practice/clients/new", tess, {
    ...blank,
    kind: "couple",
    name: "Lena Berg",
    secondName: "Max Berg",
    gate: "ongoing",
    reason: "already_my_client",
    words: "Since the old practice.",
  });
  expect(couple.status).toBe(303);
  const record = (await built.ask(couple.location?.split("?")[0] ?? "", tess)).text;
  expect(record).toContain("Lena and Max Berg");
  expect(record).toContain("Already my client before we came here");
});

test("details, people and invitations are changed by who may, and say kindly what is wrong", async () => {
  const id = await aCaller("Dee Details");
  const record = `/practice/clients/${id}`;
  const desk = await built.aColleague(practice.ctx.practiceId, ["scheduler"]);
  const saved = await built.ask(`${record}/details`, desk, { name: "Dee D.", tags: "Tuesdays, tuesdays" });
  expect(saved.status).toBe(303);
  expect((await built.ask("/practice/clients?tag=Tuesdays", desk)).text).toContain("Dee D.");
  const long = await built.ask(`${record}/details`, desk, { name: "Dee", tags: "x".repeat(50) });
  expect(long.status).toBe(422);

  const partner = await built.ask(`${record}/people/new`, desk, { name: "P", role: "partner" });
  expect(partner.status).toBe(422);
  const payer = await built.ask(`${record}/people/new`, desk, {
    name: "Pays",
    role: "payer",
    mayCall: "yes",
  });
  expect(payer.status).toBe(303);
  const { rows } = await built.sql.query(
    "select id, role from participants where client_id = $1 order by id",
    [id],
  );
  const [self, second] = rows as { id: string }[];
  expect((await built.ask(`${record}/people/${self!.id}`, desk)).text).toContain("Safe contact");
  expect((await built.ask(`${record}/people/${newId()}`, desk)).status).toBe(404);
  for (const [person, news] of [
    [self!.id, "invited"],
    [self!.id, "just_sent"],
    [second!.id, "no_page"],
  ] as const) {
    const sent = await built.ask(`${record}/invitation`, desk, { person });
    expect(sent).toMatchObject({ status: 303, location: `${record}?news=${news}` });
  }
  expect((await built.ask(`${record}?news=just_sent`, desk)).text).toContain(
    "A welcome went out a few minutes ago",
  );
  expect((await built.ask(`${record}/invitation`, desk, { person: "nobody" })).status).toBe(404);
});

test("what is not yours is a 404 with the same words as an id that never was, and changes nothing", async () => {
  const id = await aCaller("Hidden Hal");
  const elsewhere = await aPractice(built.house);
  const people = {
    biller: await built.aColleague(practice.ctx.practiceId, ["biller"]),
    "another practice": await built.cookieOf(elsewhere.own.actor),
  };
  const all = ["", "/details", "/people/new", "/beginning", "/referral", "/stage"];
  const posts = {
    beginning: {},
    waiting: {},
    referral: { why: "x" },
    stage: { to: "ended" },
    details: { name: "X" },
  };
  const strip = (text: string, path: string) => text.replaceAll(path, "").replaceAll(/[0-9a-f-]{36}/g, "");
  for (const [who, cookie] of Object.entries(people)) {
    for (const path of all) {
      const [theirs, never] = [
        await built.ask(`/practice/clients/${id}${path}`, cookie),
        await built.ask(`/practice/clients/${newId()}${path}`, cookie),
      ];
      expect(theirs.status, `${who} ${path}`).toBe(404);
      expect(strip(theirs.text, path)).toBe(strip(never.text, path));
      expect((await built.ask(`/practice/clients/nonsense${path}`, cookie)).status).toBe(404);
    }
    for (const [path, form] of Object.entries(posts)) {
      const answer = await built.ask(`/practice/clients/${id}/${path}`, cookie, form);
      expect(answer.status, `${who} ${path}`).toBe(404);
    }
  }
  expect(await stageOf(id)).toBe("discovery");

  const owner = await built.aColleague(practice.ctx.practiceId, ["owner"]);
  expect((await built.ask(`/practice/clients/${id}`, owner)).status).toBe(200);
  expect((await built.ask(`/practice/clients/${id}/beginning`, owner)).status).toBe(404);
  expect((await built.ask(`/practice/clients/${id}/waiting`, owner, {})).status).toBe(404);
  const lead = await built.aColleague(practice.ctx.practiceId, ["supervisor"], { clinicalLead: true });
  expect((await built.ask(`/practice/clients/${id}/beginning`, lead)).status).toBe(200);
});

test("the roster answers strange questions, and says so when nobody fits", async () => {
  for (const query of [
    "?q=%00",
    "?q=%25",
    "?stage=__proto__",
    "?of=nobody",
    "?tag=%27",
    "?after=x",
    "?age=old",
  ])
    expect((await built.ask(`/practice/clients${query}`, tess)).status, query).toBe(200);
  expect((await built.ask("/practice/clients?q=xyzzy", tess)).text).toContain("Nobody fits that.");
  const fresh = await aPractice(built.house);
  const cookie = await built.cookieOf(fresh.own.actor);
  expect((await built.ask("/practice/clients", cookie)).text).toContain("Nobody yet.");
});
