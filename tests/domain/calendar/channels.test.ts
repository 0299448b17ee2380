import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { hearOfChange } from "#app/domain/calendar/watch.ts";
import { newId } from "#app/values/ids.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";
import { expectInOrder } from "#tests/support/at-rest-with-google.ts";

let wall: WallCalendar;
beforeAll(async () => {
  wall = await aWallCalendar();
  await wall.connect();
  await wall.work();
});
afterEach(() => expectInOrder(wall));
afterAll(() => wall.close());

const day = 86_400_000;
const channels = () => wall.google.engine.channels;
const span = (n: number) => ({
  start: { dateTime: new Date(wall.clock.now.getTime() + n * 3_600_000).toISOString() },
  end: { dateTime: new Date(wall.clock.now.getTime() + (n + 1) * 3_600_000).toISOString() },
});

/** Time goes by, two hours at a time. */
async function pass(ms: number) {
  const step = Math.min(ms, day / 12);
  for (let passed = 0; passed < ms; passed += step) {
    wall.clock.advance(step);
    await wall.tick();
    await wall.work();
  }
}

test("a channel is renewed a day before it ends, and the old one is stopped", async () => {
  const [first] = channels();
  expect(channels()).toHaveLength(1);
  await pass(5.75 * day);
  expect(channels().map(({ id }) => id)).toEqual([first?.id]);
  await pass(0.5 * day);
  expect(channels()).toHaveLength(1);
  expect(channels()[0]?.id).not.toBe(first?.id);
});

test("only who shows the token of a channel that stands is believed", async () => {
  const [{ id: channelId = "", token = "" } = {}] = channels();
  const says = (what: Partial<{ channelId: string; token: string }>) =>
    hearOfChange(wall.house, { channelId, token: token ?? "", ...what });
  expect(await says({})).toBe(true);
  await wall.work();
  for (const what of [
    { token: "" },
    { token: "x".repeat(43) },
    { token: `${token?.slice(0, -1)}${token?.endsWith("A") ? "B" : "A"}` },
    { channelId: newId() },
    { channelId: "nonsense" },
  ])
    expect(await says(what), JSON.stringify(what)).toBe(false);
  expect(await wall.work()).toEqual([]);
});

test("a hundred messages about one calendar are one pull", async () => {
  const [{ id: channelId = "", token = "" } = {}] = channels();
  await Promise.all(
    Array.from({ length: 100 }, () => hearOfChange(wall.house, { channelId, token: token ?? "" })),
  );
  expect(await wall.work()).toEqual(["pull_calendar"]);
});

test("messages that are lost cost a quarter of an hour and no more", async () => {
  wall.google.fail({ fault: "hold-webhooks" });
  wall.phone.add(span(30));
  await wall.work();
  expect(await wall.busy()).toEqual([]);
  wall.google.loseNotifications();
  for (let minutes = 0; minutes < 16 && (await wall.busy()).length === 0; minutes++) {
    wall.clock.advance(60_000);
    await wall.tick();
    await wall.work();
    expect(minutes).toBeLessThan(15);
  }
  expect(await wall.busy()).toHaveLength(1);
});

test("where no channel is given the poll is all there is, and a channel is asked for again a day later", async () => {
  await wall.rows("update calendars set channel_until = now()");
  const asked = () => wall.google.requests.filter(({ path }) => path.includes("/watch")).length;
  const before = asked();
  // An address Google cannot reach is refused; here it is one that is not https.
  Object.assign(wall.house, { appUrl: "http://selvage.test" });
  await pass(day / 2);
  expect(asked()).toBe(before + 1);
  await pass(day);
  expect(asked()).toBe(before + 2);
  Object.assign(wall.house, { appUrl: "http://localhost:3000" });
  await pass(day);
  expect(channels()).not.toEqual([]);
});

test("what happened between the first list and the first channel is heard", async () => {
  await wall.rows("update calendars set channel_id = null, channel_until = null, sync_token = null");
  const { fetch } = wall.google;
  let isAdded = false;
  // Right after the list was given, while nobody watches yet.
  const meddling: typeof fetch = async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    if (url.includes("/watch") && !isAdded) {
      isAdded = true;
      wall.phone.add(span(60));
    }
    return fetch(input, init);
  };
  Object.assign(wall.google, { fetch: meddling });
  const { start } = span(60);
  const [{ id = "" } = {}] = await wall.rows<{ id: string }>("select id from calendars");
  await wall.rows("update calendars set next_pull_at = $1 where id = $2", wall.clock.now, id);
  await wall.tick();
  await wall.work();
  Object.assign(wall.google, { fetch });
  expect((await wall.busy()).map(({ starts_at }) => starts_at.toISOString())).toContain(start.dateTime);
});
