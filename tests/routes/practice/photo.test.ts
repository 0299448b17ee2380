import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aBuiltHouse } from "./signed-in.ts";

let built: Awaited<ReturnType<typeof aBuiltHouse>>;
let practice: TestPractice;
let cookie: string;

beforeAll(async () => {
  built = await aBuiltHouse();
  practice = await aPractice(built.house, { isHome: true });
  cookie = await built.cookieOf(practice.own.actor);
});
afterAll(() => built.close());

const path = "/practice/settings/profile/photo";
const picture = readFileSync("public/apple-touch-icon.png");
const larger = readFileSync("docs/today.png");

/** Answers as a browser hears them, the bytes as they are. */
async function send(to: string, who: string, file?: Uint8Array<ArrayBuffer>) {
  const form = new FormData();
  if (file) form.set("photo", new File([file], "../../me.exe", { type: "text/html" }));
  const request = new Request(`http://localhost:3000${to}`, {
    method: file ? "POST" : "GET",
    headers: { host: "localhost:3000", origin: "http://localhost:3000", cookie: who },
    ...(file && { body: form }),
  });
  const answer = await built.built.selvage.answer(request, { address: "127.9.8.7" });
  return {
    status: answer.status,
    headers: answer.headers,
    content: Buffer.from(await answer.arrayBuffer()),
  };
}

test("a photo is taken, shown to everybody under an address that is kept for ever, and taken away again", async () => {
  expect((await send(path, cookie, new Uint8Array(larger))).status).toBe(303);
  const [src = ""] = new RegExp(`/therapists/${practice.slug}/photo\\?v=[\\w-]{22}`).exec(
    (await send("/", "")).content.toString(),
  ) ?? [""];
  expect((await send(`/therapists/${practice.slug}`, "")).content.toString()).toContain(src);
  const shown = await send(src, "");
  expect(shown.headers.get("content-type")).toBe("image/png");
  expect(shown.headers.get("cache-control")).toContain("immutable");
  expect(shown.headers.get("x-content-type-options")).toBe("nosniff");
  expect((await send(src.split("?")[0] ?? "", "")).headers.get("cache-control")).toBe("public, no-cache");

  expect((await built.ask(`${path}/removal`, cookie, {})).status).toBe(303);
  expect((await send(src, "")).status).toBe(404);
  expect((await send("/", "")).content.toString()).not.toContain("/photo?v=");
});

test.each([
  ["too small a picture", new Uint8Array(picture), 422, "very small"],
  ["a page", new TextEncoder().encode("<html><script>alert(1)</script>"), 422, "not a picture"],
  ["more than five megabytes", new Uint8Array(5 * 1024 * 1024 + 1), 422, "larger than 5 MB"],
  ["much more", new Uint8Array(6 * 1024 * 1024), 413, "too much"],
])("%s is refused in words, and nothing changes", async (_, file, status, words) => {
  const answer = await send(path, cookie, file);
  expect(answer.status).toBe(status);
  expect(answer.content.toString()).toContain(words);
  const { rows } = await built.sql.query("select count(*)::int as n from therapist_photos");
  expect(rows[0].n).toBe(0);
});

test("whoever may not change a profile finds no such page, and no form of words is a file", async () => {
  const biller = await built.aColleague(practice.ctx.practiceId, ["biller"]);
  expect((await send(path, biller, new Uint8Array(larger))).status).toBe(404);
  expect((await send(path, biller)).status).toBe(404);
  expect((await built.ask(path, cookie, { photo: "words" })).status).toBe(400);
});
