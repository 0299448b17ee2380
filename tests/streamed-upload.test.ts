import { expect, test } from "vitest";
import { readStreamed } from "#app/streamed-upload.ts";

/** A form with files, as a browser without script sends it. */
function aForm(files: readonly { name: string; bytes: Uint8Array<ArrayBuffer> }[]): Request {
  const form = new FormData();
  for (const { name, bytes } of files) form.append("files", new File([bytes], name));
  return new Request("http://localhost/", { method: "POST", body: form });
}

const asked = { name: "files", count: 5, most: 1_000_000 };

test("files are taken one after the other, in the order they were chosen, however long each takes", async () => {
  const seen: string[] = [];
  const sizes = [200_000, 3, 70_000];
  const files = sizes.map((size, n) => ({ name: `${n}.bin`, bytes: new Uint8Array(size) }));
  const read = await readStreamed(aForm(files), asked, async ({ name, bytes }) => {
    seen.push(`${name} comes`);
    let size = 0;
    for await (const chunk of bytes) size += chunk.length;
    // The whole form may be here by now: the next one is not taken for all that.
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(`${name} is here`);
    return size;
  });
  expect(read.files).toEqual(sizes);
  expect(seen).toEqual(files.flatMap(({ name }) => [`${name} comes`, `${name} is here`]));
});

test("a file that is not read holds up neither the next nor the form", async () => {
  const files = ["a", "b"].map((name) => ({ name, bytes: new Uint8Array(200_000) }));
  const read = await readStreamed(aForm(files), asked, async ({ name }) => name);
  expect(read.files).toEqual(["a", "b"]);
});

test("one that cannot be taken stops those behind it, and says why", async () => {
  const files = ["a", "b"].map((name) => ({ name, bytes: new Uint8Array(200_000) }));
  const taken: string[] = [];
  const reading = readStreamed(aForm(files), asked, async ({ name }) => {
    taken.push(name);
    throw new Error("the disk is full");
  });
  await expect(reading).rejects.toThrow("the disk is full");
  expect(taken).toEqual(["a"]);
});
