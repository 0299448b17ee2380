import type { ContentKind } from "#app/db/schema/content.ts";
import type { FileKind } from "#app/domain/files/rules.ts";

/** What kind of file an item of a kind holds; a link holds none. */
export const fileOf: Record<ContentKind, FileKind | null> = {
  audio: "audio",
  meditation: "audio",
  worksheet: "pdf",
  link: null,
};

export const contentKinds = Object.keys(fileOf) as ContentKind[];

/** Whether an item is listened to. */
export function isHeard(kind: ContentKind): boolean {
  return fileOf[kind] === "audio";
}

/** A link that may be given: https, to a host that has a name, and nobody's password in it. Null when it is none. */
export function readLink(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, username, password, href } = new URL(text);
  const isPlain = protocol === "https:" && username === "" && password === "";
  return isPlain && hostname.includes(".") && href.length <= 2_000 ? href : null;
}

/** From where a recording goes on: where they stopped, unless that was so near its end that it begins again. */
export function goesOnAt(position: number, duration: number | null): number {
  return duration !== null && position >= duration - 5 ? 0 : position;
}
