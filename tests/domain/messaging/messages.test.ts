import { afterAll, beforeAll, expect, test } from "vitest";
import * as inClients from "#app/domain/clients/rehome.ts";
import { keepDraft, ownDraft } from "#app/domain/messaging/draft.ts";
import { findThread } from "#app/domain/messaging/find.ts";
import { forget } from "#app/domain/messaging/forget.ts";
import { ownThreads, unreadMessages, waitingWith } from "#app/domain/messaging/lists.ts";
import { rehome } from "#app/domain/messaging/rehome.ts";
import { settleThread } from "#app/domain/messaging/settle.ts";
import { takeBack } from "#app/domain/messaging/take-back.ts";
import { openOwnThreads } from "#app/domain/notifications/welcome-thread.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aThread, reads, texts, write } from "./a-thread.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const minute = 60_000;

test("the welcome says when there is an answer and who answers at once, and stands there once however often it is opened", async () => {
  const { self, own, threadId } = await aThread(house);
  await Promise.all([openOwnThreads(self), openOwnThreads(self)]);
  const all = await reads(self, threadId);
  expect(all).toHaveLength(1);
  expect(all![0]).toMatchObject({ side: "house", number: 1, authorId: null });
  expect(all![0]!.text).toContain("within a working day");
  expect(all![0]!.text).toContain("112");
  expect(await unreadMessages(own), "she is not waited for with her own welcome").toBe(0);
  expect(await texts(own, threadId)).toHaveLength(1);
});

test("two people write a hundred messages each at once: all stored once, in one order for both", async () => {
  const { self, own, threadId } = await aThread(house);
  const sent: { ok: boolean }[] = [];
  // Ten of each at a time, and every tenth form of the client's is sent twice at once.
  for (let from = 0; from < 100; from += 10)
    sent.push(
      ...(await Promise.all(
        Array.from({ length: 10 }, (_, n) => from + n).flatMap((n) => {
          const key = newId();
          return [
            write(self, threadId, `from the client ${n}`, key),
            write(own, threadId, `from the therapist ${n}`),
            ...(n % 10 === 0 ? [write(self, threadId, `from the client ${n}`, key)] : []),
          ];
        }),
      )),
    );
  expect(sent.every(({ ok }) => ok)).toBe(true);
  const { rows } = await house.database.pool.query(
    "select last_number as last, answered_number as answered from threads where id = $1",
    [threadId],
  );
  expect(rows[0].last).toBe(201);
  const seen: string[] = [];
  let before: number | undefined;
  do {
    const page = await reads(own, threadId, before ? { before } : {});
    seen.unshift(...page!.map(({ number, text }) => `${number} ${text}`));
    before = page![0]!.number > 1 ? page![0]!.number : undefined;
  } while (before);
  expect(new Set(seen.map((line) => line.replace(/^\d+ /, ""))).size).toBe(201);
  expect(seen.map((line) => Number.parseInt(line, 10))).toEqual(Array.from({ length: 201 }, (_, n) => n + 1));
  expect((await reads(self, threadId))!.map(({ number, text }) => `${number} ${text}`)).toEqual(
    seen.slice(-50),
  );
}, 60_000);

test("a message is taken back within five minutes by whoever wrote it, keeps its place, and waits no more", async () => {
  const { practice, self, own, threadId } = await aThread(house);
  await granted(write(self, threadId, "one"));
  await granted(write(self, threadId, "two"));
  const [, one, two] = (await reads(self, threadId))!;
  expect(await takeBack(own, { threadId, messageId: one!.id })).toEqual({ ok: false, refusal: "not_found" });
  expect(await takeBack(self, { threadId, messageId: one!.id })).toEqual({ ok: true, value: undefined });
  expect(await texts(own, threadId)).toEqual([expect.any(String), null, "two"]);
  expect(await waitingWith(practice.ctx, practice.therapistId)).toMatchObject([{ count: 1 }]);
  house.clock.advance(5 * minute);
  expect(await takeBack(self, { threadId, messageId: two!.id })).toEqual({ ok: false, refusal: "too_late" });
  const number = 3;
  expect(await settleThread(own, { threadId, number: 2 })).toBe(true);
  expect(await waitingWith(practice.ctx, practice.therapistId)).toHaveLength(1);
  expect(await settleThread(own, { threadId, number })).toBe(true);
  expect(await waitingWith(practice.ctx, practice.therapistId)).toEqual([]);
});

test("what is unread is counted until it is read, and what was begun is kept until it is sent", async () => {
  const { self, own, threadId } = await aThread(house);
  expect(await unreadMessages(self)).toBe(1);
  await reads(self, threadId);
  await granted(write(own, threadId, "hello"));
  expect(await unreadMessages(self)).toBe(1);
  await reads(self, threadId);
  expect(await unreadMessages(self)).toBe(0);
  const found = (await findThread(self, threadId))!;
  const onceKey = newId();
  await keepDraft(self, { threadId, text: "Dear Tess", onceKey });
  expect(await ownDraft(self, found)).toMatchObject({ text: "Dear Tess" });
  expect(await ownDraft(own, found)).toBeNull();
  await granted(write(self, threadId, "Dear Tess,", onceKey));
  await keepDraft(self, { threadId, text: "Dear Tess, late", onceKey });
  expect(await ownDraft(self, found)).toBeNull();
});

test("merged, two threads are one in the order they were written; forgotten, nothing of them is left", async () => {
  const { practice, client, self, own, threadId } = await aThread(house);
  const other = await aClientOf(house, practice, "individual", ["self"]);
  await openOwnThreads(other.as("self"));
  const [theirs] = await ownThreads(other.as("self"));
  house.clock.advance(minute);
  await granted(write(self, threadId, "first"));
  house.clock.advance(minute);
  await granted(write(other.as("self"), theirs!.thread.id, "second"));
  house.clock.advance(minute);
  await granted(write(own, threadId, "third"));
  await keepDraft(other.as("self"), { threadId: theirs!.thread.id, text: "begun", onceKey: newId() });
  const merge = { from: other.clientId, to: client.clientId };
  await rehome(practice.ctx, merge);
  await inClients.rehome(practice.ctx, merge);
  expect((await texts(own, threadId))!.slice(2)).toEqual(["first", "second", "third"]);
  expect(await texts(other.as("self"), threadId)).toHaveLength(5);
  const found = (await findThread(other.as("self"), threadId))!;
  expect(await ownDraft(other.as("self"), found)).toMatchObject({ text: "begun" });
  await forget(practice.ctx, client.clientId);
  const { rows } = await house.database.pool.query(
    "select (select count(*)::int from threads where client_id = $1) + (select count(*)::int from thread_reads where thread_id = $2) as left",
    [client.clientId, threadId],
  );
  expect(rows).toEqual([{ left: 0 }]);
});
