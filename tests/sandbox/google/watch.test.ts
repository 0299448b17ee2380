import { expect, test } from "vitest";
import { aConnectedGoogle, anHour, refusalOf } from "./a-google.ts";

const calendarId = "primary";
const aChannel = {
  id: "channel-1",
  type: "web_hook",
  address: "https://app.test/hooks/google",
  token: "secret",
};
const day = 24 * 60;

async function aWatcher() {
  const heard: { to: string; headers: Record<string, string> }[] = [];
  const scene = await aConnectedGoogle({
    deliver: (to, headers) => void heard.push({ to: to.href, headers }),
  });
  const watch = async (change: object = {}) =>
    (await scene.google.events.watch({ calendarId, requestBody: { ...aChannel, ...change } })).data;
  const states = async () => {
    await scene.vendor.delivered();
    return heard.map(({ headers }) => headers["x-goog-resource-state"]);
  };
  return { ...scene, heard, watch, states };
}

test("a channel says first that it works, then only that something has changed", async () => {
  const { watch, states, heard, primary, google } = await aWatcher();
  const { resourceId, resourceUri, expiration } = await watch();
  expect(await states()).toEqual(["sync"]);
  primary.add(anHour(24));
  await google.events.insert({ calendarId, requestBody: anHour(25) });
  expect(await states()).toEqual(["sync", "exists", "exists"]);
  expect(heard[2]).toEqual({
    to: aChannel.address,
    headers: {
      "content-length": "0",
      "x-goog-channel-id": "channel-1",
      "x-goog-channel-token": "secret",
      "x-goog-channel-expiration": new Date(Number(expiration)).toUTCString(),
      "x-goog-message-number": "3",
      "x-goog-resource-id": resourceId,
      "x-goog-resource-state": "exists",
      "x-goog-resource-uri": resourceUri,
    },
  });
});

test("another calendar's changes are not told of", async () => {
  const { watch, states, account } = await aWatcher();
  await watch();
  account.addCalendar({ id: "family" }).add(anHour(24));
  expect(await states()).toEqual(["sync"]);
});

test("a channel lives a week, or as long as it asks for, and a month at most", async () => {
  const { watch, clock, engine, primary, pass, states } = await aWatcher();
  const days = async (change: object) =>
    (Number((await watch(change)).expiration) - clock.now.getTime()) / (day * 60_000);
  expect(await days({})).toBe(7);
  expect(await days({ id: "a", params: { ttl: "172800" } })).toBe(2);
  expect(await days({ id: "b", expiration: String(clock.now.getTime() + 20 * day * 60_000) })).toBe(20);
  expect(await days({ id: "c", expiration: String(clock.now.getTime() + 99 * day * 60_000) })).toBe(30);
  pass(7 * day);
  expect(engine.channels.map(({ id }) => id)).toEqual(["b", "c"]);
  primary.add(anHour(24));
  expect((await states()).filter((state) => state === "exists")).toHaveLength(2);
});

test("a stopped channel is silent, and cannot be stopped by its name alone, or twice", async () => {
  const { watch, states, google, primary } = await aWatcher();
  const { id, resourceId } = await watch();
  const stop = (requestBody: object) => google.channels.stop({ requestBody });
  expect(await refusalOf(stop({ id, resourceId: "another" }))).toMatchObject({
    status: 404,
    reason: "notFound",
  });
  expect((await stop({ id, resourceId })).status).toBe(204);
  primary.add(anHour(24));
  expect(await states()).toEqual(["sync"]);
  expect(await refusalOf(stop({ id, resourceId }))).toMatchObject({ status: 404, reason: "notFound" });
});

test.each([
  ["an address without https", { address: "http://app.test/hooks" }, "push.webhookUrlNotHttps"],
  ["an address that is none", { address: "app" }, "invalid"],
  ["an id with a space", { id: "channel 1" }, "invalid"],
  ["an id of 65 letters", { id: "x".repeat(65) }, "invalid"],
  ["another kind of channel", { type: "pubsub" }, "invalid"],
  ["a token of 257 letters", { token: "x".repeat(257) }, "invalid"],
  ["an end that is over", { expiration: "1" }, "invalid"],
])("%s is refused", async (_, change, reason) => {
  const { watch, engine } = await aWatcher();
  expect(await refusalOf(watch(change))).toMatchObject({ status: 400, reason });
  expect(engine.channels).toEqual([]);
});

test("a name is taken for good", async () => {
  const { watch, google } = await aWatcher();
  const { id, resourceId } = await watch();
  expect(await refusalOf(watch())).toMatchObject({ status: 400, reason: "channelIdNotUnique" });
  await google.channels.stop({ requestBody: { id: id!, resourceId: resourceId! } });
  expect(await refusalOf(watch())).toMatchObject({ status: 400, reason: "channelIdNotUnique" });
});

test("what is said can be held back, lost, said twice and in any order", async () => {
  const { watch, states, primary, vendor } = await aWatcher();
  await watch();
  await states();
  vendor.fail({ fault: "hold-webhooks", times: 1 });
  primary.add(anHour(24));
  expect(await states()).toEqual(["sync"]);
  expect(vendor.waiting).toHaveLength(1);
  await vendor.delivered();
  expect(await states()).toEqual(["sync", "exists"]);

  vendor.fail({ fault: "duplicate-webhook", times: 1 });
  primary.add(anHour(25));
  expect(await states()).toHaveLength(4);

  vendor.fail({ fault: "hold-webhooks", times: 1 });
  primary.add(anHour(26));
  await states();
  vendor.loseNotifications();
  expect(await states()).toHaveLength(4);
});
