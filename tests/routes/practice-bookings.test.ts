import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { newId } from "#app/values/ids.ts";
import { openBuiltHouse } from "#tests/support/built-house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";

let open: Awaited<ReturnType<typeof openBuiltHouse>>;
let here: TestPractice;
let there: TestPractice;
let tess: string;
let rival: string;
let biller: string;
let scheduler: string;
let id: string;
const day = 86_400_000;
const tomorrow = new Date(Date.now() + 2 * day).toISOString().slice(0, 10);

beforeAll(async () => {
  open = await openBuiltHouse();
  const { house } = open;
  [here, there] = [await aPractice(house, { isHome: true }), await aPractice(house)];
  [tess, rival] = [await signedIn(here.ctx.practiceId, here), await signedIn(there.ctx.practiceId, there)];
  [biller, scheduler] = [await anotherMember("biller"), await anotherMember("scheduler")];
  const startsAt = Date.parse(`${tomorrow}T10:00:00Z`);
  const booked = await book(here.ctx, here.wish({ startsAt, note: "a private word" }));
  if (!booked.ok) throw new Error(booked.refusal);
  id = booked.value.id;
});
afterAll(() => open.close());

async function anotherMember(role: "biller" | "scheduler") {
  const email = `${role}@selvage.test`;
  await knowByAddress(here.ctx, { email, name: role });
  return signedIn(here.ctx.practiceId, await takeOn(here.ctx, { email, name: role, roles: [role] }));
}

async function signedIn(practiceId: string, { userId, memberId }: { userId: string; memberId: string }) {
  return (await signIn(open.house, { userId, place: { practiceId, memberId } })).cookie;
}

let asked = 0;

async function ask(who: string | null, path: string, form?: Record<string, string>) {
  const request = new Request(`http://localhost:3000/practice${path}`, {
    method: form ? "POST" : "GET",
    ...(form && { body: new URLSearchParams(form) }),
    headers: {
      host: "localhost:3000",
      origin: "http://localhost:3000",
      ...(who && { cookie: who }),
    },
  });
  asked += 1;
  const answer = await open.built.selvage.answer(request, { address: `127.7.${asked >> 8}.${asked & 255}` });
  return { status: answer.status, text: await answer.text(), to: answer.headers.get("location") };
}

const state = async () => {
  const { rows } = await open.sql.query(
    "select b.status, b.sequence, b.fee_decision, a.starts_at from bookings b join appointments a on a.id = b.appointment_id",
  );
  return rows;
};

const deeds = ["confirmation", "refusal", "attendance", "absence", "move", "cancellation", "fee"];

test("a booking that is not yours looks like one that never was, on every address, and nothing is changed", async () => {
  const before = await state();
  for (const what of ["", ...deeds.map((deed) => `/${deed}`)])
    for (const other of [id, newId(), "nonsense", "%27"]) {
      const path = `/bookings/${other}${what}`;
      const form = { sequence: "0", decision: "waived", date: tomorrow, time: "12:00", knowingly: "yes" };
      if (what !== "") expect((await ask(rival, path, form)).status, path).toBe(404);
      if (["", "/move", "/cancellation", "/refusal"].includes(what))
        expect((await ask(rival, path)).status, path).toBe(404);
      if (what !== "/fee" && what !== "") expect((await ask(biller, path, form)).status, path).toBe(404);
    }
  expect((await ask(rival, "/today/attendance", { ids: id })).status).toBe(404);
  expect((await ask(rival, `/today?of=${here.slug}`)).status).toBe(404);
  expect((await ask(rival, `/bookings?of=${here.slug}`)).status).toBe(404);
  expect(await state()).toEqual(before);
});

test("the pages of the day, the list and the booking open, and say only what may be read", async () => {
  const pages = ["/today", "/bookings", "/bookings?show=todo", "/bookings/new", `/bookings/${id}`];
  for (const path of [...pages, `/bookings/${id}/move`, `/bookings/${id}/cancellation`])
    expect((await ask(tess, path)).status, path).toBe(200);
  expect((await ask(tess, `/bookings/${id}`)).text).toContain("a private word");
  const others = await ask(scheduler, `/bookings/${id}`);
  expect(others.text).not.toContain("a private word");
  expect(others.text).toContain("They left a note");
  const { rows } = await open.sql.query(
    "select actor from events where name = 'words.read' and subject_id = $1",
    [id],
  );
  expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set([`member:${here.userId}`]));
  for (const odd of ["?show=zzz&later=1.2&from=2027-13-99&q=%00%25", "?earlier=999999999999999.x", "?of="])
    expect((await ask(tess, `/bookings${odd}`)).status, odd).toBe(200);
});

test("a move says what it would break, asks for a tick, and tells a stale form kindly", async () => {
  const path = `/bookings/${id}/move`;
  const night = { sequence: "0", date: tomorrow, time: "03:00" };
  expect((await ask(tess, `${path}?at=${tomorrow}T03:00`)).text).toContain("outside your hours");
  const warned = await ask(tess, path, { ...night, message: "An early one." });
  expect(warned.status).toBe(422);
  expect(warned.text).toContain("outside your hours");
  expect(warned.text).toContain("An early one.");
  const moved = await ask(tess, path, { ...night, knowingly: "yes" });
  expect([moved.status, moved.to]).toEqual([303, `/practice/bookings/${id}?news=moved`]);
  const stale = await ask(tess, path, { ...night, time: "11:00" });
  expect(stale.status).toBe(409);
  expect(stale.text).toContain("It changed while you were looking");
  expect((await ask(tess, path, { sequence: "x", date: "", time: "25:00" })).status).toBe(422);
  expect((await ask(tess, `/bookings/${id}/attendance`, {})).status).toBe(409);
  expect((await ask(tess, `/bookings/${id}/fee`, { decision: "kept" })).status).toBe(409);
  expect((await ask(tess, `/bookings/${id}/attendance`)).to).toBe(`/practice/bookings/${id}`);
});

test("a new booking keeps what was chosen, says who cannot come yet, and never books over another", async () => {
  const client = await here.aClient();
  const form = { client: client.clientId, type: "session", date: tomorrow, time: "15:00" };
  const locked = await ask(tess, "/bookings/new", form);
  expect(locked.status).toBe(403);
  expect(locked.text).toContain(`/practice/clients/${client.clientId}/beginning`);
  await client.begin();
  const booked = await ask(tess, "/bookings/new", form);
  expect(booked.status).toBe(303);
  const taken = await ask(tess, "/bookings/new", { ...form, time: "15:20", knowingly: "yes" });
  expect(taken.status).toBe(409);
  expect(taken.text).toContain("nearest open times");
  expect((await ask(tess, "/bookings/new", { ...form, client: newId() })).status).toBe(404);
  expect((await ask(biller, "/bookings/new", form)).status).toBe(404);
  const cancelled = await ask(tess, `${booked.to!.replace("/practice", "").split("?")[0]}/cancellation`, {
    sequence: "0",
    message: "I am ill.",
  });
  expect(cancelled.to).toMatch(/news=cancelled$/);
});

test("nobody gets in without being signed in", async () => {
  for (const path of ["/today", "/bookings", `/bookings/${id}`])
    expect([302, 303, 404]).toContain((await ask(null, path)).status);
});
