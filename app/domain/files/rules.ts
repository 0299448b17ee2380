export type FileKind = "image" | "pdf" | "audio";

const megabyte = 1024 * 1024;

/** The most bytes a file of each kind may have. */
export const limits: Record<FileKind, number> = {
  image: 10 * megabyte,
  pdf: 25 * megabyte,
  audio: 300 * megabyte,
};

/** How long a file may wait for whatever it is to belong to, and for the rest of itself; ms. */
export const patience = 24 * 3_600_000;

type Known = { kind: FileKind; contentType: string; ending: string };

const wav: Known = { kind: "audio", contentType: "audio/wav", ending: "wav" };
const mp4: Known = { kind: "audio", contentType: "audio/mp4", ending: "m4a" };
const ogg: Known = { kind: "audio", contentType: "audio/ogg", ending: "ogg" };

/** What is taken, by what its bytes are found to be; all else is not. A telephone's recorder calls sound a film. */
const known: Record<string, Known> = {
  "image/jpeg": { kind: "image", contentType: "image/jpeg", ending: "jpg" },
  "image/png": { kind: "image", contentType: "image/png", ending: "png" },
  "image/webp": { kind: "image", contentType: "image/webp", ending: "webp" },
  "application/pdf": { kind: "pdf", contentType: "application/pdf", ending: "pdf" },
  "audio/mpeg": { kind: "audio", contentType: "audio/mpeg", ending: "mp3" },
  "audio/wav": wav,
  "audio/vnd.wave": wav,
  "audio/x-m4a": mp4,
  "audio/mp4": mp4,
  "video/mp4": mp4,
  "audio/ogg": ogg,
  "audio/ogg; codecs=opus": ogg,
  "audio/flac": { kind: "audio", contentType: "audio/flac", ending: "flac" },
  "audio/aac": { kind: "audio", contentType: "audio/aac", ending: "aac" },
  "video/webm": { kind: "audio", contentType: "audio/webm", ending: "webm" },
};

/** What bytes found to be of a type are to us, or null where we do not take them. */
export function knownAs(found: string | undefined): Known | null {
  return (found !== undefined && Object.hasOwn(known, found) && known[found]) || null;
}

// What separates and formats unseen, right to left among it: a name must read the way it is.
const unseen = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A name as somebody gave it, fit to be read back to them: no path, nothing unseen, never longer than 120. */
export function saidName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  return [...last.replace(unseen, "")].slice(0, 120).join("");
}

/** A name as it may be shown and given back: no path, nothing unseen, never longer than 120, and with the ending its bytes deserve. */
export function plainName(name: string, contentType: string): string {
  const ending = Object.values(known).find((kind) => kind.contentType === contentType)?.ending ?? "bin";
  const stem = saidName(name)
    .replace(/\.[A-Za-z0-9]{1,5}$/, "")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  return `${[...stem].slice(0, 110).join("") || "file"}.${ending}`;
}

/** The test every scanner for viruses knows (eicar.org, "Anti Malware Testfile"): a file that holds it is refused like a virus. */
export const eicar = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!";

export type Range = { from: number; until: number };

/**
 * What a Range header asks of a file (RFC 9110, 14): one span, or null for all of it, also where the header is none we
 * understand or asks for several. Refuses with `beyond` what lies past its end.
 */
export function rangeOf(header: string | null, size: number): Range | null | "beyond" {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "");
  if (!asked || asked[0] === "bytes=-") return null;
  const [, first = "", last = ""] = asked;
  if (first === "")
    return Number(last) === 0 || size === 0
      ? "beyond"
      : { from: Math.max(0, size - Number(last)), until: size };
  if (last !== "" && Number(last) < Number(first)) return null;
  if (Number(first) >= size) return "beyond";
  return { from: Number(first), until: last === "" ? size : Math.min(size, Number(last) + 1) };
}
