import { expect, test } from "vitest";
import { aConnectedGoogle, anHour, type Event } from "./a-google.ts";

const calendarId = "primary";
const asked = (requestId: string): Event => ({
  conferenceData: { createRequest: { requestId, conferenceSolutionKey: { type: "hangoutsMeet" } } },
});

async function aMeeting(requestId = "first") {
  const scene = await aConnectedGoogle();
  return { ...scene, requestBody: anHour(24, 10, { id: "meet0", ...asked(requestId) }) };
}

test("a conference asked for is there at once, with its link", async () => {
  const { google, requestBody } = await aMeeting();
  const { data } = await google.events.insert({ calendarId, conferenceDataVersion: 1, requestBody });
  expect(data.hangoutLink).toMatch(/^https:\/\/meet\.google\.com\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/);
  expect(data.conferenceData).toMatchObject({
    createRequest: { requestId: "first", status: { statusCode: "success" } },
    entryPoints: [{ entryPointType: "video", uri: data.hangoutLink }],
  });
});

test("without the version nobody hears of conferences", async () => {
  const { google, requestBody } = await aMeeting();
  const { data } = await google.events.insert({ calendarId, requestBody });
  expect(data.conferenceData).toBeUndefined();
});

test("the same request is the same conference, another another, and a change that names none keeps it", async () => {
  const { google, requestBody } = await aMeeting();
  const { hangoutLink } = (await google.events.insert({ calendarId, conferenceDataVersion: 1, requestBody }))
    .data;
  const patch = async (change: Event, conferenceDataVersion = 1) =>
    (await google.events.patch({ calendarId, eventId: "meet0", conferenceDataVersion, requestBody: change }))
      .data.hangoutLink;
  expect(await patch(asked("first"))).toBe(hangoutLink);
  expect(await patch({ summary: "Choir" })).toBe(hangoutLink);
  expect(await patch({ conferenceData: null as never }, 0)).toBe(hangoutLink);
  const { data } = await google.events.update({ calendarId, eventId: "meet0", requestBody: anHour(25) });
  expect(data.hangoutLink).toBe(hangoutLink);
  const second = await patch(asked("second"));
  expect(second).toMatch(/^https/);
  expect(second).not.toBe(hangoutLink);
  expect(await patch({ conferenceData: null as never })).toBeUndefined();
});

test("a link can come later, as a change that is told of", async () => {
  const { google, engine, requestBody } = await aMeeting();
  engine.meetIsLate = true;
  const { data } = await google.events.insert({ calendarId, conferenceDataVersion: 1, requestBody });
  expect(data.hangoutLink).toBeUndefined();
  expect(data.conferenceData!.createRequest!.status!.statusCode).toBe("pending");
  const { nextSyncToken } = (await google.events.list({ calendarId })).data;

  expect(engine.meetLinksCome()).toBe(1);
  const [told] = (await google.events.list({ calendarId, syncToken: nextSyncToken! })).data.items!;
  expect(told).toMatchObject({ id: "meet0", hangoutLink: expect.stringMatching(/^https/), sequence: 0 });
  expect(told!.etag).not.toBe(data.etag);
  expect(engine.meetLinksCome()).toBe(0);
});

test("a conference can fail", async () => {
  const { google, engine, requestBody } = await aMeeting();
  engine.meetFails = true;
  const { data } = await google.events.insert({ calendarId, conferenceDataVersion: 1, requestBody });
  expect(data.conferenceData).toEqual({
    createRequest: {
      requestId: "first",
      conferenceSolutionKey: { type: "hangoutsMeet" },
      status: { statusCode: "failure" },
    },
  });
});
