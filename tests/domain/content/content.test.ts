import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addItem } from "#app/domain/content/add-item.ts";
import { giveEverybody, keepFromEverybody, putAway } from "#app/domain/content/change-item.ts";
import { forget } from "#app/domain/content/forget.ts";
import { give, takeBack } from "#app/domain/content/give.ts";
import { markSeen } from "#app/domain/content/mark-seen.ts";
import { hasOwnFile, ownContent, ownItem } from "#app/domain/content/own.ts";
import { hasFileWithin, holdersOf, itemWithin, library } from "#app/domain/content/reach.ts";
import { rehome } from "#app/domain/content/rehome.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { bring } from "#app/domain/files/bring.ts";
import { mailClientContent, notifyClientContent } from "#app/domain/notifications/mail-content.ts";
import { aWav, aWorldOfFiles, inParts } from "#tests/domain/files/a-storage.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
const world = aWorldOfFiles();

beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  practice = await aPractice(house.house);
});

type Client = Awaited<ReturnType<TestPractice["aClient"]>>;
const asks = (client: Client) => client.ctx as ClientCtx;

async function aRecording() {
  const wish = { room: "content", clientId: null, kinds: ["audio"], name: "Evening.wav" } as const;
  const brought = await bring(practice.own, world, { ...wish, bytes: inParts(aWav(24_000)) });
  if (!brought.ok) throw new Error(brought.refusal);
  const words = { title: "Evening", words: "Lie down.", transcript: "Breathe.", url: "" };
  const { therapistId } = practice;
  const added = await addItem(practice.own, world, {
    therapistId,
    kind: "audio",
    ...words,
    fileId: brought.value.fileId,
  });
  if (!added?.ok) throw new Error(added?.refusal);
  return { id: added.value.id, fileId: brought.value.fileId };
}

const now = (client: Client) => ({ clientIds: [client.clientId], bookingId: null, from: house.clock.now });
const stage = (client: Client, to: string) =>
  house.database.pool.query(
    "update care_relationships set stage = $2, ended_at = case when $2 = 'ended' then $3::timestamptz end where client_id = $1",
    [client.clientId, to, house.clock.now],
  );

test("how long a recording is, is read from its bytes, and what holds no sound is none", async () => {
  const { id } = await aRecording();
  expect(await itemWithin(practice.own, id)).toMatchObject({ duration: 3, title: "Evening" });
  const wish = { therapistId: practice.therapistId, title: "x", words: "", transcript: "", fileId: null };
  const add = (more: { kind: "link" | "audio"; url: string }) =>
    addItem(practice.own, world, { ...wish, ...more });
  expect(await add({ kind: "audio", url: "" })).toEqual({ ok: false, refusal: "no_file" });
  for (const url of [
    "http://a.example",
    "javascript:alert(1)",
    "https://u:p@a.example",
    "https://localhost",
    "",
  ])
    expect(await add({ kind: "link", url })).toEqual({ ok: false, refusal: "no_link" });
  expect(await add({ kind: "link", url: "https://a.example/b" })).toMatchObject({ ok: true });
});

describe("doors, by the stage of care, from the client's side by feed, page and file", () => {
  async function sees(client: Client, { id, fileId }: { id: string; fileId: string }) {
    const ctx = asks(client);
    const [feed, item, file] = [await ownContent(ctx), await ownItem(ctx, id), await hasOwnFile(ctx, fileId)];
    const answers = [feed.some((one) => one.id === id), item !== null, file];
    expect(new Set(answers).size).toBe(1);
    return file;
  }

  test("what is for everybody from the first call on, what was given once they begin, and what they had stays", async () => {
    const [everybodys, given, later] = [await aRecording(), await aRecording(), await aRecording()];
    await giveEverybody(practice.own, everybodys.id, house.clock.now);
    const client = await practice.aClient();
    expect(await give(practice.own, given.id, now(client))).toEqual({ ok: false, refusal: "not_theirs" });
    expect([await sees(client, everybodys), await sees(client, given)]).toEqual([true, false]);
    await client.begin();
    expect(await give(practice.own, given.id, now(client))).toEqual({ ok: true, value: 1 });
    for (const to of ["intake", "ongoing"]) {
      await stage(client, to);
      expect([await sees(client, everybodys), await sees(client, given)]).toEqual([true, true]);
    }
    await stage(client, "ended");
    house.clock.advance(60_000);
    await giveEverybody(practice.own, later.id, house.clock.now);
    expect(await give(practice.own, later.id, now(client))).toEqual({ ok: false, refusal: "not_theirs" });
    expect([await sees(client, everybodys), await sees(client, given), await sees(client, later)]).toEqual([
      true,
      true,
      false,
    ]);
    await stage(client, "discovery");
    expect(await sees(client, given)).toBe(false);
  });

  test("not before its day, not after it was taken back, and never a stranger, a guardian or another practice", async () => {
    const item = await aRecording();
    const [client, other] = [await practice.aClient(), await practice.aClient()];
    for (const one of [client, other]) await one.begin();
    const from = new Date(house.clock.now.getTime() + 60_000);
    await give(practice.own, item.id, { ...now(client), from });
    expect(await sees(client, item)).toBe(false);
    house.clock.advance(60_000);
    expect(await sees(client, item)).toBe(true);
    expect(await sees(other, item)).toBe(false);
    await house.database.pool.query(
      "update participants set role = 'guardian', is_alone = false where client_id = $1",
      [client.clientId],
    );
    expect(await sees(client, item)).toBe(false);
    await house.database.pool.query("update participants set role = 'self' where client_id = $1", [
      client.clientId,
    ]);
    const foreign = await aPractice(house.house);
    expect(await itemWithin(foreign.own, item.id)).toBeNull();
    expect(await hasFileWithin(foreign.own, item.fileId)).toBe(false);
    expect(await hasFileWithin(practice.own, item.fileId)).toBe(true);
    expect(await takeBack(foreign.own, item.id, client.clientId)).toBe(false);
    expect(await takeBack(practice.own, item.id, client.clientId)).toBe(true);
    expect(await sees(client, item)).toBe(false);
  });

  test("put away, who has it keeps it and nobody new gets it", async () => {
    const item = await aRecording();
    const old = await practice.aClient();
    await giveEverybody(practice.own, item.id, house.clock.now);
    house.clock.advance(1_000);
    await putAway(practice.own, item.id);
    house.clock.advance(1_000);
    const young = await practice.aClient();
    await house.database.pool.query("update care_relationships set created_at = $2 where client_id = $1", [
      young.clientId,
      house.clock.now,
    ]);
    await house.database.pool.query("update care_relationships set created_at = $2 where client_id = $1", [
      old.clientId,
      new Date(house.clock.now.getTime() - 9_000),
    ]);
    expect([await sees(old, item), await sees(young, item)]).toEqual([true, false]);
    await young.begin();
    expect(await give(practice.own, item.id, now(young))).toEqual({ ok: false, refusal: "put_away" });
    await keepFromEverybody(practice.own, item.id);
    expect(await sees(old, item)).toBe(false);
  });
});

test("that somebody has seen it, how far they came, and that who only looks leaves no mark", async () => {
  const item = await aRecording();
  const client = await practice.aClient();
  await client.begin();
  await give(practice.own, item.id, now(client));
  const looking: ClientCtx = {
    ...asks(client),
    actor: { ...asks(client).actor, only: { clientId: client.clientId, therapistId: null } },
  };
  expect(await markSeen(looking, item.id)).toBe(true);
  expect(await library(practice.own, { kind: null, search: "even", isPutAway: false })).toMatchObject([
    { shares: 1, seen: 0 },
  ]);
  await markSeen(asks(client), item.id);
  await markSeen(asks(client), item.id, { position: 2 });
  expect(await ownItem(asks(client), item.id)).toMatchObject({ position: 2 });
  await markSeen(asks(client), item.id, { position: 9_999, isFinished: true });
  const found = await itemWithin(practice.own, item.id);
  expect(await holdersOf(practice.own, found!)).toMatchObject([
    { isFinished: true, seenAt: house.clock.now },
  ]);
  expect(await markSeen(asks(await practice.aClient()), item.id)).toBe(false);
});

test("they are told once its day has come that there is something, and never what it is", async () => {
  const item = await aRecording();
  const client = await practice.aClient();
  await client.begin();
  await give(practice.own, item.id, now(client));
  const { rows } = await house.database.pool.query("select id from content_shares where client_id = $1", [
    client.clientId,
  ]);
  const subject = { practiceId: practice.ctx.practiceId, subjectId: rows[0].id as string, sequence: 0 };
  const sent: { subject: string; text: string; html: string }[] = [];
  const letters = {
    mail: {
      from: "hello@selvage.test",
      resend: {
        hand: async (letter: { subject: string; text: string; html: string }) => {
          sent.push(letter);
          return { outcome: "sent" as const, id: "1" };
        },
      },
    },
  };
  const job = { ...practice.ctx, actor: { kind: "system", job: "mail_client_content" } as const };
  for (const _ of [1, 2]) {
    await mailClientContent(job, letters, subject);
    await notifyClientContent(job, letters, subject);
  }
  expect(sent).toHaveLength(1);
  expect(JSON.stringify(sent)).not.toMatch(/Evening|Breathe|Lie down|audio/i);
  const told = await house.database.pool.query("select kind from notifications where subject_id = $1", [
    subject.subjectId,
  ]);
  expect(told.rows).toEqual([{ kind: "content.given" }]);
  await takeBack(practice.own, item.id, client.clientId);
  await give(practice.own, item.id, now(client));
  await mailClientContent(job, letters, subject);
  expect(sent).toHaveLength(1);
});

test("what a client has goes with a merge, once, and is forgotten with them", async () => {
  const [item, both] = [await aRecording(), await aRecording()];
  const [from, to] = [await practice.aClient(), await practice.aClient()];
  for (const one of [from, to]) await one.begin();
  await give(practice.own, item.id, now(from));
  for (const one of [from, to]) {
    await give(practice.own, both.id, now(one));
    await markSeen(asks(one), both.id);
  }
  await rehome(practice.ctx, { from: from.clientId, to: to.clientId });
  expect((await ownContent(asks(to))).map(({ id }) => id).sort()).toEqual([item.id, both.id].sort());
  await forget(practice.ctx, to.clientId);
  const { rows } = await house.database.pool.query("select 1 from content_shares where client_id = any($1)", [
    [from.clientId, to.clientId],
  ]);
  expect(rows).toEqual([]);
});
