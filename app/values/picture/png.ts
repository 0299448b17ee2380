import { crc32 } from "node:zlib";
import type { Cleaned } from "../picture.ts";
import { orientationBlock, orientationIn } from "./orientation.ts";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The picture, and what its colours mean (PNG, third edition, 11). Texts, times and frames of an animation are not among them. */
const kept = new Set(["IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "IDAT", "IEND"]);

/** A PNG without its texts and what a camera wrote, but for which way is up. */
export function cleanPng(bytes: Buffer): Cleaned {
  if (!bytes.subarray(0, 8).equals(signature)) return null;
  const parts: Buffer[] = [];
  let orientation = 1;
  let hasData = false;
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) return null;
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    const type = bytes.toString("latin1", at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return null;
    if (parts.length === 0 && (type !== "IHDR" || end !== at + 25)) return null;
    if (type === "eXIf") orientation = orientationIn(bytes.subarray(at + 8, end - 4));
    if (type === "IDAT" && !hasData) {
      hasData = true;
      if (orientation !== 1) parts.push(chunk("eXIf", orientationBlock(orientation)));
    }
    if (kept.has(type)) parts.push(bytes.subarray(at, end));
    at = end;
    if (type === "IEND") break;
  }
  const [header] = parts;
  if (!header || !hasData) return null;
  const [width, height] = [header.readUInt32BE(8), header.readUInt32BE(12)];
  if (width === 0 || height === 0) return null;
  const isTurned = orientation >= 5;
  return {
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    content: Buffer.concat([signature, ...parts]),
  };
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
