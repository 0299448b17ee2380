import { Readable } from "node:stream";
import { data } from "react-router";

/** Fields of a form, and what became of the file it brought; null where none was chosen. */
export type Streamed<T> = { fields: Record<string, string>; file: T | null };

const mostFields = 40;
const mostFieldBytes = 256 * 1024;

/**
 * Read a form that may bring a file under `name`, and hand the file on as it comes: it is never whole in memory. The
 * fields that stand before it are known by then, so forms put it last. A body that is no form is answered 400. What the
 * file is decides whoever takes it; one that is not read to its end is let go. Null when
 * there is more than `most` bytes.
 */
export async function readStreamed<T>(
  request: Request,
  { name, most }: { name: string; most: number },
  take: (
    file: { name: string; bytes: AsyncIterable<Uint8Array> },
    fields: Record<string, string>,
  ) => Promise<T>,
): Promise<Streamed<T> | null> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\b|^multipart\/form-data\b/i.test(type) || !request.body)
    throw data(null, { status: 400 });
  if (Number(request.headers.get("content-length") ?? 0) > most) return null;
  const { default: busboy } = await import("busboy");
  const limits = { files: 1, fields: mostFields, fieldSize: mostFieldBytes };
  const fields: Record<string, string> = {};
  let taking: Promise<T> | null = null;
  const parser = (() => {
    try {
      return busboy({ headers: { "content-type": type }, limits, defParamCharset: "utf8" });
    } catch {
      throw data(null, { status: 400 });
    }
  })();
  parser.on("field", (field, value) => {
    fields[field] = value;
  });
  parser.on("file", (field, stream, { filename }) => {
    if (field !== name || !filename || taking) return void stream.resume();
    taking = take({ name: filename, bytes: stream }, fields).finally(() => stream.resume());
    // Said where it is waited for, below.
    taking.catch(() => {});
  });
  const source = Readable.from(upTo(request.body, most));
  await new Promise<void>((resolve, reject) => {
    parser.on("close", resolve);
    parser.on("error", reject);
    source.on("error", reject);
    source.pipe(parser);
  }).catch(() => {
    source.destroy();
    parser.destroy();
    throw data(null, { status: 400 });
  });
  return { fields, file: await taking };
}

async function* upTo(body: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > most) throw new Error("More than was to be taken");
    yield part;
  }
}
