import { data } from "react-router";
import { isUploadPath } from "./upload-paths.ts";

/** What a form with a file said. `file` is null where none was chosen. */
export type Upload = { file: { name: string; bytes: Uint8Array } | null; fields: Record<string, string> };

/** Where forms may bring a file: their bodies are read by their own page, after it is known who asks. */
export function bringsFile(request: Request): boolean {
  const { pathname } = new URL(request.url);
  return (
    isUploadPath(request.method, pathname) ||
    (request.method === "POST" && pathname === "/office/imports/new")
  );
}

/**
 * Read a posted form that may bring a file under `name`, as it comes in and no further than `most` bytes. Null when there
 * is more than that. A body that is no form is answered 400.
 */
export async function readUpload(
  request: Request,
  { name, most }: { name: string; most: number },
): Promise<Upload | null> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\b|^multipart\/form-data\b/i.test(type))
    throw data(null, { status: 400 });
  if (Number(request.headers.get("content-length") ?? 0) > most) return null;
  const body = await readBody(request, most);
  if (!body) return null;
  const form = await new Response(body, { headers: { "content-type": type } }).formData().catch(() => {
    throw data(null, { status: 400 });
  });
  const given = form.get(name);
  const isChosen = given instanceof File && (given.size > 0 || given.name !== "");
  return {
    file: isChosen ? { name: given.name, bytes: new Uint8Array(await given.arrayBuffer()) } : null,
    fields: Object.fromEntries(
      [...form].flatMap(([field, value]) => (typeof value === "string" ? [[field, value]] : [])),
    ),
  };
}

async function readBody({ body }: Request, most: number): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
