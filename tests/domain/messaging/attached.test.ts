import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ClientCtx, Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { bring } from "#app/domain/files/bring.ts";
import { findFile, openFile } from "#app/domain/files/queries.ts";
import * as inFiles from "#app/domain/files/rehome.ts";
import { noteOpened, threadOfFile } from "#app/domain/messaging/attached.ts";
import type { ReaderCtx } from "#app/domain/messaging/find.ts";
import { forget } from "#app/domain/messaging/forget.ts";
import { ownWords } from "#app/domain/messaging/hand-over.ts";
import { ownThreads } from "#app/domain/messaging/lists.ts";
import { rehome } from "#app/domain/messaging/rehome.ts";
import { takeBack } from "#app/domain/messaging/take-back.ts";
import { writeMessage } from "#app/domain/messaging/write.ts";
import { openOwnThreads } from "#app/domain/notifications/welcome-thread.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aWorldOfFiles, inParts, memoryStorage, whole } from "#tests/domain/files/a-storage.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aMember } from "#tests/support/practice.ts";
import { aThread, reads } from "./a-thread.ts";

let house: TestHouse;
let storage = memoryStorage();
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());
beforeEach(() => {
  storage = memoryStorage();
});

const aPdf = Buffer.from("%PDF-1.7\nquetzal of the pages\n%%EOF");

/** Bring a PDF for a client's thread. */
async function brought(ctx: ReaderCtx, clientId: string, name = "quetzal letter.pdf"): Promise<string> {
  const wish = { room: "messaging", clientId, kinds: ["pdf"], name, bytes: inParts(aPdf) } as const;
  return (await granted(bring(ctx, aWorldOfFiles(storage), wish))).fileId;
}

/** Send one with it; gives the file's id. */
async function sent(ctx: ReaderCtx, threadId: string, clientId: string, text = "with it"): Promise<string> {
  const id = await brought(ctx, clientId);
  await granted(writeMessage(ctx, { threadId, text, onceKey: newId(), fileIds: [id] }));
  return id;
}

async function mayHave(ctx: ReaderCtx, fileId: string): Promise<boolean> {
  const file = await findFile(ctx, fileId);
  return file !== null && (await threadOfFile(ctx, file)) !== null;
}

const opened = async (ctx: Ctx, fileId: string) =>
  whole((await openFile(ctx, aWorldOfFiles(storage), (await findFile(ctx, fileId))!))!.read());

test("what comes with a message is named beneath it for both, and is had by whoever may read its thread and by nobody else", async () => {
  const { practice, client, self, own, threadId } = await aThread(house, "family", [
    "self",
    "partner",
    "guardian",
    "payer",
  ]);
  const stranger = await aClientOf(house, practice, "individual", ["self"]);
  const id = await sent(self, threadId, client.clientId);
  for (const ctx of [self, own, client.as("partner")]) {
    expect((await reads(ctx, threadId))!.at(-1)!.files).toMatchObject([
      { id, name: "quetzal letter.pdf", contentType: "application/pdf", size: aPdf.length },
    ]);
    expect(await mayHave(ctx, id)).toBe(true);
  }
  const as = (wish: Parameters<typeof aMember>[1]): MemberCtx => ({
    ...practice.ctx,
    actor: aMember(practice.ctx.practiceId, wish),
  });
  const looking: ClientCtx = {
    ...self,
    actor: { ...self.actor, only: { clientId: client.clientId, therapistId: null } },
  };
  for (const ctx of [
    client.as("guardian"),
    client.as("payer"),
    stranger.as("self"),
    looking,
    as({ therapistId: newId() }),
    as({ roles: ["scheduler"] }),
    as({ roles: ["biller"] }),
    as({ roles: ["owner"] }),
    as({ roles: ["supervisor"], supervises: [practice.therapistId] }),
  ]) {
    expect(await mayHave(ctx, id), JSON.stringify(ctx.actor)).toBe(false);
    const file = (await findFile(ctx, id))!;
    expect(await openFile(ctx, aWorldOfFiles(storage), file), "Postgres alone, no room asked").toBeNull();
  }
  expect(await findBroken(house.database.pool, { secrets: ["quetzal"] })).toEqual([]);
  expect([...storage.lying.values()].some((bytes) => bytes.includes("quetzal"))).toBe(false);
});

test("a file in a thread apart is not a partner’s; who opened it is noted for its person and not for the other", async () => {
  const { client, own, threadId } = await aThread(house, "couple", ["self", "partner"]);
  const { openApart } = await import("#app/domain/messaging/apart.ts");
  const { recordAccess } = await import("#app/domain/privacy/record-access.ts");
  const { rows } = await house.database.pool.query(
    "select id from participants where client_id = $1 and role = 'partner'",
    [client.clientId],
  );
  const apart = await openApart(own, { threadId, participantId: rows[0].id });
  const id = await sent(client.as("partner"), apart!.id, client.clientId);
  expect(await mayHave(client.as("partner"), id)).toBe(true);
  expect(await mayHave(own, id)).toBe(true);
  expect(await mayHave(client.as("self"), id)).toBe(false);
  const file = (await findFile(own, id))!;
  for (const ctx of [own, client.as("partner")])
    await noteOpened(ctx, (await threadOfFile(ctx, file))!, file);
  const looksOf = async (role: "self" | "partner") =>
    (await recordAccess(client.as(role), { count: 50, before: null })).looks.filter(
      ({ name }) => name === "file.read",
    );
  expect(await looksOf("partner")).toMatchObject([{ name: "file.read", isTherapist: true }]);
  expect(await looksOf("self")).toEqual([]);
});

test("only one’s own file goes with a message, brought for that client, once, all of them or none; sent twice it is one message", async () => {
  const { practice, client, self, own, threadId } = await aThread(house);
  const other = await aClientOf(house, practice, "individual", ["self"]);
  const gone = { ok: false, refusal: "gone" };
  const before = (await reads(self, threadId))!.length;
  const mine = await brought(self, client.clientId);
  const hers = await brought(own, client.clientId);
  const elsewhere = await brought(own, other.clientId);
  for (const [ctx, fileIds] of [
    [self, [mine, hers]],
    [own, [elsewhere]],
    [self, [newId()]],
    [self, ["no id"]],
  ] as const)
    expect(await writeMessage(ctx, { threadId, text: "x", onceKey: newId(), fileIds })).toEqual(gone);
  expect((await reads(self, threadId))!.length).toBe(before);
  const wish = { threadId, text: "", onceKey: newId(), fileIds: [mine] };
  expect(await writeMessage(self, wish)).toEqual(await writeMessage(self, wish));
  expect((await reads(self, threadId))!.slice(before)).toMatchObject([{ text: "", files: [{ id: mine }] }]);
  expect(await writeMessage(self, { ...wish, onceKey: newId() })).toEqual(gone);
});

test("taken back, a message takes its files with it; another’s stay", async () => {
  const { client, self, own, threadId } = await aThread(house);
  const [back, stays] = [
    await sent(self, threadId, client.clientId),
    await sent(self, threadId, client.clientId),
  ];
  const message = (await reads(self, threadId))!.find(({ files }) => files.some(({ id }) => id === back))!;
  await granted(takeBack(self, { threadId, messageId: message.id }));
  expect([await mayHave(own, back), await mayHave(self, back), await mayHave(own, stays)]).toEqual([
    false,
    false,
    true,
  ]);
  expect(await house.waiting()).toContainEqual(
    expect.objectContaining({ job: "delete_bytes", subjectId: back }),
  );
  expect((await reads(own, threadId))!.flatMap(({ files }) => files)).toHaveLength(1);
});

test("a person takes along what came with their messages, by name and address", async () => {
  const { client, self, own, threadId } = await aThread(house);
  const id = await sent(own, threadId, client.clientId, "for you");
  const [thread] = await ownWords(self);
  expect(thread!.messages.at(-1)).toMatchObject({
    text: "for you",
    files: [{ name: "quetzal letter.pdf", contentType: "application/pdf", bytes: aPdf.length }],
  });
  expect(thread!.messages.at(-1)!.files[0]!.address).toBe(`http://localhost:3000/files/${id}`);
});

test("merged, files go on with their messages under the other’s key; forgotten, none is left", async () => {
  const { practice, client, self, own, threadId } = await aThread(house);
  const other = await aClientOf(house, practice, "individual", ["self"]);
  await openOwnThreads(other.as("self"));
  const [theirs] = await ownThreads(other.as("self"));
  const id = await sent(other.as("self"), theirs!.thread.id, other.clientId);
  const merge = { from: other.clientId, to: client.clientId };
  await rehome(practice.ctx, merge);
  await inFiles.rehome(practice.ctx, merge);
  await house.database.pool.query("delete from client_keys where client_id = $1", [other.clientId]);
  for (const ctx of [self, own]) {
    expect(await mayHave(ctx, id)).toBe(true);
    expect((await reads(ctx, threadId))!.flatMap(({ files }) => files)).toMatchObject([
      { id, name: "quetzal letter.pdf" },
    ]);
  }
  expect((await opened(own, id)).equals(aPdf)).toBe(true);
  await forget(practice.ctx, client.clientId);
  expect(await findFile(practice.ctx, id)).toBeNull();
});
