import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { eraseClient } from "#app/domain/operations/erase-client.ts";
import { replayErasures } from "#app/domain/operations/erasure-list.ts";
import { perform } from "#app/perform.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { aBuiltHouse } from "../practice/signed-in.ts";

let open: Awaited<ReturnType<typeof aBuiltHouse>>;
let practice: TestPractice;
let owner: string;
let manager: string;

beforeAll(async () => {
  open = await aBuiltHouse();
  practice = await aPractice(open.house, { isHome: true });
  owner = await open.cookieOf(practice.own.actor);
  manager = await open.aColleague(practice.ctx.practiceId, ["manager"]);
});
afterAll(() => open.close());

async function somebody() {
  const client = await practice.aClient();
  await client.begin();
  const { actor, practiceId } = client.ctx as ClientCtx;
  const { cookie } = await signIn(open.house, {
    userId: actor.userId,
    place: { practiceId, memberId: null },
  });
  return { ...client, cookie, page: `/office/erasures/${client.clientId}` };
}

/** A session of theirs that was held so many years and some days ago. */
async function heldOnce({ ctx, name, email }: Awaited<ReturnType<typeof somebody>>, years: number) {
  days += 1;
  const noon = new Date().setUTCHours(12, 0, 0, 0);
  const startsAt = new Date(noon - (days + 2) * day).setUTCFullYear(new Date().getUTCFullYear() - years);
  const then = { ...ctx, now: () => new Date(startsAt - 3 * day) };
  const { id } = await granted(
    book(then, practice.wish({ typeSlug: "session", startsAt, name, email, zone: "UTC" })),
  );
  await granted(markAttended({ ...practice.ctx, actor: { kind: "system", job: "test" } }, id));
}

const day = 86_400_000;
let days = 0;

const work = (job: string, subjectId: string) =>
  perform(
    open.house,
    { mail: { from: "x@selvage.test" } },
    {
      ...{ job, subjectId, sequence: 0, practiceId: practice.ctx.practiceId },
    },
  );

test("a client asks, the practice hears of it on Today and answers, and the client reads the answer and may take it back", async () => {
  const client = await somebody();
  const { cookie, clientId, name, page } = client;
  await heldOnce(client, 2);
  const before = await open.ask("/client/account/erasure", cookie);
  const until = new Date().getUTCFullYear() + 8;
  expect(before.text).toMatch(
    new RegExp(`kept until \\d+ \\w+ ${until}|kept until \\d+ December ${until - 1}`),
  );
  const press = (does: string) => open.ask("/client/account/erasure", cookie, { client: clientId, do: does });
  expect(await press("ask")).toMatchObject({ status: 303, location: "/client/account/erasure?news=asked" });
  expect((await press("ask")).status, "twice is once").toBe(303);
  await work("notify_erasure_asked", clientId);

  const today = await open.ask("/practice/today", owner);
  expect(today.text).toContain("1 request to be erased");
  expect(today.text).toContain(`href="${page}"`);
  for (const who of [owner, manager]) {
    expect((await open.ask("/practice/notices", who)).text).toContain(`${name} asks to be erased`);
    expect((await open.ask("/office/erasures", who)).text).toContain(name);
  }
  expect((await open.ask(page, manager)).text).toContain("The owner or the clinical lead erases records.");
  expect((await open.ask(`${page}/keeping`, manager, {})).status).toBe(404);
  expect(await open.ask(`${page}/keeping`, owner, {})).toMatchObject({
    location: "/office/erasures?news=kept",
  });
  expect((await open.ask(`${page}/keeping`, owner, {})).status, "nothing to answer any more").toBe(404);
  expect((await open.ask("/practice/today", owner)).text).not.toContain("request to be erased");
  expect((await open.ask("/client/account/erasure", cookie)).text).toContain(
    "The practice answered that it keeps",
  );
  expect((await press("withdraw")).location).toBe("/client/account/erasure?news=withdrawn");
  expect((await open.ask("/office/erasures", owner)).text).toContain("Nobody asks to be erased.");
});

test("nobody asks for a record that is not theirs", async () => {
  const [one, other] = [await somebody(), await somebody()];
  const answer = await open.ask("/client/account/erasure", one.cookie, { client: other.clientId, do: "ask" });
  expect(answer.status).toBe(404);
  const { rows } = await open.sql.query("select from erasure_requests where client_id = $1", [
    other.clientId,
  ]);
  expect(rows).toEqual([]);
});

test("before its time a record is erased with the name as it stands and a reason, and what was typed is kept until then", async () => {
  const client = await somebody();
  const { clientId, name, page, cookie } = client;
  await heldOnce(client, 1);
  const shown = await open.ask(page, owner);
  expect(shown.text).toContain("What goes");
  expect(shown.text).toContain("What stays");
  const wrong = await open.ask(page, owner, { name: "Somebody else", reason: "They insist." });
  expect([wrong.status, wrong.text.includes("They insist.")]).toEqual([422, true]);
  const unsaid = await open.ask(page, owner, { name, reason: " " });
  expect([unsaid.status, unsaid.text.includes("It is before its time.")]).toEqual([422, true]);
  expect(await open.ask(page, owner, { name, reason: "They insist." })).toMatchObject({
    status: 303,
    location: "/office/erasures?news=erased",
  });
  expect((await open.ask(page, owner, { name, reason: "" })).status, "a second press").toBe(303);
  await work("forget_client", clientId);
  const list = await open.ask("/office/erasures?news=erased", owner);
  expect(list.text).toContain("Before its time: They insist.");
  expect(list.text).not.toContain(name);
  expect((await open.ask("/office/erasures", manager)).text).not.toContain("They insist.");
  expect((await open.ask(page, owner)).location).toBe("/office/erasures");
  expect((await open.ask("/client", cookie)).location, "they are signed out").toMatch(/^\/sign-in/);
});

test("of whoever was erased the books are seen still, and every door to plan, write or ask is one that never was", async () => {
  const { clientId, page } = await somebody();
  const name = (await open.ask(page, owner)).text.match(/Erase ([^<]+)\?<\/h1>/)?.[1] ?? "";
  expect((await open.ask(page, owner, { name, reason: "They asked." })).location).toContain("news=erased");
  await work("forget_client", clientId);
  const record = await open.ask(`/practice/clients/${clientId}`, owner);
  expect(record.status).toBe(200);
  for (const words of [
    "Book a session",
    "Write a note",
    "Goals",
    "Details",
    "Ask for a form",
    "Add somebody",
    "Break the glass",
  ])
    expect(record.text, words).not.toContain(words);
  await open.sql.query("update participants set is_under_age = true where client_id = $1", [clientId]);
  for (const chooser of ["/practice/notes/new", "/practice/clients"])
    expect((await open.ask(chooser, owner)).text, chooser).not.toContain(clientId);
  expect((await open.ask("/practice/clients", owner)).text, "no mark of theirs to choose by").not.toContain(
    "Under age",
  );
  for (const door of [
    "goals",
    "forms/new",
    "messages",
    "details",
    "people/new",
    "progress",
    "record.json",
    "as",
  ])
    expect((await open.ask(`/practice/clients/${clientId}/${door}`, owner)).status, door).toBe(404);
  const note = { client: clientId, kind: "progress", layout: "free" };
  expect((await open.ask("/practice/notes/new", owner, note)).status).toBe(404);
  for (const [door, form] of [
    ["goals", { text: "Sleep." }],
    ["details", { name: "Somebody", tags: "" }],
    ["people/new", { name: "Somebody", role: "partner" }],
    ["stage", { to: "ongoing" }],
  ] as const)
    expect((await open.ask(`/practice/clients/${clientId}/${door}`, owner, form)).status, door).toBe(404);
  expect((await open.ask(`/practice/clients/${clientId}/billing`, owner)).status).toBe(200);
  const glass = `/practice/clients/${clientId}/break-glass`;
  expect((await open.ask(glass, owner)).text).toContain("Who broke the glass");
  const reason = "I have to know whether there is a plan.";
  expect((await open.ask(glass, owner, { reason })).status, "nothing is left to open").toBe(422);
});

test("where letters went to whoever was erased is said in words, and no letter about their sessions finds an address", async () => {
  const client = await somebody();
  const { clientId, email, name, page } = client;
  await heldOnce(client, 1);
  const { rows } = await open.sql.query(
    `insert into deliveries (id, practice_id, key, letter, subject_id, recipient, status)
     select gen_random_uuid(), practice_id, 'test:' || id, 'client_confirmed', id, $2, 'sent' from bookings where client_id = $1
     returning subject_id`,
    [clientId, email],
  );
  const record = `/practice/clients/${clientId}`;
  expect((await open.ask(record, owner)).text).toContain(`To ${email}`);
  await open.ask(page, owner, { name, reason: "They asked." });
  await work("forget_client", clientId);
  const desk = await open.ask(`/practice/bookings/${rows[0].subject_id}`, owner);
  expect(desk.text).toContain("None known, so no letters go out");
  for (const { text } of [desk, await open.ask(record, owner)]) {
    expect(text).toContain("o an address that was erased");
    expect(text).not.toContain("@invalid");
  }
});

test("with a session ahead there is no form, and the press is refused", async () => {
  const { name, page, book, email } = await somebody();
  const startsAt = Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 72 * 3_600_000;
  const noon = new Date(startsAt).setUTCHours(12);
  expect((await book(practice.wish({ typeSlug: "session", startsAt: noon, email, name }))).ok).toBe(true);
  expect((await open.ask(page, owner)).text).not.toContain("Erase for good");
  expect((await open.ask(page, owner, { name, reason: "" })).status).toBe(409);
});

test("how many years a record is kept is the practice's to say, and whose time is over stands in the list", async () => {
  const client = await somebody();
  const { name } = client;
  await heldOnce(client, 7);
  const list = () => open.ask("/office/erasures", owner);
  expect((await list()).text).toContain("10 years are usual");
  expect((await list()).text).not.toContain(name);
  for (const years of ["0", "51", "seven", "-1"]) {
    const refused = await open.ask("/office/erasures", owner, { years });
    expect([refused.status, refused.text.includes(`value="${years}"`)]).toEqual([422, true]);
  }
  expect((await open.ask("/office/erasures", owner, { years: "6" })).location).toBe(
    "/office/erasures?news=years",
  );
  expect((await list()).text).toContain(name);
  await open.ask("/office/erasures", owner, { years: "" });
  expect((await list()).text).not.toContain(name);
});

test("a house whose database was restored from before an erasure forgets it again before it opens", async () => {
  const { clientId, name } = await somebody();
  const wish = { clientId, typedName: name, reason: "" };
  expect(await eraseClient({ ...practice.own, now: () => new Date() }, wish)).toMatchObject({ ok: true });
  await replayErasures({ ...open.house, actor: { kind: "system", job: "test" } });
  await open.sql.query("update clients set name = $1 where id = $2", [name, clientId]);
  const again = await open.built.main.open(open.built.env);
  await again.close();
  const { rows } = await open.sql.query("select name from clients where id = $1", [clientId]);
  expect(rows).toEqual([{ name: "Erased" }]);
});
