import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#app/values/ids.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aHouseOfClients, aTime, everyHour, type HouseOfClients, wordsOf } from "./a-house-of-clients.ts";

let open: HouseOfClients;
let practice: TestPractice;

beforeAll(async () => {
  open = await aHouseOfClients();
  practice = await aPractice(open.house, { isHome: true, hours: everyHour });
});
afterAll(() => open.close());

const aClient = () => open.aClientOf(practice);

/** As if it had been booked a while ago, so that the minutes to undo it are over. */
async function longAgo(bookingId: string): Promise<void> {
  await open.sql.query("update bookings set booked_at = now() - interval '1 day' where id = $1", [bookingId]);
}

/** As if the session began so many minutes from now. */
async function beginsIn(bookingId: string, minutes: number): Promise<void> {
  await open.sql.query(
    `update appointments set starts_at = at.starts, ends_at = at.ends, occupies = false,
       blocked = tstzrange(at.starts, at.ends), ahead = tstzrange(at.starts, at.ends)
     from (select date_trunc('minute', now()) + make_interval(mins => $2) as starts,
       date_trunc('minute', now()) + make_interval(mins => $2 + 50) as ends) at
     where id = (select appointment_id from bookings where id = $1)`,
    [bookingId, minutes],
  );
}

const signedOut = [
  "/client",
  "/client/sessions",
  "/client/book",
  "/client/account",
  "/client/account/export.json",
  "/client/account/export.html",
];

test.each(signedOut)("%s sends whoever is not signed in to sign in", async (path) => {
  const { status, headers } = await open.ask(path);
  expect([status, headers.get("location")?.startsWith("/sign-in?back=")]).toEqual([303, true]);
});

test("another's booking answers as one that never was, to every question and every deed", async () => {
  const [ann, ben] = [await aClient(), await aClient()];
  const { id } = await ann.session();
  const never = newId();
  const { cookie } = ben;
  const at = aTime();

  for (const page of ["", "/move", "/cancellation", "/calendar.ics"]) {
    const theirs = await open.ask(`/client/sessions/${id}${page}`, { cookie });
    const nobodys = await open.ask(`/client/sessions/${never}${page}`, { cookie });
    const nonsense = await open.ask(`/client/sessions/no-id${page}`, { cookie });
    expect([page, theirs.status, nobodys.status, nonsense.status]).toEqual([page, 404, 404, 404]);
    expect(wordsOf(theirs)).toBe(wordsOf(nobodys));
    expect((await open.ask(`/client/sessions/${id}${page}`, { cookie: ann.cookie })).status).toBe(200);
  }
  for (const [deed, form] of [
    ["move", { at }],
    ["cancellation", { reason: "x" }],
    ["undo", {}],
  ] as const)
    expect((await open.ask(`/client/sessions/${id}/${deed}`, { cookie, form })).status).toBe(404);
  const { rows } = await open.sql.query("select status, sequence from bookings where id = $1", [id]);
  expect(rows).toEqual([{ status: "confirmed", sequence: 0 }]);
});

test("the time a session has is no other time: it is not among those to move to, and asked for it changes nothing", async () => {
  const client = await aClient();
  const { id, startsAt } = await client.session();
  const at = new Date(startsAt).toISOString();
  const path = `/client/sessions/${id}/move`;
  const from = `${path}?from=${at.slice(0, 10)}`;
  const { text } = await open.ask(from, { cookie: client.cookie });
  expect(text).toContain('type="radio"');
  expect(text).not.toContain(`value="${at}"`);
  await open.ask(path, { cookie: client.cookie, form: { at } });
  const { rows } = await open.sql.query("select sequence from bookings where id = $1", [id]);
  expect(rows).toEqual([{ sequence: 0 }]);
});

test("the terms are said before the button: what a late cancellation keeps, and that it can be moved once", async () => {
  const client = await aClient();
  const { id } = await client.session();
  await longAgo(id);
  const page = () => open.ask(`/client/sessions/${id}/cancellation`, { cookie: client.cookie });
  expect(wordsOf(await page())).toContain("Cancelling costs nothing until");

  await open.sql.query("update bookings set late_fee_percent = 50, terms_window = 1440 where id = $1", [id]);
  await beginsIn(id, 600);
  expect(wordsOf(await page())).toContain(
    "It’s less than 24 hours before. Cancelling now keeps the €42.50 fee unless Tess waives it. You can move it once. Ill or in trouble? Write to Tess.",
  );
  const cancelled = await open.ask(`/client/sessions/${id}/cancellation`, {
    cookie: client.cookie,
    form: { reason: "canary of why" },
  });
  expect(cancelled.headers.get("location")).toBe(`/client/sessions/${id}?news=cancelled`);
  const after = await open.ask(`/client/sessions/${id}`, { cookie: client.cookie });
  expect(wordsOf(after)).toContain("Whether the €42.50 fee is kept hasn’t been decided yet; Tess will.");
  for (const [decision, words] of [
    ["kept", "The €42.50 fee is kept."],
    ["waived", "Tess waived the €42.50 fee."],
  ]) {
    await open.sql.query("update bookings set fee_decision = $2 where id = $1", [id, decision]);
    expect(wordsOf(await open.ask(`/client/sessions/${id}`, { cookie: client.cookie }))).toContain(words);
  }
});

test("no page names a moment that is over as the one until which a session can be changed freely", async () => {
  const client = await aClient();
  const { id, token } = await client.session();
  await longAgo(id);
  const pages = [`/client/sessions/${id}`, `/book/manage/${token}`];
  const says = async (path: string) => wordsOf(await open.ask(path, { cookie: client.cookie }));
  for (const path of pages) expect(await says(path)).toContain("You can move or cancel it freely until");
  await beginsIn(id, 5);
  for (const path of pages) {
    expect(await says(path)).toContain("The time to move or cancel it freely is over.");
    expect(await says(path)).not.toContain("freely until");
  }
});

test("after three minutes undoing leads to cancelling", async () => {
  const client = await aClient();
  const { id } = await client.session();
  await longAgo(id);

  const answer = await open.ask(`/client/sessions/${id}/undo`, { cookie: client.cookie, form: {} });
  expect(answer.headers.get("location")).toBe(`/client/sessions/${id}/cancellation`);
  expect(
    (await open.ask(`/client/sessions/${id}/undo`, { cookie: client.cookie })).headers.get("location"),
  ).toBe(`/client/sessions/${id}`);
});

test("a session is moved to another open time, and the page says the new one", async () => {
  const client = await aClient();
  const { id } = await client.session();
  const at = aTime(4);
  const to = `/client/sessions/${id}/move`;

  expect((await open.ask(to, { cookie: client.cookie, form: { at: "nonsense" } })).status).toBe(422);
  const moved = await open.ask(to, { cookie: client.cookie, form: { at } });
  expect(moved.headers.get("location")).toBe(`/client/sessions/${id}?news=moved`);
  const { rows } = await open.sql.query(
    "select a.starts_at from appointments a join bookings b on b.appointment_id = a.id where b.id = $1",
    [id],
  );
  expect(rows[0].starts_at.toISOString()).toBe(at);
});

test("the room opens ten minutes before, and closes with the session; behind it somebody says where they are", async () => {
  const client = await aClient();
  const { id } = await client.session();
  const room = 'href="https://rooms.selvage.test/tess"';
  const { cookie } = client;
  const home = async () => (await open.ask("/client", { cookie })).text;
  const door = () => open.ask(`/client/sessions/${id}/join`, { cookie });
  const join = `href="/client/sessions/${id}/join"`;

  await beginsIn(id, 12);
  expect(await home()).not.toContain(join);
  expect(await home()).toContain("The session room opens here at");
  const early = await door();
  expect(wordsOf(early)).toContain("The room opens at");
  expect(Number(early.headers.get("refresh"))).toBeGreaterThan(60);
  expect(Number(early.headers.get("refresh"))).toBeLessThan(123);
  expect(early.headers.get("cache-control")).toBe("private, no-store");
  for (const minutes of [9, 0, -48]) {
    await beginsIn(id, minutes);
    expect(await home(), `${minutes}`).toContain(join);
    expect(await home(), `${minutes}`).not.toContain(room);
  }
  expect((await door()).text).not.toContain(room);
  expect((await door()).headers.get("refresh")).toBeNull();
  const said = await open.ask(`/client/sessions/${id}/join`, { cookie, form: { country: "PT" } });
  expect([said.status, said.headers.get("location")]).toEqual([303, `/client/sessions/${id}/join`]);
  expect((await door()).text).toContain(room);
  expect(wordsOf(await door())).toContain("If somebody is in danger where you are (Portugal): 112");

  await beginsIn(id, -51);
  expect(await home()).not.toContain(join);
  expect((await door()).text).not.toContain(room);
  expect(wordsOf(await door())).toContain("This session is over");
  expect((await open.ask(`/client/sessions/${id}`, { cookie })).text).not.toContain(room);
});

test("a country that is none, or is not said, is asked for again, and nothing is kept", async () => {
  const client = await aClient();
  const { id } = await client.session();
  await beginsIn(id, 5);
  const { cookie } = client;
  for (const country of ["", "XX", "Portugal"]) {
    const answer = await open.ask(`/client/sessions/${id}/join?where=again`, { cookie, form: { country } });
    expect([country, answer.status]).toEqual([country, 422]);
    expect(wordsOf(answer)).toContain("In which country are you today?");
  }
  const { rows } = await open.sql.query("select from whereabouts where booking_id = $1", [id]);
  expect(rows).toEqual([]);
});

test("home says what is next, where somebody is, and how to reach the practice; times are by their own clock", async () => {
  const client = await aClient();
  const empty = wordsOf(await open.ask("/client", { cookie: client.cookie }));
  expect(empty).toContain("Nothing planned just now");
  const startsAt = Date.parse(
    `${new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)}T23:00:00Z`,
  );
  await client.session({ startsAt });

  const kept = await open.ask("/client/account/contact", {
    cookie: client.cookie,
    form: { name: "Annie", phone: "+351 900", zone: "Asia/Tokyo" },
  });
  expect(kept.headers.get("location")).toBe("/client/account?news=kept");
  const page = await open.ask("/client", { cookie: client.cookie });
  const words = wordsOf(page).replaceAll("\u00a0", " ");

  expect(page.text.match(/<h1/g)).toHaveLength(1);
  expect(page.text.match(/class="[^"]*\bknot\b/g)).toHaveLength(3);
  expect(words).toContain(", 8:00");
  expect(words).toContain("By the clock in Tokyo. For Tess:");
  expect(words).toContain("within a working day");
  expect(wordsOf(await open.ask("/client/account", { cookie: client.cookie }))).toContain("Annie");
});

test("strange addresses in here are answered in words, and never break the house", async () => {
  const { cookie } = await aClient();
  const strange = [
    `/client/book/${practice.slug}/nothing`,
    `/client/book/nobody/session`,
    `/client/book/${practice.slug}/session?for=${newId()}`,
    `/client/book/${practice.slug}/session?for=%00`,
    "/client/sessions/%00",
    "/client/nothing",
  ];
  for (const path of strange) expect([path, (await open.ask(path, { cookie })).status]).toEqual([path, 404]);
  const lenient = [
    "/client/sessions?before=nonsense",
    `/client/sessions?before=${newId()}`,
    `/client/book/${practice.slug}/session?from=99999999&tz=Mars&at=never`,
  ];
  for (const path of lenient) expect([path, (await open.ask(path, { cookie })).status]).toEqual([path, 200]);
});
