import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { findThread, type ReaderCtx } from "#app/domain/messaging/find.ts";
import { ownThreads } from "#app/domain/messaging/lists.ts";
import { readThread } from "#app/domain/messaging/read.ts";
import { takeBack } from "#app/domain/messaging/take-back.ts";
import { writeMessage } from "#app/domain/messaging/write.ts";
import { openOwnThreads } from "#app/domain/notifications/welcome-thread.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { randomFrom } from "#tests/flows/support/random.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { type Ear, hearUntil, overHttp } from "./a-wire.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const cuts = 20;

let house: Awaited<ReturnType<typeof overHttp>>;
let practice: TestPractice;
let own: MemberCtx;
beforeAll(async () => {
  house = await overHttp({ METRICS_TOKEN: "a-token-of-the-tests" });
  practice = await aPractice(house.house, { isHome: true });
  own = { ...practice.own, now: () => new Date() } as MemberCtx;
}, 120_000);
afterAll(() => house.close());

/** A thread, and its two sides: who writes, and where the other listens. */
async function aThread() {
  const client = await practice.aClient();
  await client.begin();
  const ctx = { ...client.ctx, now: () => new Date() } as ClientCtx;
  await openOwnThreads(ctx);
  const [only] = await ownThreads(ctx);
  const threadId = only!.thread.id;
  const { practiceId } = practice.ctx;
  const cookies = {
    client: await signIn(house.house, { userId: ctx.actor.userId, place: { practiceId, memberId: null } }),
    practice: await signIn(house.house, {
      userId: practice.userId,
      place: { practiceId, memberId: practice.memberId },
    }),
  };
  const streamOf = (side: "client" | "practice") => ({
    url: `${house.url}/${side}/messages/${threadId}/stream`,
    cookie: cookies[side].cookie,
  });
  return { threadId, ctx, streamOf, clientId: client.clientId };
}

async function write(ctx: ReaderCtx, threadId: string, text: string): Promise<number> {
  return (await granted(writeMessage(ctx, { threadId, text, onceKey: newId() }))).number;
}

const numbersIn = ({ told }: Ear) => told.flatMap(({ event, data }) => (event === "message" ? [+data] : []));

async function streams(): Promise<number> {
  const answer = await fetch(`${house.url}/metrics`, {
    headers: { authorization: "Bearer a-token-of-the-tests" },
  });
  return Number(/^selvage_streams (\d+)$/m.exec(await answer.text())?.[1]);
}

test.each(["client", "practice"] as const)(
  `cut twenty times in the middle of anything while the other side writes, the stream of the %s misses no number and says none twice (SEED=${seed})`,
  async (listens) => {
    const random = randomFrom(seed);
    const { threadId, ctx, streamOf } = await aThread();
    const writes = listens === "client" ? own : ctx;
    const ear: Ear = { told: [], lastId: null };
    const stream = streamOf(listens);
    const first = { ...stream, url: `${stream.url}?after=1` };
    let made = 0;
    let newest = 1;
    const writing = (async () => {
      for (let n = 0; n < 40 || made < cuts; n += 1) newest = await write(writes, threadId, `Message ${n}`);
    })();
    const lengths: number[] = [];
    for (; made < cuts; made += 1) {
      // Within the retry line, within the first events, or after a while.
      const most = 1 + Math.floor(random() ** 2 * 300);
      lengths.push(most);
      await hearUntil({ ...(ear.lastId === null ? first : stream), ear, isEnough: (bytes) => bytes >= most });
    }
    await writing;
    // One more once the line is laid for good, so that it says where it has come to.
    newest += 1;
    let isLaid = () => {};
    const laid = new Promise<void>((resolve) => {
      isLaid = resolve;
    });
    const hearing = hearUntil({
      ...(ear.lastId === null ? first : stream),
      ear,
      isEnough: () => {
        isLaid();
        return numbersIn(ear).at(-1) === newest;
      },
    });
    await laid;
    expect(await write(writes, threadId, "The last")).toBe(newest);
    await hearing;
    expect(newest).toBeGreaterThanOrEqual(41);
    expect(numbersIn(ear), `cut after ${lengths.join(", ")}`).toEqual(
      Array.from({ length: newest - 1 }, (_, n) => n + 2),
    );
    await vi.waitFor(async () => expect(await streams()).toBe(0), { timeout: 10_000, interval: 20 });
  },
  120_000,
);

test("the page asked for after each number shows each message once, in order", async () => {
  const { threadId, streamOf } = await aThread();
  const { url, cookie } = streamOf("client");
  const page = url.replace(/\/stream$/, "");
  const ear: Ear = { told: [], lastId: null };
  const shown: number[] = [];
  let newest = 1;
  for (let round = 0; round < 5; round += 1) {
    for (let n = 0; n < 3; n += 1) newest = await write(own, threadId, `${round} ${n}`);
    const isEnough = () => numbersIn(ear).at(-1) === newest;
    await hearUntil({ url: ear.lastId ? url : `${url}?after=1`, cookie, ear, isEnough });
    const answer = await fetch(`${page}?after=${shown.at(-1) ?? 1}`, { headers: { cookie } });
    const numbers = (await answer.text()).matchAll(/data-number="(\d+)"/g);
    shown.push(...Array.from(numbers, ([, number]) => Number(number)));
  }
  expect(shown).toEqual(Array.from({ length: 15 }, (_, n) => n + 2));
});

test("what else changes in it is said too: that something was taken back", async () => {
  const { threadId, streamOf } = await aThread();
  const number = await write(own, threadId, "Oh");
  const { messages } = await readThread(own, (await findThread(own, threadId))!);
  const ear: Ear = { told: [], lastId: String(number) };
  let isThere = () => {};
  const laid = new Promise<void>((resolve) => {
    isThere = resolve;
  });
  const hearing = hearUntil({
    ...streamOf("client"),
    ear,
    isEnough: () => {
      isThere();
      return ear.told.some(({ event }) => event === "marks");
    },
  });
  await laid;
  await granted(takeBack(own, { threadId, messageId: messages.at(-1)!.id }));
  await hearing;
  expect(numbersIn(ear)).toEqual([]);
});

test("a stream ends for whoever has signed out, and is not there for anybody else", async () => {
  const { threadId, streamOf, ctx } = await aThread();
  const other = await aThread();
  const { url } = streamOf("client");
  for (const cookie of [other.streamOf("client").cookie, ""]) {
    const answer = await fetch(url, { headers: { cookie }, redirect: "manual" });
    expect(answer.status).toBe(cookie ? 404 : 303);
  }
  const ear: Ear = { told: [], lastId: "1" };
  const { cookie } = streamOf("client");
  const ended = hearUntil({ url, cookie, ear, isEnough: () => false });
  await vi.waitFor(async () => expect(await streams()).toBe(1), { timeout: 10_000, interval: 20 });
  await house.sql.query("update sessions set ended_at = now() where user_id = $1", [ctx.actor.userId]);
  await write(own, threadId, "Not for them any more");
  await ended;
  expect(numbersIn(ear)).toEqual([]);
});
