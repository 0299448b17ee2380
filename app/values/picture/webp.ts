import type { Cleaned } from "../picture.ts";
import { orientationBlock, orientationIn } from "./orientation.ts";

/** The picture, its transparency and what its colours mean (WebP container specification, RFC 9649). */
const kept = new Set(["VP8 ", "VP8L", "ALPH", "ICCP"]);

const hasProfile = 0x20;
const hasAlpha = 0x10;
const hasExif = 0x08;

/** A WebP that stands still, without what a camera or a program wrote into it, but for which way is up. */
export function cleanWebp(bytes: Buffer): Cleaned {
  if (
    bytes.length < 20 ||
    bytes.toString("latin1", 0, 4) !== "RIFF" ||
    bytes.toString("latin1", 8, 12) !== "WEBP"
  )
    return null;
  const whole = 8 + bytes.readUInt32LE(4);
  if (whole > bytes.length) return null;
  const parts: { type: string; data: Buffer }[] = [];
  let flags = 0;
  let canvas: Buffer | null = null;
  let orientation = 1;
  for (let at = 12; at + 8 <= whole; ) {
    const type = bytes.toString("latin1", at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (data.length !== length || at + 8 + length > whole) return null;
    if (type === "ANIM" || type === "ANMF") return null;
    if (type === "VP8X") {
      if (length !== 10 || canvas || parts.length > 0) return null;
      flags = data.readUInt8(0) & (hasProfile | hasAlpha);
      canvas = data.subarray(4);
    } else if (type === "EXIF") orientation = orientationIn(data);
    else if (kept.has(type)) parts.push({ type, data });
    at += 8 + length + (length & 1);
  }
  const image = parts.find(({ type }) => type === "VP8 " || type === "VP8L");
  const size = image && sizeOf(image);
  if (!size) return null;
  const withExif = canvas !== null && orientation !== 1;
  const head = canvas && {
    type: "VP8X",
    data: Buffer.concat([Buffer.from([flags | (withExif ? hasExif : 0), 0, 0, 0]), canvas]),
  };
  const last = withExif ? [{ type: "EXIF", data: orientationBlock(orientation) }] : [];
  const body = Buffer.concat(
    [...(head ? [head] : []), ...parts.filter(({ type }) => canvas || type !== "ICCP"), ...last].map(chunk),
  );
  const riff = Buffer.from("RIFF\0\0\0\0WEBP", "latin1");
  riff.writeUInt32LE(4 + body.length, 4);
  const isTurned = withExif && orientation >= 5;
  return {
    width: isTurned ? size.height : size.width,
    height: isTurned ? size.width : size.height,
    content: Buffer.concat([riff, body]),
  };
}

/** Of a lossy frame (RFC 6386, 9.1) or a lossless one (RFC 9649, 3.4). */
function sizeOf({ type, data }: { type: string; data: Buffer }): { width: number; height: number } | null {
  if (type === "VP8 ") {
    if (data.length < 10 || data.readUIntBE(3, 3) !== 0x9d012a) return null;
    const size = { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
    return size.width > 0 && size.height > 0 ? size : null;
  }
  if (data.length < 5 || data.readUInt8(0) !== 0x2f) return null;
  const bits = data.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function chunk({ type, data }: { type: string; data: Buffer }): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, "latin1");
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length & 1)]);
}
