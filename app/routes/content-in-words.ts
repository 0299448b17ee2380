import type { ContentKind } from "#app/db/schema/content.ts";

/** What each kind of thing is called. */
export const contentWords: Record<ContentKind, string> = {
  audio: "Audio",
  meditation: "Guided meditation",
  worksheet: "Worksheet",
  link: "Link",
};

/** The kinds there are, in the order they are offered. */
export const contentKinds = Object.keys(contentWords) as ContentKind[];

/** How long a recording is: "12 min", "45 s", "1 h 5 min". */
export function lengthInWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60
    ? `${minutes} min`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`.replace(" 0 min", "");
}

/** What it is, and how long where it is listened to: "Guided meditation, 12 min". */
export function whatItIs({ kind, duration }: { kind: ContentKind; duration: number | null }): string {
  return duration === null ? contentWords[kind] : `${contentWords[kind]}, ${lengthInWords(duration)}`;
}
