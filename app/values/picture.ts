import { cleanJpeg } from "./picture/jpeg.ts";
import { cleanPng } from "./picture/png.ts";
import { cleanWebp } from "./picture/webp.ts";
import { done, type Result, refused } from "./result.ts";

export type PictureType = "image/jpeg" | "image/png" | "image/webp";

/** A picture as it may be shown to anybody. */
export type Picture = { contentType: PictureType; width: number; height: number; content: Buffer };

/** What a reader of one format gives: the picture without what a camera wrote into it, or null when it is none. */
export type Cleaned = Omit<Picture, "contentType"> | null;

export type PictureRefusal = "no_picture" | "too_small" | "too_large";

/** The largest file that is taken for a photo. */
export const maxPhotoBytes = 5 * 1024 * 1024;

const leastSideOfPhoto = 200;
const mostSide = 12_000;
/** A decoded pixel takes four bytes of every visitor's memory; the largest telephones make 50 million. */
const mostPixels = 64_000_000;

const readers: [PictureType, (bytes: Buffer) => Cleaned][] = [
  ["image/jpeg", cleanJpeg],
  ["image/png", cleanPng],
  ["image/webp", cleanWebp],
];

/**
 * A picture somebody sent, told by its bytes and not by its name: taken apart and put together again from what is needed
 * to show it. Where it was taken, with what and when, a smaller picture inside, and whatever was hung on behind are gone;
 * which way is up and the colours' meaning stay. Refuses: no_picture (not a whole JPEG, PNG or WebP that stands still),
 * too_small (a side below `leastSide`, 200 as photos want it), too_large.
 */
export function readPicture(
  bytes: Buffer,
  { leastSide = leastSideOfPhoto } = {},
): Result<Picture, PictureRefusal> {
  for (const [contentType, clean] of readers) {
    const cleaned = clean(bytes);
    if (!cleaned) continue;
    const { width, height } = cleaned;
    if (Math.max(width, height) > mostSide || width * height > mostPixels) return refused("too_large");
    if (Math.min(width, height) < leastSide) return refused("too_small");
    return done({ contentType, ...cleaned });
  }
  return refused("no_picture");
}
