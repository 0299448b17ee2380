import { afterAll, beforeAll, expect, test } from "vitest";
import { moveOn } from "#app/domain/clients/move-on.ts";
import * as inClients from "#app/domain/clients/rehome.ts";
import type { ClientCtx, Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { apartFrom, openApart } from "#app/domain/messaging/apart.ts";
import { keepDraft, ownDraft } from "#app/domain/messaging/draft.ts";
import { findThread, type ReaderCtx } from "#app/domain/messaging/find.ts";
import { ownWords } from "#app/domain/messaging/hand-over.ts";
import { ownThreads, unreadMessages } from "#app/domain/messaging/lists.ts";
import { newestNumber, readsOf } from "#app/domain/messaging/read.ts";
import { rehome } from "#app/domain/messaging/rehome.ts";
import { otherSideOf, toldOf } from "#app/domain/messaging/told.ts";
import { openOwnThreads } from "#app/domain/notifications/welcome-thread.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aMember } from "#tests/support/practice.ts";
import { aThread, texts, write } from "./a-thread.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const personIn = async (clientId: string, role: string): Promise<string> => {
  const { rows } = await house.database.pool.query(
    "select id from participants where client_id = $1 and role = $2",
    [clientId, role],
  );
  return rows[0].id;
};

/** A couple with its joint thread, and a thread apart for each of the two. */
async function aCouple(kind: "couple" | "family" = "couple") {
  const couple = await aThread(house, kind, ["self", "partner"]);
  const { client, threadId, self } = couple;
  const partner = client.as("partner");
  const open = async (ctx: ReaderCtx, role: string) =>
    (await openApart(ctx, { threadId, participantId: await personIn(client.clientId, role) }))!.id;
  return { ...couple, partner, lenas: await open(self, "self"), maxs: await open(partner, "partner") };
}

test("each of a couple has a thread apart, opened once whoever opens it, from either side and at the same moment", async () => {
  const { client, self, own, threadId } = await aThread(house, "couple", ["self", "partner"]);
  const [me, max] = [await personIn(client.clientId, "self"), await personIn(client.clientId, "partner")];
  const many = await Promise.all(
    [self, own, self, own].map((ctx) => openApart(ctx, { threadId, participantId: me })),
  );
  expect(new Set(many.map((one) => one?.id)).size).toBe(1);
  const joint = (await findThread(own, threadId))!;
  expect(await apartFrom(own, joint)).toMatchObject([
    { participantId: me, threadId: many[0]!.id },
    { participantId: max, threadId: null },
  ]);
  expect(await apartFrom(self, (await findThread(self, threadId))!)).toMatchObject([{ participantId: me }]);
  const { rows } = await house.database.pool.query(
    "select count(*)::int as n from events where name = 'thread.opened' and subject_id = $1",
    [many[0]!.id],
  );
  expect(rows).toEqual([{ n: 1 }]);
});

test("what one of them writes apart, the other neither reads, counts, hears of, nor finds in what they take along", async () => {
  const { self, partner, own, threadId, lenas, maxs } = await aCouple();
  await granted(write(self, lenas, "canary of hers"));
  await granted(write(own, lenas, "canary for her"));
  await granted(write(partner, maxs, "canary of his"));
  const before = await unreadMessages(partner);
  await granted(write(own, lenas, "canary again"));
  expect(await unreadMessages(partner)).toBe(before);
  for (const [ctx, theirs, others] of [
    [self, lenas, maxs],
    [partner, maxs, lenas],
  ] as const) {
    expect(await texts(ctx, theirs)).not.toHaveLength(0);
    expect(await texts(ctx, others)).toBeUndefined();
    expect(await newestNumber(ctx, others)).toBeNull();
    expect(await write(ctx, others, "x")).toEqual({ ok: false, refusal: "not_found" });
    expect(await keepDraft(ctx, { threadId: others, text: "x", onceKey: newId() })).toBe(false);
    expect((await ownThreads(ctx)).map(({ thread }) => thread.id).sort()).toEqual([threadId, theirs].sort());
  }
  const his = JSON.stringify(await ownWords(partner));
  expect(his).toContain("canary of his");
  expect(his).not.toContain("hers");
  expect(his).not.toContain("for her");
  expect(await texts(own, lenas)).toEqual(["canary of hers", "canary for her", "canary again"]);
  expect(await findBroken(house.database.pool, { secrets: ["canary of", "canary for"] })).toEqual([]);
});

test("of a message apart only its own person is told, of a joint one both; what was begun is its writer’s", async () => {
  const { practice, client, partner, self, own, threadId, lenas } = await aCouple();
  const job: Ctx = { ...practice.ctx, actor: { kind: "system", job: "mail_message_waits" } };
  const toldAbout = async (thread: string, number: number) => {
    const told = (await toldOf(job, thread, number))!;
    return (await otherSideOf(job, told)).map(({ participantId }) => participantId).sort();
  };
  const [me, max] = [await personIn(client.clientId, "self"), await personIn(client.clientId, "partner")];
  const { number: apart } = await granted(write(own, lenas, "for her"));
  const { number: joint } = await granted(write(own, threadId, "for both"));
  expect(await toldAbout(lenas, apart)).toEqual([me]);
  expect(await toldAbout(threadId, joint)).toEqual([me, max].sort());
  await keepDraft(self, { threadId: lenas, text: "begun", onceKey: newId() });
  expect(await ownDraft(own, (await findThread(own, lenas))!)).toBeNull();
  expect(await ownDraft(self, (await findThread(self, lenas))!)).toMatchObject({ text: "begun" });
  await texts(partner, threadId);
  expect(await readsOf(practice.ctx, lenas, [partner.actor.userId])).toEqual([]);
});

test("nobody opens one for another, from another’s thread, from one apart, for who does not write, or where there is one person", async () => {
  const { client, self, partner, own, practice, threadId, lenas } = await aCouple("family");
  const stranger = await aClientOf(house, practice, "couple", ["self", "partner"]);
  const [me, max] = [await personIn(client.clientId, "self"), await personIn(client.clientId, "partner")];
  const desk: MemberCtx = {
    ...practice.ctx,
    actor: aMember(practice.ctx.practiceId, { roles: ["scheduler"] }),
  };
  for (const [ctx, asked] of [
    [self, { threadId, participantId: max }],
    [partner, { threadId, participantId: me }],
    [self, { threadId: lenas, participantId: me }],
    [own, { threadId: lenas, participantId: max }],
    [own, { threadId, participantId: await personIn(stranger.clientId, "self") }],
    [stranger.as("self"), { threadId, participantId: me }],
    [own, { threadId, participantId: newId() }],
    [own, { threadId, participantId: "no id" }],
    [desk, { threadId, participantId: max }],
  ] as const)
    expect(await openApart(ctx, asked)).toBeNull();
  const alone = await aThread(house);
  const participantId = await personIn(alone.client.clientId, "self");
  expect(await openApart(alone.own, { threadId: alone.threadId, participantId })).toBeNull();
  const child = await aThread(house, "family", ["self", "guardian", "payer"]);
  for (const role of ["guardian", "payer"])
    expect(
      await openApart(child.own, {
        threadId: child.threadId,
        participantId: await personIn(child.client.clientId, role),
      }),
    ).toBeNull();
});

test("it opens and closes with the stage of care, like the joint one", async () => {
  const { practice, client, self, lenas } = await aCouple();
  const { clientId } = client;
  await granted(moveOn(practice.ctx, { clientId, therapistId: practice.therapistId, to: "ended" }));
  house.clock.advance(31 * 86_400_000);
  expect(await write(self, lenas, "late")).toEqual({ ok: false, refusal: "ended" });
  expect(await texts(self, lenas)).toEqual([]);
});

test("when somebody who came alone joins a partner, what they wrote becomes theirs apart and is never shown to the partner", async () => {
  const { practice, client, own, partner } = await aThread(house, "couple", ["self", "partner"]).then(
    (couple) => ({ ...couple, partner: couple.client.as("partner") }),
  );
  const single = await aClientOf(house, practice, "individual", ["self"]);
  const me: ClientCtx = single.as("self");
  await openOwnThreads(me);
  const [before] = await ownThreads(me);
  await granted(write(me, before!.thread.id, "canary of before"));
  const merge = { from: single.clientId, to: client.clientId };
  await rehome(practice.ctx, merge);
  await inClients.rehome(practice.ctx, merge);
  const apart = (await ownThreads(me)).find(({ person }) => person !== null)!;
  expect(await texts(me, apart.thread.id)).toContain("canary of before");
  expect(await texts(own, apart.thread.id)).toContain("canary of before");
  expect(await texts(partner, apart.thread.id)).toBeUndefined();
  for (const { thread } of await ownThreads(partner))
    expect(await texts(partner, thread.id)).not.toContain("canary of before");
});
