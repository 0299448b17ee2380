import { Readable } from "node:stream";
import { data } from "react-router";

/**
 * Fields of a form, and what became of the files it brought, in their order. `isTooMuch`: it was larger than was to be
 * taken, and only its fields and what came before are here. `isTooMany`: more files were chosen than were to be taken.
 */
export type Streamed<T> = {
  fields: Record<string, string>;
  files: T[];
  isTooMuch: boolean;
  isTooMany: boolean;
};

const mostFields = 40;
const mostFieldBytes = 256 * 1024;

type Asked = {
  /** The name of the field that files come under. */
  name: string;
  /** The most bytes of the whole form. */
  most: number;
  /** How many files are taken. */
  count?: number;
};

type Coming = { name: string; bytes: AsyncIterable<Uint8Array> };

/**
 * Read a form that may bring files under `name`, and hand each on as it comes: none is ever whole in memory. The next
 * comes when the one before was taken, so what is made of them follows the order they were chosen in. The fields that
 * stand before them are known by then, so forms put files last. A body that is no form is answered 400. What a file is
 * decides whoever takes it; one that is not read to its end is let go.
 */
export async function readStreamed<T>(
  request: Request,
  { name, most, count = 1 }: Asked,
  take: (file: Coming, fields: Record<string, string>) => Promise<T>,
): Promise<Streamed<T>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\b|^multipart\/form-data\b/i.test(type) || !request.body)
    throw data(null, { status: 400 });
  const saysTooMuch = Number(request.headers.get("content-length") ?? 0) > most;
  const form: Streamed<T> = { fields: {}, files: [], isTooMuch: saysTooMuch, isTooMany: false };
  const taking: Promise<T>[] = [];
  let before: Promise<unknown> = Promise.resolve();
  const parser = await parserOf(type);
  parser.on("field", (field, value) => {
    form.fields[field] = value;
  });
  parser.on("file", (field, stream, { filename }) => {
    // That it breaks off is said where it is waited for; one that nobody takes has nobody to say it to.
    stream.on("error", () => {});
    if (field !== name || !filename || saysTooMuch) return void stream.resume();
    form.isTooMany ||= taking.length === count;
    if (form.isTooMany) return void stream.resume();
    const one = before
      .then(() => take({ name: filename, bytes: stream }, form.fields))
      .finally(() => stream.resume());
    one.catch(() => {});
    taking.push(one);
    before = one;
  });
  // Of what is too much anyway only the fields are read, which stand before the files.
  const source = Readable.from(upTo(request.body, saysTooMuch ? mostFieldBytes : most, form));
  await new Promise<void>((resolve, reject) => {
    parser.on("close", resolve);
    parser.on("error", reject);
    source.on("error", reject);
    source.pipe(parser);
  }).catch(() => {
    source.destroy();
    parser.destroy();
    if (!form.isTooMuch) throw data(null, { status: 400 });
  });
  if (!form.isTooMuch) return { ...form, files: await Promise.all(taking) };
  const whole = (await Promise.allSettled(taking)).filter((one) => one.status === "fulfilled");
  return { ...form, files: whole.map(({ value }) => value) };
}

async function parserOf(type: string) {
  const { default: busboy } = await import("busboy");
  const limits = { fields: mostFields, fieldSize: mostFieldBytes };
  try {
    return busboy({ headers: { "content-type": type }, limits, defParamCharset: "utf8" });
  } catch {
    throw data(null, { status: 400 });
  }
}

async function* upTo(
  body: AsyncIterable<Uint8Array>,
  most: number,
  told: { isTooMuch: boolean },
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const part of body) {
    yield part.subarray(0, Math.max(0, most - size));
    size += part.length;
    if (size > most) {
      told.isTooMuch = true;
      return;
    }
  }
}
