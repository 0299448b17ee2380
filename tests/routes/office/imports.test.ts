import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, openDesk } from "../practice/a-desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** Send a form with a file, as a browser does, and follow nothing. */
async function bring(
  file: Uint8Array | string,
  cookie = desk.cookies.owner,
  more: Record<string, string> = {},
) {
  const form = new FormData();
  form.set("of", desk.practice.slug);
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  form.set("file", new File([file as BlobPart], "clients.csv", { type: "text/csv" }));
  const packed = new Response(form);
  const body = Buffer.from(await packed.arrayBuffer());
  return desk.ask(cookie, "/office/imports/new", body, packed.headers.get("content-type")!);
}

async function sql(text: string, values: unknown[] = []) {
  return (await desk.sql.query(text, values)).rows;
}

const layout = { stage: "ongoing", reason: "already_my_client" };

test("from a file to clients and back: columns, every row, what was left out, the press and the undo", async () => {
  const brought = await bring(
    "First name,Last name,Email,Notes\nAda,First,ada.first@example.test,secret\n=HYPERLINK(1),,,x\nBob,,not-an-address,\n",
  );
  expect(brought.status).toBe(303);
  const path = brought.location!.replace("/columns", "");
  const columns = await desk.ask(desk.cookies.owner, `${path}/columns`);
  expect(columns.text).toContain("ada.first@example.test");
  expect(columns.text).toContain("=HYPERLINK(1)");
  expect(columns.text).toContain("Notes: notes and anything clinical are not brought in");
  const laid = await desk.ask(
    desk.cookies.owner,
    `${path}/columns`,
    new URLSearchParams({
      ...layout,
      "column-0": "firstName",
      "column-1": "lastName",
      "column-2": "email",
      "column-3": "",
    }),
  );
  expect(laid).toMatchObject({ status: 303, location: path });
  const preview = await desk.ask(desk.cookies.owner, `${path}?show=malformed`);
  expect(preview.text).toContain("Line 3");
  expect(preview.text).toContain("begins like a formula");
  expect(preview.text).toContain("read like name@example.org");
  expect(preview.text).not.toContain("ada.first@example.test");
  const leftOut = await desk.ask(desk.cookies.owner, `${path}/left-out.csv`);
  expect(leftOut.text).toContain("'=HYPERLINK(1)");
  expect(leftOut.text.split("\r\n")).toHaveLength(4);

  expect((await desk.ask(desk.cookies.owner, `${path}/confirmation`, "")).status).toBe(303);
  const done = await desk.ask(desk.cookies.owner, path);
  expect(done.text).toContain("They are in");
  expect(done.text).toContain("Ada First");
  expect(await sql("select 1 as one from clients where name = 'Ada First'")).toHaveLength(1);
  expect((await desk.ask(desk.cookies.owner, `${path}/left-out.csv`)).status).toBe(404);

  const undo = await desk.ask(desk.cookies.owner, `${path}/undo`);
  expect(undo.text).toContain("1 client goes again as if they had never been here");
  expect((await desk.ask(desk.cookies.owner, `${path}/undo`, "")).status).toBe(303);
  expect((await desk.ask(desk.cookies.owner, path)).text).toContain("Taken back");
  expect(await sql("select 1 as one from clients where name = 'Ada First'")).toEqual([]);
});

test("a list larger than any form comes in for a member, and is not even read for anybody else", async () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, n) => `Name ${n},person-${n}@example.test,+351 912 345 ${n}`,
  );
  const large = `name,email,phone\n${rows.join("\n")}`;
  expect(large.length).toBeGreaterThan(800_000);
  expect((await bring(large)).status).toBe(303);
  expect((await bring(large, desk.cookies.biller)).status).toBe(404);
  expect(await bring(large, "")).toMatchObject({ status: 303, location: "/sign-in?" });
  const elsewhere = await desk.ask(desk.cookies.owner, "/office/imports", large);
  expect(elsewhere.status).toBe(413);
});

test("more than 20 MB is refused in words", async () => {
  const answer = await bring("x,y\n".repeat(5_500_000));
  expect(answer.status).toBe(413);
  expect(answer.text).toContain("That is more than 20 MB");
});

const files: [string, Uint8Array | string, string][] = [
  ["a spreadsheet", new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6]), "spreadsheet’s own file"],
  ["a PDF", "%PDF-1.7\n", "That is a PDF"],
  ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1]), "That is a picture"],
  ["nothing", "", "There is nothing in it"],
  ["headings alone", "name,email\n", "nobody under them"],
  ["an open quotation mark", 'name\nA\n"B\nC\nD\n', "Line 3: A quotation mark opens there"],
];

test.each(files)("%s is refused at the field, kindly", async (_, file, words) => {
  const answer = await bring(file);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(words);
  expect(answer.text).toContain('href="#file"');
});

test("a pasted list does as well, and what was pasted comes back with a refusal", async () => {
  const pasted = new URLSearchParams({ of: desk.practice.slug, list: "name\nPasted Person\n" });
  expect((await desk.ask(desk.cookies.owner, "/office/imports/new", pasted)).status).toBe(303);
  const both = await bring("name\nA\n", desk.cookies.owner, { list: "name\nPasted Twice" });
  expect(both.status).toBe(422);
  expect(both.text).toContain("Pasted Twice");
  const none = await desk.ask(
    desk.cookies.owner,
    "/office/imports/new",
    new URLSearchParams({ of: desk.practice.slug }),
  );
  expect(none.text).toContain("Choose a file, or paste the list below.");
});

test("a list without a name, or with one thing in two columns, is sent back to its columns", async () => {
  const path = (await bring("a,b\nx,y\n")).location!;
  const none = await desk.ask(desk.cookies.owner, path, new URLSearchParams({ ...layout, "column-0": "" }));
  expect(none.status).toBe(422);
  expect(none.text).toContain("which column holds the name");
  const twice = { ...layout, "column-0": "name", "column-1": "name" };
  const both = await desk.ask(desk.cookies.owner, path, new URLSearchParams(twice));
  expect(both.status).toBe(422);
  expect(both.text).toContain('href="#column-1"');
});

test("a letter of Windows-1252 is read as such, and the page says so", async () => {
  const path = (await bring(Buffer.from("name\nJosé Conceição\n", "latin1"))).location!;
  const page = await desk.ask(desk.cookies.owner, path);
  expect(page.text).toContain("José Conceição");
  expect(page.text).toContain("Read as Windows-1252");
});

test("what is under way looks again by itself", async () => {
  const path = (await bring("name\nUnder Way\n")).location!.replace("/columns", "");
  await sql("update imports set status = 'running', confirmed_at = now() where id = $1", [
    path.split("/").at(-1),
  ]);
  const page = await desk.ask(desk.cookies.owner, path);
  expect(page.text).toContain("They are coming in");
  expect(page.headers.get("refresh")).toBe("3");
});
