import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#app/values/ids.ts";
import {
  aForm,
  aHouseOfFiles,
  aPdf,
  filesIn,
  type HouseOfFiles,
} from "#tests/routes/files/a-house-of-files.ts";
import { aTalk, type Side } from "./a-talk.ts";

let house: HouseOfFiles;
let work: Awaited<ReturnType<HouseOfFiles["aPracticeAtWork"]>>;
beforeAll(async () => {
  house = await aHouseOfFiles();
  work = await house.aPracticeAtWork(true);
}, 120_000);
afterAll(() => house.close());

const png = readFileSync("public/apple-touch-icon.png");
const mb = 1024 * 1024;
const onceKey = () => newId();
const aThread = (side: Side) => aTalk(house, work, side);

describe.each(["client", "practice"] as const)("without script, from the side of the %s", (side) => {
  test("files go with a message, and stand beneath it for both, by name and size and never in the page", async () => {
    const thread = await aThread(side);
    const files = [
      { name: "letter.pdf", bytes: aPdf(70_000), type: "text/html" },
      { name: "sea.gif", bytes: png, type: "image/gif" },
    ];
    const sent = await thread.send(aForm({ text: "Two things.", onceKey: onceKey() }, files));
    expect([sent.status, sent.headers.get("location")]).toEqual([303, `${thread.path}#latest`]);
    for (const { text } of [await thread.see(), await thread.other()]) {
      expect(filesIn({ text })).toHaveLength(2);
      expect(text).toContain("letter.pdf");
      expect(text).toContain("69 kB");
      expect(text).toContain("sea.png");
      expect(text).not.toContain("<img");
    }
  });

  test("a file needs no words, and words need no file", async () => {
    const thread = await aThread(side);
    const alone = aForm({ text: "", onceKey: onceKey() }, [{ name: "a.pdf", bytes: aPdf() }]);
    expect((await thread.send(alone)).status).toBe(303);
    expect((await thread.send(aForm({ text: "Only words.", onceKey: onceKey() }, []))).status).toBe(303);
    const plain = new URLSearchParams({ text: "As it always was.", onceKey: onceKey() });
    expect((await thread.send(plain)).status).toBe(303);
    const nothing = await thread.send(aForm({ text: "  ", onceKey: onceKey() }, []));
    expect([nothing.status, nothing.text.includes("Write a line or two first.")]).toEqual([422, true]);
    expect((await thread.other()).text).toContain("As it always was.");
    expect(filesIn(await thread.see())).toHaveLength(1);
  });

  test.each([
    ["a page", "index.pdf", Buffer.from("<html><script>alert(1)</script>"), "PNG"],
    [
      "an archive",
      "letter.docx",
      Buffer.from("PK\u0003\u0004\u0014\u0000\u0000\u0000 and so on"),
      "saved as a PDF",
    ],
    ["half a PDF", "half.pdf", Buffer.from("%PDF-1.7 and then nothing"), "isn’t whole"],
    ["nothing", "empty.pdf", Buffer.alloc(0), "is empty"],
    ["too large a PDF", "large.pdf", aPdf(25 * mb + 1), "25 MB for a PDF"],
  ])("%s is refused in words, named, and what was typed stays", async (_, name, bytes, words) => {
    const thread = await aThread(side);
    const key = onceKey();
    const form = aForm({ text: "Line one\nand “two” <3", onceKey: key }, [{ name, bytes }]);
    const { status, text } = await thread.send(form);
    expect(status).toBe(422);
    expect(text).toContain(words);
    expect(text).toContain(name);
    expect(text.replaceAll("\r\n", "\n")).toContain("Line one\nand “two” &lt;3</textarea>");
    expect(text).toContain(`value="${key}"`);
    expect((await thread.other()).text).not.toContain("Line one");
  });

  test("what did come waits with the form, can be left out, and goes with it once", async () => {
    const thread = await aThread(side);
    const key = onceKey();
    const fields = { text: "Here", onceKey: key };
    const refused = await thread.send(
      aForm(fields, [
        { name: "good.pdf", bytes: aPdf() },
        { name: "left-out.pdf", bytes: aPdf() },
        { name: "bad.exe", bytes: Buffer.from("MZ\u0090\u0000 a program") },
      ]),
    );
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("bad.exe");
    const here = [...refused.text.matchAll(/name="(with-[0-9a-f-]{36})"/g)].map(([, name]) => name!);
    expect(here).toHaveLength(2);
    const [good = "", other = ""] = here;
    const again = aForm({ ...fields, [good]: "yes" }, []);
    expect((await thread.send(again)).status).toBe(303);
    const twice = await thread.send(
      aForm({ ...fields, onceKey: onceKey(), [good]: "yes", [other]: "yes" }, []),
    );
    expect([twice.status, twice.text.includes("isn’t here any more")]).toEqual([422, true]);
    expect(twice.text).toContain("left-out.pdf");
    expect(filesIn(await thread.other())).toHaveLength(1);
  });

  test("six are one too many, and more than can be sent at once is said so; both keep what was typed", async () => {
    const thread = await aThread(side);
    const six = Array.from({ length: 6 }, (_, n) => ({ name: `${n}.pdf`, bytes: aPdf() }));
    const many = await thread.send(aForm({ text: "All of it", onceKey: onceKey() }, six));
    expect(many.status).toBe(422);
    expect(many.text).toContain("At most 5 files");
    expect(many.text).toContain("All of it</textarea>");
    const form = new Response(
      aForm({ text: "Much of it", onceKey: onceKey() }, [{ name: "a.pdf", bytes: aPdf() }]),
    );
    const said = await house.ask(thread.path, {
      cookie: thread.own,
      body: new Uint8Array(await form.clone().arrayBuffer()),
      headers: { "content-type": form.headers.get("content-type")!, "content-length": String(200 * mb) },
    });
    expect(said.status).toBe(422);
    expect(said.text).toContain("too large to send at once");
    expect(said.text).toContain("Much of it</textarea>");
    expect(filesIn(await thread.other())).toEqual([]);
  });

  test("somebody else’s file is not theirs to send", async () => {
    const thread = await aThread(side);
    const stranger = await aThread("client");
    const refused = await stranger.send(
      aForm({ text: "", onceKey: "no id" }, [{ name: "theirs.pdf", bytes: aPdf() }]),
    );
    const [, id = ""] = /name="with-([0-9a-f-]{36})"/.exec(refused.text) ?? [];
    expect(id).not.toBe("");
    const taken = await thread.send(aForm({ text: "x", onceKey: onceKey(), [`with-${id}`]: "yes" }, []));
    expect([taken.status, taken.text.includes("theirs.pdf")]).toEqual([422, false]);
  });
});
