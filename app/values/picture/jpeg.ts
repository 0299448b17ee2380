import type { Cleaned } from "../picture.ts";
import { orientationBlock, orientationIn } from "./orientation.ts";

/** Frames browsers draw: baseline, extended and progressive (ITU-T T.81, table B.1). */
const frames = new Set([0xc0, 0xc1, 0xc2]);
/** Tables, scans and restart intervals: what a frame needs. */
const needed = new Set([0xc4, 0xda, 0xdb, 0xdd]);
const [startOfImage, endOfImage, startOfScan] = [0xd8, 0xd9, 0xda];

/** A JPEG (ITU-T T.81) without its application segments and comments, but for colours and which way is up. */
export function cleanJpeg(bytes: Buffer): Cleaned {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xff00 + startOfImage) return null;
  const kept: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  let orientation = 1;
  let hasScan = false;
  for (let at = 2; ; ) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) return null;
    if (marker === endOfImage) break;
    if (at + 4 > bytes.length) return null;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end < at + 4 || end > bytes.length) return null;
    const segment = bytes.subarray(at, end);
    const body = segment.subarray(4);
    if (frames.has(marker)) {
      if (size || body.length < 6) return null;
      size = { height: body.readUInt16BE(1), width: body.readUInt16BE(3) };
      kept.push(segment);
    } else if (needed.has(marker)) kept.push(segment);
    else if (marker === 0xe1 && startsWith(body, "Exif\0\0")) orientation = orientationIn(body);
    else if (isAboutColour(marker, body)) kept.push(segment);
    else if (!isDropped(marker)) return null;
    at = end;
    if (marker !== startOfScan) continue;
    hasScan = true;
    at = endOfScan(bytes, end);
    kept.push(bytes.subarray(end, at));
  }
  if (!size || !hasScan || size.width === 0 || size.height === 0) return null;
  const start = Buffer.from([0xff, startOfImage]);
  const close = Buffer.from([0xff, endOfImage]);
  const isTurned = orientation >= 5;
  return {
    width: isTurned ? size.height : size.width,
    height: isTurned ? size.width : size.height,
    content: Buffer.concat([start, ...(orientation === 1 ? [] : [exif(orientation)]), ...kept, close]),
  };
}

/** Colour profiles (ICC.1, annex B.4) and Adobe's word on the transform: without them the colours are others. */
function isAboutColour(marker: number, body: Buffer): boolean {
  return (
    (marker === 0xe2 && startsWith(body, "ICC_PROFILE\0")) || (marker === 0xee && startsWith(body, "Adobe"))
  );
}

/** Application segments and comments. */
function isDropped(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
}

/** Compressed data ends at the first marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at = bytes.indexOf(0xff, at + (next === 0xff ? 1 : 2));
  }
  return bytes.length;
}

function exif(orientation: number): Buffer {
  const block = orientationBlock(orientation, { withPrefix: true });
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(block.length + 2, 2);
  return Buffer.concat([head, block]);
}

function startsWith(body: Buffer, text: string): boolean {
  return body.toString("latin1", 0, text.length) === text;
}
