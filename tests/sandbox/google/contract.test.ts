import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultFolder, openContracts } from "#sandbox/contracts.ts";
import { operations } from "#sandbox/google/operations.ts";
import { isScope } from "#sandbox/google/scopes.ts";
import { aConnectedGoogle, anHour, ann, refusalOf } from "./a-google.ts";

const isHere = openContracts() !== null;
const calendarId = "primary";

type Method = { id: string; httpMethod: string; path: string; scopes: string[] };
type Resource = { methods?: Record<string, Method>; resources?: Record<string, Resource> };

function described(): Method[] {
  const document = JSON.parse(
    readFileSync(join(defaultFolder(), "google-calendar.json"), "utf8"),
  ) as Resource;
  const walk = ({ methods = {}, resources = {} }: Resource): Method[] => [
    ...Object.values(methods),
    ...Object.values(resources).flatMap(walk),
  ];
  return walk(document);
}

test("each call is let in by exactly the scopes that the discovery document names", () => {
  if (!isHere) return console.info(`No contracts at ${defaultFolder()}: nothing was compared with them.`);
  const known = new Map(described().map((method) => [method.id, method]));
  for (const [way, { name, scopes }] of Object.entries(operations)) {
    const method = known.get(name)!;
    expect(scopes.toSorted(), name).toEqual(method.scopes.toSorted());
    const path = `/${method.path}`.replace("{calendarId}", ":c").replace("{eventId}", ":e");
    expect(way).toBe(`${method.httpMethod} ${path}`);
  }
  for (const scope of described().flatMap(({ scopes }) => scopes)) expect(isScope(scope), scope).toBe(true);
});

test("no answer and no request of the SDK breaks the discovery document", async () => {
  if (!isHere) console.info(`No contracts at ${defaultFolder()}: nothing was compared with them.`);
  const scene = await aConnectedGoogle();
  await everyCall(scene);
  const broken = scene.vendor.requests.flatMap(({ method, path, violations }) =>
    (violations ?? []).map((one) => ({ method, path, ...one })),
  );
  expect(broken).toEqual([]);
  const asked = scene.vendor.requests.map(({ method, path }) => `${method} ${path.split("?")[0]}`);
  const missed = Object.keys(operations).filter((way) => {
    const pattern = way.replaceAll(/:[a-z]/g, "[^/]+").replace(" ", " /calendar/v3");
    return !asked.some((one) => new RegExp(`^${pattern}$`).test(one));
  });
  expect(missed).toEqual(["GET /calendars/:c"]); // Needs a scope of its own.
});

async function everyCall({ google, account }: Awaited<ReturnType<typeof aConnectedGoogle>>): Promise<void> {
  account.addCalendar({ id: "shared", accessRole: "freeBusyReader" }).add(anHour(24));
  await google.calendarList.list();
  await google.calendarList.get({ calendarId: "shared" });
  const zoned = (dateTime: string) => ({ dateTime, timeZone: "Europe/Lisbon" });
  await google.events.insert({
    calendarId,
    conferenceDataVersion: 1,
    requestBody: {
      id: "series",
      summary: "Choir",
      start: zoned("2026-11-24T10:00:00"),
      end: zoned("2026-11-24T11:00:00"),
      recurrence: ["RRULE:FREQ=WEEKLY"],
      attendees: [{ email: ann }, { email: "ben@gmail.example" }],
      reminders: { useDefault: false, overrides: [{ method: "popup", minutes: 10 }] },
      extendedProperties: { private: { booking: "7" } },
      conferenceData: { createRequest: { requestId: "a", conferenceSolutionKey: { type: "hangoutsMeet" } } },
    },
  });
  const eventId = "series_20261201T100000Z";
  await google.events.get({ calendarId, eventId });
  await google.events.patch({ calendarId, eventId, requestBody: { location: null, summary: "Moved" } });
  await google.events.instances({ calendarId, eventId: "series" });
  const { data } = await google.events.list({ calendarId, singleEvents: true });
  await google.events.delete({ calendarId, eventId });
  await google.events.list({ calendarId, singleEvents: true, syncToken: data.nextSyncToken! });
  await google.events.list({ calendarId: "shared" });
  await google.events.update({ calendarId, eventId: "series", requestBody: anHour(25) });
  const times = { timeMin: "2026-11-24T00:00:00Z", timeMax: "2026-11-25T00:00:00Z" };
  await google.freebusy.query({ requestBody: { ...times, items: [{ id: "primary" }, { id: "nobody" }] } });
  const channel = { id: "channel", type: "web_hook", address: "https://app.test/hooks" };
  const { data: watched } = await google.events.watch({ calendarId, requestBody: channel });
  await google.channels.stop({ requestBody: { id: watched.id!, resourceId: watched.resourceId! } });
}

test.each([
  ["a parameter", (scene: Scene) => scene.google.events.list({ calendarId, colour: "red" } as never)],
  [
    "a field",
    (scene: Scene) =>
      scene.google.events.insert({ calendarId, requestBody: { ...anHour(24), colour: 1 } as never }),
  ],
])("%s that only the contract knows not to be is refused where it is here", async (_, ask) => {
  const asking = ask(await aConnectedGoogle());
  if (isHere) expect(await refusalOf(asking)).toMatchObject({ status: 400, reason: "invalid" });
  else expect((await asking).status).toBe(200);
});
type Scene = Awaited<ReturnType<typeof aConnectedGoogle>>;

test("what it does not know it answers with 501 and an error", async () => {
  const { google } = await aConnectedGoogle();
  for (const asking of [google.colors.get(), google.events.quickAdd({ calendarId, text: "Lunch" })])
    expect(await refusalOf(asking)).toMatchObject({ status: 501, reason: "notImplemented" });
});
