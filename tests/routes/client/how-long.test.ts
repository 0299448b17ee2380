import { afterAll, beforeAll, expect, test } from "vitest";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { aHouseOfClients, aTime, everyHour, type HouseOfClients, wordsOf } from "./a-house-of-clients.ts";

let open: HouseOfClients;
let practice: TestPractice;
beforeAll(async () => {
  open = await aHouseOfClients();
  practice = await aPractice(open.house, { isHome: true, hours: everyHour });
});
afterAll(() => open.close());

test.each(["1", "53", "often"])(
  "a client who wants %j dates is told how many there can be",
  async (times) => {
    const { cookie } = await open.aClientOf(practice);
    const form = { at: aTime(), every: "1", times, note: "kept for me" };
    const answer = await open.ask(`/client/book/${practice.slug}/session`, { cookie, form });
    expect(answer.status).toBe(422);
    expect(wordsOf(answer)).toContain("From 2 to 52 times, please.");
    expect(answer.text).toContain(`value="${times}"`);
    expect(answer.text).toContain("kept for me");
  },
);

test("without a number it is as often as usual, and booked once no number counts", async () => {
  const { cookie } = await open.aClientOf(practice);
  const path = `/client/book/${practice.slug}/session`;
  const dates = await open.ask(path, { cookie, form: { at: aTime(), every: "1", times: "" } });
  expect([dates.status, dates.headers.get("location")]).toEqual([307, expect.stringContaining("/series?")]);
  const once = await open.ask(path, { cookie, form: { at: aTime(), every: "", times: "often" } });
  expect(once.headers.get("location")).toMatch(/\?news=booked$/);
});

test("a last date by which it comes once at most is said at its field, with all that was typed", async () => {
  const { userId, memberId, ctx } = practice;
  const { cookie } = await signIn(open.house, { userId, place: { practiceId: ctx.practiceId, memberId } });
  const { clientId } = await practice.aClient();
  const [date] = aTime(9).split("T");
  const said = { client: clientId, type: "session", date: date!, time: "10:00", every: "1", times: "8" };
  for (const until of [aTime(2).slice(0, 10), date!]) {
    const form = { ...said, until };
    const answer = await open.ask("/practice/bookings/new", { cookie, form });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('id="until-error"');
    expect(answer.text).toContain(`value="${until}"`);
  }
  const form = { ...said, until: aTime(30).slice(0, 10) };
  expect((await open.ask("/practice/bookings/new", { cookie, form })).status).toBe(303);
});

test("where nothing is open to move to, the page says so", async () => {
  const client = await open.aClientOf(practice);
  const { id } = await client.session();
  const far = aTime(200).slice(0, 10);
  const page = await open.ask(`/client/sessions/${id}/move?from=${far}`, { cookie: client.cookie });
  expect(wordsOf(page)).toContain("There are no times this far ahead yet.");
});
