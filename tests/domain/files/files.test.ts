import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fileWords } from "#app/db/schema/files.ts";
import { type Ctx, privately } from "#app/domain/ctx.ts";
import { bring } from "#app/domain/files/bring.ts";
import { claim } from "#app/domain/files/claim.ts";
import { deleteBytes, dropFilesOf, sweepFiles } from "#app/domain/files/drop.ts";
import { forget } from "#app/domain/files/forget.ts";
import { filesOf, findFile, openFile } from "#app/domain/files/queries.ts";
import { rehome } from "#app/domain/files/rehome.ts";
import { beginArrival } from "#app/domain/files/resume.ts";
import { newId } from "#app/values/ids.ts";
import { chunkSize, chunksInPiece, sealedSize } from "#app/values/sealed-chunks.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aWav, aWorldOfFiles, everyKind, inParts, memoryStorage, whole } from "./a-storage.ts";

let house: TestHouse;
let practice: TestPractice;
let storage: ReturnType<typeof memoryStorage>;

beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterAll(() => house.close());
beforeEach(() => {
  storage = memoryStorage();
});

const wish = { room: "content", clientId: null, kinds: everyKind, name: "An evening.wav" } as const;

async function brought(bytes: Buffer, clientId: string | null = null) {
  const reply = await bring(practice.own, aWorldOfFiles(storage), {
    ...wish,
    clientId,
    bytes: inParts(bytes),
  });
  if (!reply.ok) throw new Error(reply.refusal);
  const file = await findFile(practice.own, reply.value.fileId);
  return file!;
}

async function read(fileId: string, span?: { from: number; until: number }): Promise<Buffer> {
  const file = await findFile(practice.own, fileId);
  return whole((await openFile(practice.own, aWorldOfFiles(storage), file!))!.read(span));
}

describe("what is brought", () => {
  test("comes back to the byte, and lies sealed: neither its bytes nor its name are anywhere in plain", async () => {
    const bytes = aWav(3 * chunkSize + 17);
    const file = await brought(bytes);
    expect(file).toMatchObject({ contentType: "audio/wav", size: bytes.length, ownerId: null });
    expect(await read(file.id)).toEqual(bytes);
    for (const [name, sealed] of storage.lying) {
      expect(name).toMatch(/^[0-9a-f-]{36}\/[0-9a-f-]{36}\/000000$/);
      expect(sealed.includes("WAVEfmt")).toBe(false);
      expect(sealed.includes(bytes.subarray(1000, 1064))).toBe(false);
    }
    const { rows } = await house.database.pool.query("select * from files where id = $1", [file.id]);
    expect(JSON.stringify(rows)).not.toContain("evening");
    const [words] = await privately(practice.own, null, ({ db }) =>
      db.select().from(fileWords).where(eq(fileWords.fileId, file.id)),
    );
    expect(Buffer.concat([words!.sealedName, words!.sealedKey]).includes("evening")).toBe(false);
  });

  test("is the practice's own where it is no client's: Postgres shows what it is called to nobody from elsewhere", async () => {
    const file = await brought(aWav(100));
    const elsewhere = await aPractice(house.house);
    const client = await practice.aClient();
    const shown = async (ctx: Ctx) =>
      (
        await privately(ctx, null, ({ db }) =>
          db.select().from(fileWords).where(eq(fileWords.fileId, file.id)),
        )
      ).length;
    expect([await shown(practice.own), await shown(client.ctx)]).toEqual([1, 1]);
    expect([await shown(elsewhere.own), await shown(practice.ctx)], "elsewhere, a visitor").toEqual([0, 0]);
  });

  test("any span of it is what a plain buffer gives, and touches only the chunks it needs", async () => {
    const bytes = aWav(chunksInPiece * chunkSize + 3 * chunkSize + 5);
    const file = await brought(bytes);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(3 * chunkSize), async (from, length) => {
        const until = Math.min(bytes.length, from + length + 1);
        storage.asked.length = 0;
        expect((await read(file.id, { from, until })).equals(bytes.subarray(from, until))).toBe(true);
        const fetched = storage.asked.reduce((sum, ask) => {
          const [a = 0, b = 0] = ask.split(" ")[1]!.split("-").map(Number);
          return sum + b - a;
        }, 0);
        const needed = Math.ceil(until / chunkSize) - Math.floor(from / chunkSize);
        expect(fetched).toBe(needed * sealedSize);
      }),
      { numRuns: 60 },
    );
  });

  test("of every size around the edges of chunks and pieces comes back whole", async () => {
    const edge = chunksInPiece * chunkSize;
    for (const size of [45, chunkSize - 1, chunkSize, chunkSize + 1, 2 * chunkSize, edge, edge + 1]) {
      const bytes = aWav(size - 44);
      expect((await read((await brought(bytes)).id)).equals(bytes)).toBe(true);
    }
  });
});

describe("bytes that were touched are refused", () => {
  async function touched(change: (sealed: Buffer) => Buffer) {
    const file = await brought(aWav(3 * chunkSize));
    const [name] = [...storage.lying.keys()].filter((key) => key.includes(file.id));
    storage.lying.set(name!, change(storage.lying.get(name!)!));
    return read(file.id);
  }
  test("one bit altered", async () => {
    await expect(
      touched((sealed) => Buffer.from(sealed.map((byte, at) => (at === 99 ? byte ^ 1 : byte)))),
    ).rejects.toThrow();
  });
  test("two chunks changed about", async () => {
    await expect(
      touched((sealed) =>
        Buffer.concat([
          sealed.subarray(sealedSize, 2 * sealedSize),
          sealed.subarray(0, sealedSize),
          sealed.subarray(2 * sealedSize),
        ]),
      ),
    ).rejects.toThrow();
  });
  test("the end cut off, at a chunk or within one", async () => {
    await expect(touched((sealed) => sealed.subarray(0, 2 * sealedSize))).rejects.toThrow();
    await expect(touched((sealed) => sealed.subarray(0, -1))).rejects.toThrow();
  });
  test("shortened in the row as well: the last chunk says that it is none", async () => {
    const file = await brought(aWav(3 * chunkSize));
    await house.database.pool.query("update files set size = $2 where id = $1", [file.id, 2 * chunkSize]);
    await expect(read(file.id)).rejects.toThrow();
  });
  test("another file's in its place", async () => {
    const [one, other] = [await brought(aWav(500)), await brought(aWav(500))];
    storage.lying.set(`${one.storedAs}/000000`, storage.lying.get(`${other.storedAs}/000000`)!);
    await expect(read(one.id)).rejects.toThrow();
  });
});

describe("what a file belongs to", () => {
  test("is said once, by who brought it, for whom it was brought", async () => {
    const [client, ownerId] = [await practice.aClient(), newId()];
    const file = await brought(aWav(100));
    const asked = { fileIds: [file.id], room: "content", clientId: null, ownerId } as const;
    const gone = { ok: false, refusal: "gone" };
    expect(await claim(client.ctx, asked)).toEqual(gone);
    expect(await claim(practice.own, { ...asked, clientId: client.clientId })).toEqual(gone);
    const theirs = await brought(aWav(100), client.clientId);
    expect(await claim(practice.own, { ...asked, fileIds: [theirs.id] })).toEqual(gone);
    expect(await claim(practice.own, { ...asked, room: "messaging" })).toEqual(gone);
    expect(await claim(practice.own, asked)).toMatchObject({ ok: true });
    expect(await claim(practice.own, { ...asked, ownerId: newId() })).toEqual(gone);
    expect(await filesOf(practice.own, [ownerId])).toMatchObject([{ id: file.id, name: "An evening.wav" }]);
  });

  test("goes, and the bytes go with it; a file that stands keeps them", async () => {
    const ownerId = newId();
    const [file, kept] = [await brought(aWav(100)), await brought(aWav(100))];
    await claim(practice.own, { fileIds: [file.id], room: "content", clientId: null, ownerId });
    await dropFilesOf(practice.own, ownerId);
    expect(await house.waiting()).toContainEqual(
      expect.objectContaining({ job: "delete_bytes", subjectId: file.id }),
    );
    const { practiceId } = practice.ctx;
    for (const subjectId of [file.id, file.id, kept.id])
      await deleteBytes(practice.ctx, aWorldOfFiles(storage), { practiceId, subjectId, sequence: 0 });
    expect([...storage.lying.keys()].filter((name) => name.includes(file.id))).toEqual([]);
    expect((await read(kept.id)).length).toBe(144);
  });

  test("was never said: swept after a day, and so is what never was all there", async () => {
    const orphan = await brought(aWav(100));
    const claimed = await brought(aWav(100));
    await claim(practice.own, { fileIds: [claimed.id], room: "content", clientId: null, ownerId: newId() });
    const arriving = await beginArrival(practice.own, { ...wish, size: 1_000 });
    house.clock.advance(23 * 3_600_000);
    await sweepFiles(house.house);
    expect(await findFile(practice.own, orphan.id)).not.toBeNull();
    house.clock.advance(2 * 3_600_000);
    await sweepFiles(house.house);
    expect(await findFile(practice.own, orphan.id)).toBeNull();
    expect(await findFile(practice.own, claimed.id)).not.toBeNull();
    const { rows } = await house.database.pool.query("select id from files where id = $1", [
      arriving.ok && arriving.value,
    ]);
    expect(rows).toEqual([]);
  });
});

test("a merged client's files open under the other's key, and a forgotten client's never again", async () => {
  const [kept, merged] = [await practice.aClient(), await practice.aClient()];
  const bytes = aWav(chunkSize);
  const file = await brought(bytes, merged.clientId);
  await rehome(practice.ctx, { from: merged.clientId, to: kept.clientId });
  await house.database.pool.query("delete from client_keys where client_id = $1", [merged.clientId]);
  expect((await read(file.id)).equals(bytes)).toBe(true);
  await forget(practice.ctx, kept.clientId);
  expect(await findFile(practice.own, file.id)).toBeNull();
  expect(await house.waiting()).toContainEqual(
    expect.objectContaining({ job: "delete_bytes", subjectId: file.id }),
  );
});
