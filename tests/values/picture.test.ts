import { crc32, deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { orientationBlock, orientationIn } from "#app/values/picture/orientation.ts";
import { readPicture } from "#app/values/picture.ts";

const secret = "38.7223 N, 9.1393 W";

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function aJpeg({ width = 600, height = 400, orientation = 6, more = Buffer.alloc(0) } = {}): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  const exif = Buffer.concat([orientationBlock(orientation, { withPrefix: true }), Buffer.from(secret)]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, exif),
    segment(0xe2, Buffer.from("ICC_PROFILE\0\x01\x01colours", "latin1")),
    segment(0xfe, Buffer.from(secret)),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]),
    Buffer.from([0xff, 0xd9]),
    more,
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

function aPng({ width = 300, height = 500 } = {}): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("tEXt", Buffer.from(`Comment\0${secret}`)),
    chunk("eXIf", Buffer.concat([orientationBlock(3), Buffer.from(secret)])),
    chunk("IDAT", deflateSync(Buffer.alloc((width + 1) * height))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function aWebp(): Buffer {
  const part = (type: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(type);
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, data, Buffer.alloc(data.length & 1)]);
  };
  const canvas = Buffer.from([0x0c, 0, 0, 0, 0x57, 2, 0, 0x8f, 1, 0]);
  const lossy = Buffer.from([0, 0, 0, 0x9d, 1, 0x2a, 0x58, 2, 0x90, 1, 7, 7]);
  const exif = Buffer.concat([orientationBlock(8), Buffer.from(secret)]);
  const body = Buffer.concat([
    part("VP8X", canvas),
    part("VP8 ", lossy),
    part("EXIF", exif),
    part("XMP ", Buffer.from(secret)),
  ]);
  const riff = Buffer.from("RIFF\0\0\0\0WEBP");
  riff.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([riff, body]);
}

test.each([
  ["a JPEG", aJpeg({ more: Buffer.from(`behind it: ${secret}`) }), "image/jpeg", 400, 600],
  ["a PNG", aPng(), "image/png", 300, 500],
  ["a WebP", aWebp(), "image/webp", 400, 600],
])("%s comes out without where it was taken, the right way up", (_, bytes, contentType, width, height) => {
  expect(bytes.includes(secret)).toBe(true);
  const read = readPicture(bytes);
  if (!read.ok) throw new Error(read.refusal);
  expect(read.value).toMatchObject({ contentType, width, height });
  expect(read.value.content.includes(secret)).toBe(false);
  // What is clean stays as it is.
  expect(readPicture(read.value.content)).toEqual(read);
});

test("colours keep their meaning", () => {
  const read = readPicture(aJpeg());
  expect(read.ok && read.value.content.includes("ICC_PROFILE")).toBe(true);
});

test.each([
  ["a page", Buffer.from("<!doctype html><script>alert(1)</script>")],
  ["a drawing with a script", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")],
  ["a GIF", Buffer.from("GIF89a\x01\0\x01\0")],
  ["nothing", Buffer.alloc(0)],
  [
    "a page with a picture's first bytes",
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from("<script>")]),
  ],
  ["half a JPEG", aJpeg().subarray(0, 60)],
  ["half a PNG", aPng().subarray(0, 80)],
  ["half a WebP", aWebp().subarray(0, 40)],
  ["a PNG with a wrong sum", Buffer.from(aPng()).fill(7, 30, 31)],
])("%s is no picture", (_, bytes) => {
  expect(readPicture(bytes)).toEqual({ ok: false, refusal: "no_picture" });
});

test("one too small and one too large are told apart", () => {
  expect(readPicture(aJpeg({ width: 100 }))).toEqual({ ok: false, refusal: "too_small" });
  expect(readPicture(aJpeg({ width: 60_000 }))).toEqual({ ok: false, refusal: "too_large" });
});

test("however its bytes are broken, it is read or refused and never throws", () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
  console.info(`pictures: SEED=${seed}`);
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state % limit;
  };
  for (const whole of [aJpeg(), aPng(), aWebp()]) {
    for (let round = 0; round < 3_000; round += 1) {
      const broken = Buffer.from(whole.subarray(0, 1 + below(whole.length)));
      for (let hit = 0; hit < 4; hit += 1) broken[below(broken.length)] = below(256);
      expect(typeof readPicture(broken).ok).toBe("boolean");
      expect(orientationIn(broken)).toBeGreaterThanOrEqual(1);
    }
  }
});
