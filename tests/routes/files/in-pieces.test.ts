import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#app/values/ids.ts";
import { chunkSize } from "#app/values/sealed-chunks.ts";
import { aWav } from "#tests/domain/files/a-storage.ts";
import type { TestPractice } from "#tests/support/practice.ts";
import { aForm, aHouseOfFiles, aPdf, filesIn, type Heard, type HouseOfFiles } from "./a-house-of-files.ts";

let house: HouseOfFiles;
let practice: TestPractice;
let therapist: string;
let stranger: Awaited<ReturnType<HouseOfFiles["aWriter"]>>;

beforeAll(async () => {
  house = await aHouseOfFiles();
  ({ practice, cookie: therapist } = await house.aPracticeAtWork(true));
  stranger = await house.aWriter(practice);
}, 120_000);
afterAll(() => house.close());

type Place = "the library" | "a therapist’s thread" | "a client’s thread";

/** Where a file may come piece by piece: its address, whose cookie, and the form that takes it in once it is there. */
async function at(place: Place) {
  if (place === "the library")
    return {
      cookie: therapist,
      uploads: "/practice/library/uploads",
      most: 300 * 1024 * 1024,
      finish: (brought: string) =>
        house.ask("/practice/library/new", {
          cookie: therapist,
          body: aForm({ kind: "worksheet", title: `Sheet ${brought}`, brought }, [], "file"),
        }),
      page: async (answer: Heard) => house.ask(answer.headers.get("location")!, { cookie: therapist }),
    };
  const writer = await house.aWriter(practice);
  const side = place === "a client’s thread" ? "client" : "practice";
  const cookie = side === "client" ? writer.cookie : therapist;
  const path = `/${side}/messages/${writer.threadId}`;
  return {
    cookie,
    uploads: `${path}/uploads`,
    most: 25 * 1024 * 1024,
    finish: (brought: string) =>
      house.ask(path, { cookie, body: aForm({ text: "With it", onceKey: newId(), brought }, []) }),
    page: () => house.ask(path, { cookie }),
  };
}

type There = Awaited<ReturnType<typeof at>>;
const named = (name: string) => `filename ${Buffer.from(name).toString("base64")}`;

const announce = ({ cookie, uploads }: There, length: string | number, name = "sheet.pdf") =>
  house.ask(uploads, {
    ...{ cookie, method: "POST" },
    headers: { "upload-length": String(length), "upload-metadata": named(name) },
  });

const piece = (
  { cookie }: Pick<There, "cookie">,
  address: string,
  offset: number | string,
  body: Uint8Array | ReadableStream,
  type = "application/offset+octet-stream",
) =>
  house.ask(address, {
    ...{ cookie, method: "PATCH" },
    headers: { "upload-offset": String(offset), "content-type": type },
    body: body instanceof ReadableStream ? body : new Uint8Array(body),
  });

async function offsetOf({ cookie }: Pick<There, "cookie">, address: string): Promise<number> {
  const { status, headers } = await house.ask(address, { cookie, method: "HEAD" });
  expect(status).toBe(200);
  expect(headers.get("tus-resumable")).toBe("1.0.0");
  expect(headers.get("cache-control")).toBe("no-store");
  return Number(headers.get("upload-offset"));
}

/** Bytes, and then the line is cut. */
function cutOff(bytes: Uint8Array): ReadableStream {
  const parts = [bytes];
  return new ReadableStream({
    pull(controller) {
      const next = parts.shift();
      if (next) controller.enqueue(next);
      else controller.error(new Error("the line was cut"));
    },
  });
}

describe.each<Place>(["the library", "a therapist’s thread", "a client’s thread"])("to %s", (place) => {
  test("a file comes in pieces, cut in the middle and resumed where it stopped, and is what was sent", async () => {
    const there = await at(place);
    const bytes = aPdf(5 * chunkSize + 123);
    const begun = await announce(there, bytes.length);
    expect(begun.status).toBe(201);
    const address = begun.headers.get("location")!;
    expect(address).toMatch(new RegExp(`^${there.uploads}/[0-9a-f-]{36}$`));
    expect(await offsetOf(there, address)).toBe(0);
    expect((await piece(there, address, 0, bytes.subarray(0, 2 * chunkSize))).status).toBe(204);
    await piece(there, address, 2 * chunkSize, cutOff(bytes.subarray(2 * chunkSize, 3 * chunkSize + 50)));
    const kept = await offsetOf(there, address);
    expect(kept % chunkSize).toBe(0);
    expect(kept).toBeGreaterThanOrEqual(2 * chunkSize);
    const last = await piece(there, address, kept, bytes.subarray(kept));
    expect([last.status, last.headers.get("upload-offset")]).toEqual([204, String(bytes.length)]);
    expect((await house.ask(address, { cookie: there.cookie, method: "HEAD" })).status).toBe(404);
    const id = address.split("/").at(-1)!;
    const taken = await there.finish(id);
    expect(taken.status).toBe(303);
    expect(filesIn(await there.page(taken))).toContain(id);
    const given = await house.ask(`/files/${id}`, { cookie: there.cookie });
    expect([given.status, given.bytes.equals(bytes)]).toEqual([200, true]);
  });

  test("a piece that begins somewhere else is answered 409, and one that is too long ends it", async () => {
    const there = await at(place);
    const bytes = aPdf(3 * chunkSize);
    const address = (await announce(there, bytes.length)).headers.get("location")!;
    await piece(there, address, 0, bytes.subarray(0, chunkSize));
    const elsewhere = await piece(there, address, 17, bytes.subarray(17));
    expect([elsewhere.status, elsewhere.text.includes("somewhere else")]).toEqual([409, true]);
    // What ends an arrival whose bytes stopped elsewhere is a new one.
    const again = (await announce(there, 100)).headers.get("location")!;
    const longer = await piece(there, again, 0, aPdf(101));
    expect([longer.status, longer.text.includes("too large")]).toEqual([422, true]);
    expect((await house.ask(again, { cookie: there.cookie, method: "HEAD" })).status).toBe(404);
  });

  test("what is too large, empty, or of no size is refused before anything comes", async () => {
    const there = await at(place);
    const heavy = await announce(there, there.most + 1);
    expect([heavy.status, heavy.text.includes("too large")]).toEqual([413, true]);
    expect((await announce(there, 0)).status).toBe(422);
    for (const length of ["", "-1", "1e3", "9".repeat(16), "0x10", "many"])
      expect((await announce(there, length)).status, length).toBe(400);
  });

  test("what it is is looked at: a page, a picture with its places in it, and half a PDF are refused and gone", async () => {
    const there = await at(place);
    for (const bytes of [
      Buffer.from(`<!doctype html><script>alert(1)</script>${" ".repeat(20_000)}`),
      Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), Buffer.alloc(20_000)]),
      Buffer.concat([Buffer.from("%PDF-1.7"), Buffer.alloc(20_000)]),
    ]) {
      const address = (await announce(there, bytes.length)).headers.get("location")!;
      expect((await piece(there, address, 0, bytes)).status).toBe(422);
      expect((await house.ask(address, { cookie: there.cookie, method: "HEAD" })).status).toBe(404);
    }
  });

  test("a request that is none of the protocol is answered 4xx and moves nothing", async () => {
    const there = await at(place);
    const address = (await announce(there, 500)).headers.get("location")!;
    for (const [offset, type, status] of [
      ["x", undefined, 400],
      ["-1", undefined, 400],
      ["", undefined, 400],
      ["0", "text/plain", 415],
      ["0", "multipart/form-data", 415],
    ] as const)
      expect((await piece(there, address, offset, aPdf(100), type)).status).toBe(status);
    for (const method of ["PUT", "POST"])
      expect((await house.ask(address, { cookie: there.cookie, method })).status).toBe(400);
    expect(await offsetOf(there, address)).toBe(0);
    expect((await house.ask(address, { cookie: there.cookie, method: "DELETE" })).status).toBe(204);
    expect((await house.ask(address, { cookie: there.cookie, method: "DELETE" })).status).toBe(404);
  });

  test("nobody else sees it come, adds to it or ends it", async () => {
    const there = await at(place);
    const bytes = aPdf(1_000);
    const address = (await announce(there, bytes.length)).headers.get("location")!;
    const id = address.split("/").at(-1)!;
    const theirs = `/client/messages/${stranger.threadId}/uploads/${id}`;
    for (const path of [address, theirs])
      for (const method of ["HEAD", "PATCH", "DELETE"]) {
        const headers = { "upload-offset": "0", "content-type": "application/offset+octet-stream" };
        const body = method === "PATCH" ? new Uint8Array(bytes) : null;
        const { status } = await house.ask(path, { cookie: stranger.cookie, method, headers, body });
        expect([303, 404], `${method} ${path}`).toContain(status);
      }
    expect(await offsetOf(there, address)).toBe(0);
  });

  test.each(["../../../etc/passwd", "\r\nX-Evil: 1", "\u202Efdp.exe", "<b>.pdf", "", "\0", "x".repeat(300)])(
    "a name like %j does no harm",
    async (name) => {
      const there = await at(place);
      const bytes = aPdf();
      const address = (await announce(there, bytes.length, name)).headers.get("location")!;
      expect((await piece(there, address, 0, bytes)).status).toBe(204);
      const id = address.split("/").at(-1)!;
      expect((await there.finish(id)).status).toBe(303);
      const { headers } = await house.ask(`/files/${id}`, { cookie: there.cookie });
      expect(headers.get("content-disposition")).toMatch(/^attachment; filename="[\w. -]+\.pdf"; /);
      expect(headers.get("x-evil")).toBeNull();
    },
  );
});

test("what was announced for the library is not gone on with in a thread, nor the other way round", async () => {
  const [library, thread] = [await at("the library"), await at("a therapist’s thread")];
  const bytes = aWav(200);
  const sound = (await announce(library, bytes.length)).headers.get("location")!.split("/").at(-1)!;
  const paper = (await announce(thread, 500)).headers.get("location")!.split("/").at(-1)!;
  expect((await piece(thread, `${thread.uploads}/${sound}`, 0, bytes)).status).toBe(404);
  expect((await piece(library, `${library.uploads}/${paper}`, 0, aPdf(500))).status).toBe(404);
  expect((await piece(library, `${library.uploads}/${sound}`, 0, bytes)).status).toBe(204);
});
