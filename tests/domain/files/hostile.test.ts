import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { bring } from "#app/domain/files/bring.ts";
import { eicar } from "#app/domain/files/rules.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aWav, aWorldOfFiles, everyKind, inParts, memoryStorage } from "./a-storage.ts";

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

const take = (bytes: Buffer, name: string, part = 10_000) =>
  bring(practice.own, aWorldOfFiles(storage), {
    ...{ room: "content", clientId: null, kinds: everyKind, name },
    bytes: inParts(bytes, part),
  });

const script = "<script>alert(document.cookie)</script>";
const disguised = [
  `<!doctype html>${script}`,
  `<html><body onload="alert(1)">`,
  `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
  `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`,
  `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>`,
  "alert(1)",
  "#!/bin/sh\nrm -rf ~\n",
  "<?php system($_GET['c']); ?>",
  `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${eicar}$H+H*`,
  "MZ\u0090\u0000\u0003\u0000\u0000\u0000",
  "\u007fELF\u0002\u0001\u0001\u0000",
  "PK\u0003\u0004\u0014\u0000\u0000\u0000",
  "GIF89a/*\u0000*/=1;alert(1)",
  "Rar!\u001a\u0007\u0001\u0000",
  "\u001f\u008b\u0008\u0000\u0000\u0000\u0000\u0000",
  "\u0000",
  " ",
  "%PD",
  "RIFF",
  "\u0089PNG",
].map((text) => Buffer.from(text, "latin1"));
const endings = ["pdf", "png", "jpg", "wav", "mp3", "webp", "m4a", "html", "pdf.exe", "svg"];

/** A picture that says it is so wide and high, and brings so many bytes that unpack to nothing. */
function aPng(side: number, unpacked: number): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(content.length);
    head.write(type, 4, "latin1");
    return Buffer.concat([head, content, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\u0089PNG\r\n\u001a\n", "latin1"),
    ...[chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.alloc(unpacked)))],
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

test("two hundred files that are not what they are called are refused, and nothing of them is laid down", async () => {
  for (const bytes of disguised)
    for (const ending of endings) {
      const reply = await take(bytes, `worksheet.${ending}`);
      expect([bytes.toString("latin1"), ending, reply.ok]).toEqual([bytes.toString("latin1"), ending, false]);
    }
  expect(disguised.length * endings.length).toBe(200);
  expect(storage.lying.size).toBe(0);
});

test("an empty one is refused as empty", async () => {
  expect(await take(Buffer.alloc(0), "a.pdf")).toEqual({ ok: false, refusal: "empty" });
});

test("a picture that unpacks to a hundred megabytes, or says it is a mile wide, is refused", async () => {
  for (const bomb of [aPng(60_000, 100 * 1024 ** 2), aPng(2 ** 31 - 1, 10), aPng(0, 10)])
    expect(await take(bomb, "picture.png", 65_536)).toMatchObject({ ok: false });
  expect(storage.lying.size).toBe(0);
});

test("the scanners' test within a recording is found, wherever the parts it comes in are cut", async () => {
  const sound = aWav(9_000);
  sound.write(eicar, 5_000, "latin1");
  for (const part of [7, 1_000, 5_010, 5_060, 10_000])
    expect(await take(sound, "An evening.wav", part)).toEqual({ ok: false, refusal: "harmful" });
});

test("a recording that is also a page is kept as a recording, whatever it is called", async () => {
  const sound = aWav(9_000);
  sound.write(script, 4_000, "latin1");
  expect(await take(sound, "../../page.html")).toMatchObject({
    ok: true,
    value: { kind: "audio", contentType: "audio/wav" },
  });
});
