import { expect, test } from "vitest";
import { demoPeople } from "#sandbox/google/demo-people.ts";
import { Engine } from "#sandbox/google/engine.ts";
import { anHour, ann, codeIn, eventsScope, freeBusyScope } from "./a-google.ts";
import { anOpenGoogle, back } from "./an-open-google.ts";

const calendar = `/google/calendar?${new URLSearchParams({ account: ann, day: "2026-11-24" })}`;
const form = { account: ann, calendar: ann, title: "Yoga", day: "2026-11-24", from: "09:00", to: "10:00" };
const event = (id: string, change: object = {}) =>
  `/google/calendar/event?${new URLSearchParams({ account: ann, calendar: ann, id, ...change })}`;

test("the consent page asks which account and has a box for every scope, all ticked", async () => {
  const { page, address } = await anOpenGoogle();
  const { html } = await page(address);
  expect(html).toContain("View and edit events on all your calendars");
  expect(html.match(/type="checkbox"[^>]*checked/g)).toHaveLength(3);
  expect(html).toContain(ann);
  expect(html).not.toContain("<script");
});

test("Allow leads back with a code for the ticked boxes only, Cancel without one", async () => {
  const { press, address, client } = await anOpenGoogle();
  const allowed = await press(address, [
    ["account", ann],
    ["do", "allow"],
    ["scope", eventsScope],
    ["scope", freeBusyScope],
  ]);
  expect(allowed.status).toBe(303);
  const location = allowed.headers.get("location")!;
  expect(location).toMatch(new RegExp(`^${back}\\?state=a-state&code=`));
  expect((await client.getToken(codeIn(location))).tokens.scope).toBe(`${eventsScope} ${freeBusyScope}`);
  const cancelled = await press(address, { account: ann, do: "cancel" });
  expect(cancelled.headers.get("location")).toBe(`${back}?state=a-state&error=access_denied`);
  expect((await press(address, { account: "nobody", do: "allow" })).status).toBe(400);
});

test("what somebody let in stands on a page, where they take it away", async () => {
  const { page, press, letIn, address, url } = await anOpenGoogle();
  await letIn();
  expect((await page("/google/consent")).html).toContain("app.apps.googleusercontent.com");
  await press("/google/consent", { account: ann, do: "revoke" });
  expect((await page("/google/consent")).html).toContain("Nobody has let an app in");
  const led = await fetch(`${url}/google/consent${new URL(address).search}`);
  expect(await led.text()).toContain("Let this app see your calendar?");
});

test("a week shows what is in it: the person's events and the app's, with their Meet links", async () => {
  const { page, google, letIn, post } = await anOpenGoogle();
  await letIn();
  await post("/control/google/events", anHour(24, 9, { summary: "Dentist <b>" }));
  const conferenceData = { createRequest: { requestId: "a" } };
  const { data } = await google.events.insert({
    calendarId: "primary",
    conferenceDataVersion: 1,
    requestBody: anHour(26, 14, { summary: "Busy", conferenceData }),
  });
  const { html } = await page(calendar);
  expect(html).toContain("Dentist &lt;b&gt;");
  expect(html).toContain("14:00 – 15:00");
  expect(html).toContain(`href="${data.hangoutLink}"`);
  expect(html).not.toContain("<script");
  expect((await page(calendar.replace("11-24", "12-08"))).html).not.toContain("Dentist");
});

test("something is added, moved, made a day and deleted without a script", async () => {
  const { press, events, page } = await anOpenGoogle();
  const added = await press("/google/calendar", form);
  expect(added.status).toBe(303);
  expect((await page(added.headers.get("location")!)).html).toContain("It is in the calendar.");
  const [{ id } = { id: "" }] = await events();
  const save = (change: object) =>
    press("/google/calendar/event", { ...form, id: id!, do: "save", ...change });

  await save({ day: "2026-11-25", from: "23:00", to: "01:00" });
  expect(await events()).toMatchObject([
    { start: { dateTime: "2026-11-25T23:00:00Z" }, end: { dateTime: "2026-11-26T01:00:00Z" }, sequence: 1 },
  ]);
  expect((await page(event(id!))).html).toContain('value="23:00"');
  await save({ allday: "yes", last: "2026-11-26", free: "yes" });
  expect(await events()).toMatchObject([
    { start: { date: "2026-11-24" }, end: { date: "2026-11-27" }, transparency: "transparent" },
  ]);
  await save({ do: "delete" });
  expect(await events()).toMatchObject([{ status: "cancelled" }]);
  expect((await page(event(id!))).status).toBe(404);
});

test("of a series one is moved and one deleted, or all of them", async () => {
  const { press, events, page } = await anOpenGoogle();
  await press("/google/calendar", { ...form, repeats: "WEEKLY" });
  const [series] = await events();
  expect(series!.recurrence).toEqual(["RRULE:FREQ=WEEKLY"]);
  const id = `${series!.id}_20261201T090000Z`;
  const next = calendar.replace("11-24", "12-01");
  await press("/google/calendar/event", {
    ...form,
    id,
    do: "save",
    day: "2026-12-01",
    from: "15:00",
    to: "16:00",
  });
  expect((await page(next)).html).toContain("15:00 – 16:00");
  await press("/google/calendar/event", { ...form, id, do: "delete" });
  expect((await page(next)).html).not.toContain("Yoga");
  const first = `${series!.id}_20261124T090000Z`;
  await press("/google/calendar/event", { ...form, id: first, do: "delete-series" });
  expect((await page(calendar)).html).not.toContain("Yoga");
});

test("an invitation is declined and accepted again", async () => {
  const { press, events, post } = await anOpenGoogle();
  const attendees = [{ email: ann, responseStatus: "needsAction" }];
  await post("/control/google/events", anHour(24, 10, { id: "asked0", attendees }));
  const answer = async (deed: string) => {
    await press("/google/calendar/event", { account: ann, calendar: ann, id: "asked0", do: deed });
    return (await events())[0]!.attendees![0]!.responseStatus;
  };
  expect(await answer("decline")).toBe("declined");
  expect(await answer("accept")).toBe("accepted");
});

test.each([
  ["no time", { from: "" }, "Say from when until when"],
  ["a day that is none", { day: "2026-02-30" }, "cannot be read"],
  ["a repetition that is none", { repeats: "HOURLY" }, "cannot be read"],
])("with %s the form says what is wrong", async (_, change, words) => {
  const { press, events } = await anOpenGoogle();
  const answer = await press("/google/calendar", { ...form, ...change });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain(words);
  expect(await events()).toEqual([]);
});

test.each([
  "?account=nobody",
  "/event?account=ann@gmail.example&id=none",
  "/event?account=ann@gmail.example&calendar=no&id=x",
])("/google/calendar%s is not there and says so", async (path) => {
  const { page } = await anOpenGoogle();
  expect((await page(`/google/calendar${path}`)).status).toBe(404);
});

test("the demo's therapists have accounts with a little of a life in them, on any day", () => {
  for (const day of ["2026-01-01", "2026-03-29", "2026-11-22"]) {
    const engine = new Engine({ now: () => new Date(`${day}T12:00:00Z`) });
    demoPeople(engine);
    expect(engine.accounts.map(({ email }) => email)).toContain("maren.holt@gmail.example");
    for (const account of engine.accounts) expect(account.calendar().events().length).toBeGreaterThan(0);
  }
});
