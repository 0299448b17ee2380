import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { type News, openNews } from "#app/realtime/news.server.ts";
import { newsStream } from "#app/realtime/stream.server.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
let other: TestPractice;
const open: News[] = [];
const complaints: string[] = [];
beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
  other = await aPractice(house.house);
});
afterEach(async () => {
  for (const news of open.splice(0)) await news.close();
});
afterAll(() => house.close());

function theNews(): News {
  const news = openNews({ url: house.url, onError: ({ message }) => complaints.push(message) });
  open.push(news);
  return news;
}

/** Listen, and give a way to wait until so many pieces were heard. */
function ears(news: News, practiceId: string) {
  let count = 0;
  let wake = () => {};
  const stop = news.listen(practiceId, () => {
    count += 1;
    wake();
  });
  return {
    stop,
    count: () => count,
    async heard(atLeast: number) {
      while (count < atLeast) await new Promise<void>((resolve) => (wake = resolve));
      return count;
    },
  };
}

let day = 4;
async function booked({ ctx, wish }: TestPractice): Promise<void> {
  day += 1;
  const answer = await book(ctx, wish({ startsAt: Date.UTC(2027, 1, day, 10) }));
  if (!answer.ok) throw new Error(answer.refusal);
}

/** A transaction that told nobody anything yet has reached everybody when a later one has. */
const told = (practiceId: string) => house.database.pool.query("select pg_notify('news', $1)", [practiceId]);

test("a booking is heard by its own practice once it is committed, and by no other", async () => {
  const news = theNews();
  const [mine, theirs] = [ears(news, practice.ctx.practiceId), ears(news, other.ctx.practiceId)];
  await Promise.all([mine.heard(1), theirs.heard(1)]); // That the line is open.
  await booked(practice);
  expect(await mine.heard(2)).toBe(2);
  await told(other.ctx.practiceId);
  await theirs.heard(2);
  expect(theirs.count()).toBe(2);
});

test("whoever stopped hears nothing, and is counted no more", async () => {
  const news = theNews();
  const [one, two] = [ears(news, practice.ctx.practiceId), ears(news, practice.ctx.practiceId)];
  await two.heard(1);
  expect(news.count()).toBe(2);
  one.stop();
  expect(news.count()).toBe(1);
  const before = one.count();
  await told(practice.ctx.practiceId);
  await two.heard(2);
  expect(one.count()).toBe(before);
});

test("a line that is cut is laid again, and everybody is told that they may have missed something", async () => {
  const news = theNews();
  const mine = ears(news, practice.ctx.practiceId);
  await mine.heard(1);
  complaints.length = 0;
  await house.database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'selvage news' and datname = current_database()",
  );
  await mine.heard(2);
  expect(complaints.length).toBeGreaterThan(0);
  await booked(practice);
  expect(await mine.heard(3)).toBe(3);
});

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of stream) yield decoder.decode(chunk, { stream: true }).trim();
}

function aStream(news: News, over: Partial<Parameters<typeof newsStream>[0]> = {}) {
  const gone = new AbortController();
  const stream = newsStream({
    news,
    practiceId: practice.ctx.practiceId,
    signal: gone.signal,
    isStillIn: async () => true,
    rhythm: { apart: 60, beat: 60_000 },
    ...over,
  });
  return { gone, lines: linesOf(stream) };
}

test("the first piece of news leaves at once, whatever time is kept between two", async () => {
  const news = theNews();
  const mine = ears(news, practice.ctx.practiceId);
  await mine.heard(1);
  const { lines, gone } = aStream(news, { rhythm: { apart: 3_600_000, beat: 3_600_000 } });
  expect((await lines.next()).value).toMatch(/^retry:/);
  await told(practice.ctx.practiceId);
  expect((await lines.next()).value).toMatch(/^event: news/);
  gone.abort();
});

test("the next piece waits its time, however much there is to tell, and comes", async () => {
  const news = theNews();
  const mine = ears(news, practice.ctx.practiceId);
  await mine.heard(1);
  const { lines, gone } = aStream(news);
  const started = performance.now();
  const { promise: second, resolve } = Promise.withResolvers<void>();
  let pieces = 0;
  const listening = (async () => {
    for await (const line of lines) {
      if (line.startsWith("event: news")) pieces += 1;
      if (pieces === 2) resolve();
    }
  })();
  for (let n = 0; n < 40; n += 1) await told(practice.ctx.practiceId);
  await Promise.all([mine.heard(41), second]);
  const periods = Math.ceil((performance.now() - started) / 60);
  expect(pieces).toBeLessThanOrEqual(periods + 1);
  gone.abort();
  await listening;
  expect(news.count()).toBe(1);
});

test("it ends when they go, when they may no longer hear, and when the house closes", async () => {
  const news = theNews();
  const untilTheEnd = async ({ lines }: ReturnType<typeof aStream>) => {
    for await (const _ of lines);
  };
  const left = aStream(news);
  const signedOut = aStream(news, {
    isStillIn: async () => false,
    rhythm: { apart: 60, beat: 10 },
  });
  const staying = aStream(news);
  left.gone.abort();
  await Promise.all([untilTheEnd(left), untilTheEnd(signedOut)]);
  expect(news.count()).toBe(1);
  news.hangUp();
  await untilTheEnd(staying);
  expect(news.count()).toBe(0);
  await untilTheEnd(aStream(news)); // And one that comes too late ends at once.
});

test("a proxy that waits for something to pass is given a comment", async () => {
  const { lines, gone } = aStream(theNews(), { rhythm: { apart: 60, beat: 10 } });
  await lines.next();
  let line = (await lines.next()).value;
  while (line?.startsWith("event")) line = (await lines.next()).value; // That the line was laid.
  expect(line).toBe(":");
  gone.abort();
});

test("somebody who does not read is not sent more and more", async () => {
  const news = theNews();
  const mine = ears(news, practice.ctx.practiceId);
  await mine.heard(1);
  const stream = newsStream({
    news,
    practiceId: practice.ctx.practiceId,
    signal: new AbortController().signal,
    isStillIn: async () => true,
    rhythm: { apart: 1, beat: 60_000 },
  });
  for (let n = 0; n < 50; n += 1) {
    await told(practice.ctx.practiceId);
    await mine.heard(n + 2);
  }
  const reader = stream.getReader();
  let waiting = 0;
  while ((await Promise.race([reader.read(), pause(20, null)])) !== null && waiting < 40) waiting += 1;
  expect(waiting).toBeLessThan(12);
  await reader.cancel();
  expect(news.count()).toBe(1);
});
