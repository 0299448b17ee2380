import { eicar, type FileKind, knownAs, limits } from "./rules.ts";

/** Why a file was not taken. `unknown`: it is none of what we take, whatever it is called. `heavy`: more than its kind may be. `broken`: it is not whole. `empty`: nothing is in it. `harmful`: scanners know it as a virus. */
export type LookRefusal = "unknown" | "heavy" | "broken" | "empty" | "harmful";

/** How many bytes of its beginning tell what a file is. */
export const headLength = 16 * 1024;

/**
 * What the beginning of a file says it is: bytes decide, never a name or what a browser calls it. Null when it is nothing
 * we take; nor is text of any sort, markup, a program or an archive, whatever else it pretends to be further on.
 */
export async function kindOf(head: Buffer): Promise<{ kind: FileKind; contentType: string } | null> {
  // Markup hides behind blanks and marks of order.
  if (/^(\xef\xbb\xbf|\xfe\xff|\xff\xfe\0?)?\s*</.test(head.toString("latin1", 0, 512))) return null;
  const { fileTypeFromBuffer } = await import("file-type");
  const found = knownAs((await fileTypeFromBuffer(head).catch(() => undefined))?.mime);
  return found && { kind: found.kind, contentType: found.contentType };
}

const tailLength = 1024;
const overlap = eicar.length - 1;

/** Watches a file go by: it says what is wrong with it as soon as that is known, and at its end whether it was whole. */
export type Watch = { see(bytes: Uint8Array): LookRefusal | null; end(): LookRefusal | null };

/** Look at everything a file of a kind is made of, without keeping it. */
export function watchOver(kind: FileKind): Watch {
  let size = 0;
  let tail: Buffer = Buffer.alloc(0);
  return {
    see(bytes) {
      size += bytes.length;
      if (size > limits[kind]) return "heavy";
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      const seam = Buffer.concat([tail.subarray(-overlap), chunk.subarray(0, overlap)]);
      if (chunk.includes(eicar) || seam.includes(eicar)) return "harmful";
      tail = Buffer.concat([tail, chunk.subarray(-tailLength)]).subarray(-tailLength);
      return null;
    },
    end() {
      if (size === 0) return "empty";
      // A PDF says where it ends within its last kilobyte (ISO 32000-1, annex H, 3.18).
      return kind === "pdf" && !tail.includes("%%EOF") ? "broken" : null;
    },
  };
}
