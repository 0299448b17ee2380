import { done, type Result, refused } from "#app/values/result.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export type NotAList = "empty" | "workbook" | "pdf" | "picture" | "packed" | "web_page" | "not_text";

/** How files begin that somebody may take for a list (their formats' own signatures). */
const signatures: [NotAList, number[]][] = [
  ["workbook", [0x50, 0x4b, 0x03, 0x04]], // ZIP, and with it .xlsx, .ods and .numbers
  ["workbook", [0xd0, 0xcf, 0x11, 0xe0]], // the older .xls
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
  ["picture", [0x89, 0x50, 0x4e, 0x47]],
  ["picture", [0xff, 0xd8, 0xff]],
  ["picture", [0x47, 0x49, 0x46, 0x38]],
  ["packed", [0x1f, 0x8b]],
];

/**
 * The text of a file and the encoding it was read in: by its byte order mark, else UTF-8 where every byte of it is, else
 * Windows-1252, which old spreadsheets write. Refuses what is no text, by its content and not by its name.
 */
export function decode(bytes: Uint8Array): Result<{ text: string; encoding: Encoding }, NotAList> {
  const known = signatures.find(([, start]) => start.every((byte, index) => bytes[index] === byte));
  if (known) return refused(known[0]);
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.trim() === "") return refused("empty");
  if (/^\s*<(!doctype|html|\?xml|table)/i.test(text)) return refused("web_page");
  if (text.includes("\0") || isNoise(text)) return refused("not_text");
  return done({ text, encoding });
}

function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** A text of people has next to no control characters; a file that only looks like text is full of them. */
function isNoise(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const strange = sample.match(/[^\P{Cc}\r\n\t]|\uFFFD/gu)?.length ?? 0;
  return strange > sample.length / 50;
}
