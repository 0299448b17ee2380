import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findFile, openFile } from "#app/domain/files/queries.ts";
import { arrivalOf, beginArrival, goOn } from "#app/domain/files/resume.ts";
import { eicar } from "#app/domain/files/rules.ts";
import { chunkSize, chunksInPiece } from "#app/values/sealed-chunks.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aWav, aWorldOfFiles, cutAfter, inParts, memoryStorage, whole } from "./a-storage.ts";

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

const wish = { room: "content", clientId: null, name: "An evening.wav" } as const;

async function read(fileId: string): Promise<Buffer> {
  const file = await findFile(practice.own, fileId);
  return whole((await openFile(practice.own, aWorldOfFiles(storage), file!))!.read());
}

const size = chunksInPiece * chunkSize + 3 * chunkSize + 21;
const bytes = aWav(size - 44);
const begin = async () => {
  const reply = await beginArrival(practice.own, { ...wish, kinds: ["audio"], size });
  if (!reply.ok) throw new Error(reply.refusal);
  return reply.value;
};
const on = (fileId: string, offset: number, parts: AsyncIterable<Uint8Array>) =>
  goOn(practice.own, aWorldOfFiles(storage), { fileId, offset, bytes: parts, kinds: ["audio"] });

test("goes on where the line was cut, however often, and is the same in the end", async () => {
  const fileId = await begin();
  let cuts = 0;
  for (let offset = 0; offset < size; cuts += 1) {
    const rest = bytes.subarray(offset);
    const length = 700_000 + cuts * 131_072;
    const went = await on(fileId, offset, length < rest.length ? cutAfter(rest, length) : inParts(rest));
    if (!went?.ok) throw new Error(went?.refusal);
    expect(went.value.offset).toBeGreaterThan(offset);
    offset = went.value.offset;
    expect((await arrivalOf(practice.own, fileId))?.offset ?? size).toBe(offset);
  }
  expect(cuts).toBeGreaterThan(2);
  expect((await read(fileId)).equals(bytes)).toBe(true);
});

test("that a dying process left in the middle of a piece goes on from the last that was safely away", async () => {
  const fileId = await begin();
  const dies = async function* () {
    yield* inParts(bytes.subarray(0, size - 10));
    await new Promise(() => {}); // The process is gone: nothing after this is ever done.
  };
  void on(fileId, 0, dies());
  await expect
    .poll(async () => (await arrivalOf(practice.own, fileId))?.offset)
    .toBe(chunksInPiece * chunkSize);
  const offset = (await arrivalOf(practice.own, fileId))!.offset;
  expect(await on(fileId, offset, inParts(bytes.subarray(offset)))).toMatchObject({ ok: true });
  expect((await read(fileId)).equals(bytes)).toBe(true);
});

test("what would harm is found although it came in two halves, each by a request of its own", async () => {
  const hidden = Buffer.from(bytes);
  const at = chunkSize * 5;
  hidden.write(eicar, at - 20, "latin1");
  const fileId = await begin();
  const went = await on(fileId, 0, cutAfter(hidden, at));
  if (!went?.ok) throw new Error(went?.refusal);
  expect(went.value.offset).toBe(at);
  expect(await on(fileId, at, inParts(hidden.subarray(at)))).toEqual({ ok: false, refusal: "harmful" });
  expect(await findFile(practice.own, fileId)).toBeNull();
});

test("is asked from where it stopped, by who brings it, and may not be more than it said", async () => {
  const fileId = await begin();
  expect(await on(fileId, 64, inParts(bytes))).toEqual({ ok: false, refusal: "elsewhere" });
  const other = await aPractice(house.house);
  expect(await arrivalOf(other.own, fileId)).toBeNull();
  const client = await practice.aClient();
  expect(await arrivalOf(client.ctx, fileId)).toBeNull();
  const more = Buffer.concat([bytes, Buffer.alloc(99)]);
  expect(await on(fileId, 0, inParts(more))).toEqual({ ok: false, refusal: "heavy" });
  expect(await arrivalOf(practice.own, fileId)).toBeNull();
});

test("that says two gigabytes is refused before a byte of it came", async () => {
  const reply = await beginArrival(practice.own, { ...wish, kinds: ["audio"], size: 2 * 1024 ** 3 });
  expect(reply).toEqual({ ok: false, refusal: "heavy" });
});
