import { data } from "react-router";
import { maxPhotoBytes, type Picture, type PictureRefusal, readPicture } from "#app/values/picture.ts";
import { done, type Result, refused } from "#app/values/result.ts";

export type UploadRefusal = PictureRefusal | "none" | "heavy";

export const photoWords: Record<UploadRefusal, string> = {
  none: "Choose a picture first.",
  heavy: "That picture is larger than 5 MB. A smaller copy of it looks the same here.",
  no_picture: "That is not a picture I can read. A JPEG, PNG or WebP that doesn’t move, please.",
  too_small: "That picture is very small. At least 200 pixels on each side, please.",
  too_large: "That picture has more than 64 million pixels. A smaller copy of it looks the same here.",
};

/** What a file field may offer to choose from. */
export const photoTypes = "image/jpeg,image/png,image/webp";

/**
 * Read the picture posted in the field `photo`, and the other fields of its form. What it is decide its bytes, not its
 * name nor what the browser calls it. Answers 400 to what is no form.
 */
export async function readUpload(
  request: Request,
): Promise<{ picture: Result<Picture, UploadRefusal>; fields: Record<string, string> }> {
  if (!/^multipart\/form-data\b/i.test(request.headers.get("content-type") ?? ""))
    throw data(null, { status: 400 });
  const form = await request.formData().catch(() => {
    throw data(null, { status: 400 });
  });
  const fields = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
  return { picture: await pictureIn(form.get("photo")), fields };
}

async function pictureIn(file: File | string | null): Promise<Result<Picture, UploadRefusal>> {
  if (file === null || typeof file === "string" || file.size === 0) return refused("none");
  if (file.size > maxPhotoBytes) return refused("heavy");
  const read = readPicture(Buffer.from(await file.arrayBuffer()));
  return read.ok ? done(read.value) : read;
}
