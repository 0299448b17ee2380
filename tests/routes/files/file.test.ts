import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { takeOn } from "#app/domain/practices/open.ts";
import { newId } from "#app/values/ids.ts";
import type { TestPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { aForm, aHouseOfFiles, aPdf, filesIn, type HouseOfFiles } from "./a-house-of-files.ts";

let house: HouseOfFiles;
let practice: TestPractice;
let therapist: string;
let writer: Awaited<ReturnType<HouseOfFiles["aWriter"]>>;
let pdf: string;
let picture: string;

const bytes = aPdf(150_000);
const png = readFileSync("public/apple-touch-icon.png");

beforeAll(async () => {
  house = await aHouseOfFiles();
  ({ practice, cookie: therapist } = await house.aPracticeAtWork(true));
  writer = await house.aWriter(practice);
  [pdf = "", picture = ""] = await sendFiles(["Brief für Dich 🌿.pdf", "sea.png"], [bytes, png]);
}, 120_000);
afterAll(() => house.close());

/** The therapist sends files in one message; gives their ids. */
async function sendFiles(names: string[], contents: Buffer[]): Promise<string[]> {
  const files = names.map((name, n) => ({ name, bytes: contents[n]! }));
  const path = `/practice/messages/${writer.threadId}`;
  const before = filesIn(await house.ask(path, { cookie: therapist }));
  const form = aForm({ text: "Here.", onceKey: newId() }, files);
  const sent = await house.ask(path, { cookie: therapist, body: form });
  expect([sent.status, sent.headers.get("location")]).toEqual([303, `${path}#latest`]);
  return filesIn(await house.ask(path, { cookie: therapist })).slice(before.length);
}

const get = (id: string, cookie = writer.cookie, headers: Record<string, string> = {}, method = "GET") =>
  house.ask(`/files/${id}`, { cookie, headers, method });

describe("a file that is given", () => {
  test("says what it is and is sealed off: no script, no guessing, no keeping, no other site", async () => {
    for (const cookie of [writer.cookie, therapist]) {
      const { status, headers, bytes: given } = await get(pdf, cookie);
      expect(status).toBe(200);
      expect(given.equals(bytes)).toBe(true);
      expect(Object.fromEntries(headers)).toMatchObject({
        "content-type": "application/pdf",
        "content-length": String(bytes.length),
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "private, no-store",
        "accept-ranges": "bytes",
        "content-disposition":
          "attachment; filename=\"Brief f_r Dich __.pdf\"; filename*=UTF-8''Brief%20f%C3%BCr%20Dich%20%F0%9F%8C%BF.pdf",
      });
      expect(headers.get("content-encoding")).toBeNull();
    }
  });

  test("is shown in place when it is a picture, and saved when it is a PDF", async () => {
    const { headers } = await get(picture);
    expect(headers.get("content-type")).toBe("image/png");
    expect(headers.get("content-disposition")).toMatch(/^inline; filename="sea\.png"/);
    expect(headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
  });

  test("is only spoken of when it is asked for by HEAD", async () => {
    const { status, headers, bytes: given } = await get(pdf, writer.cookie, {}, "HEAD");
    expect([status, given.length, headers.get("content-length")]).toEqual([200, 0, String(bytes.length)]);
    const part = await get(pdf, writer.cookie, { range: "bytes=0-9" }, "HEAD");
    expect([part.status, part.bytes.length, part.headers.get("content-length")]).toEqual([206, 0, "10"]);
  });

  test.each([
    ["bytes=0-0", 0, 1],
    ["bytes=10-19", 10, 20],
    ["bytes=65530-65550", 65_530, 65_551],
    ["bytes=149990-", 149_990, 150_000],
    ["bytes=-5", 149_995, 150_000],
    ["bytes=149999-999999", 149_999, 150_000],
    ["bytes=-999999", 0, 150_000],
  ])("gives the part that %s asks for", async (range, from, until) => {
    const part = await get(pdf, writer.cookie, { range });
    expect(part.status).toBe(206);
    expect(part.headers.get("content-range")).toBe(`bytes ${from}-${until - 1}/150000`);
    expect(part.headers.get("content-length")).toBe(String(until - from));
    expect(part.bytes.equals(bytes.subarray(from, until))).toBe(true);
    expect(part.headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
  });

  test.each(["bytes=150000-", "bytes=150000-150001", "bytes=-0"])("has nothing at %s", async (range) => {
    const part = await get(pdf, writer.cookie, { range });
    expect([part.status, part.bytes.length]).toEqual([416, 0]);
    expect(part.headers.get("content-range")).toBe("bytes */150000");
  });

  test.each(["bytes=5-2", "bytes=0-1,4-5", "lines=1-2", "bytes=a-b", "bytes=-"])(
    "is given whole where %s asks for nothing we know",
    async (range) => {
      const all = await get(pdf, writer.cookie, { range });
      expect([all.status, all.bytes.length]).toEqual([200, bytes.length]);
    },
  );

  test("is given in part only to whoever has a part of this one", async () => {
    const tag = (await get(pdf)).headers.get("etag")!;
    const range = "bytes=0-9";
    expect((await get(pdf, writer.cookie, { range, "if-range": tag })).status).toBe(206);
    expect((await get(pdf, writer.cookie, { range, "if-range": '"another"' })).status).toBe(200);
  });
});

describe("a file that is somebody else’s", () => {
  test("is not there: for another client, another practice, the desk, the books, the owner who is no lead", async () => {
    const [other, elsewhere] = [await house.aWriter(practice), await house.aPracticeAtWork()];
    const cookies = [other.cookie, elsewhere.cookie];
    for (const role of ["scheduler", "biller", "manager", "owner"] as const) {
      const { memberId, userId } = await takeOn(practice.ctx, {
        email: `${role}@selvage.test`,
        name: role,
        roles: [role],
      });
      const place = { practiceId: practice.ctx.practiceId, memberId };
      cookies.push((await signIn(house.house, { userId, place })).cookie);
    }
    for (const cookie of cookies) {
      const never = await get(newId(), cookie);
      for (const method of ["GET", "HEAD"]) {
        const found = await get(pdf, cookie, {}, method);
        expect(found.status).toBe(404);
        expect(found.headers.get("content-type")).toBe(never.headers.get("content-type"));
        expect(found.headers.get("content-disposition")).toBeNull();
        if (method === "GET") expect(withoutIds(found.text)).toBe(withoutIds(never.text));
      }
    }
    for (const id of ["no-id", "..%2f..%2fetc%2fpasswd", `${pdf}x`, pdf.slice(0, -1)])
      expect((await get(id)).status).toBe(404);
  });

  test("sends whoever is not signed in to the door, and leaves a member outside who has not shown their second factor", async () => {
    for (const id of [pdf, newId()]) {
      const { status, headers } = await get(id, "");
      expect([status, headers.get("location")]).toEqual([303, `/sign-in?back=%2Ffiles%2F${id}`]);
    }
    const place = { practiceId: practice.ctx.practiceId, memberId: practice.memberId };
    const unproven = await signIn(house.house, { userId: practice.userId, place, proven: false });
    expect((await get(pdf, unproven.cookie)).status).toBe(404);
  });

  test("asks again on a device that stays signed in, after a day, as its words do; a stranger is told nothing by that", async () => {
    const { practiceId, actor } = writer.ctx;
    const other = await house.aWriter(practice);
    const onOwn = async (userId: string) => {
      const place = { practiceId, memberId: null };
      const { cookie, sessionId } = await signIn(house.house, { userId, place, isOwnDevice: true });
      await house.sql.query(
        "update sessions set signed_in_at = signed_in_at - interval '25 hours' where id = $1",
        [sessionId],
      );
      return cookie;
    };
    const { status, headers } = await get(pdf, await onOwn(actor.userId));
    expect([status, headers.get("location")]).toEqual([303, `/sign-in?again=yes&back=%2Ffiles%2F${pdf}`]);
    expect((await get(pdf, await onOwn(other.ctx.actor.userId))).status).toBe(404);
  });
});

test("that the therapist opened it is noted, and that the client did is theirs", async () => {
  const opened = async () => {
    const { rows } = await house.sql.query(
      "select actor, subject_id, detail from events where name = 'file.read' and detail->>'file' = $1",
      [picture],
    );
    return rows;
  };
  await get(picture, writer.cookie);
  expect(await opened()).toEqual([]);
  await get(picture, therapist);
  expect(await opened()).toEqual([
    { actor: `member:${practice.userId}`, subject_id: writer.threadId, detail: { file: picture } },
  ]);
});

test.each([
  '"; filename="evil.html',
  "a\r\nSet-Cookie: x=y\r\n.pdf",
  "../../../etc/passwd",
  "\u202Efdp.exe",
  "<img src=x onerror=alert(1)>.html",
  "%0d%0aX-Evil: 1;'\"().pdf",
  `${"long ".repeat(80)}.pdf`,
])("a name like %j is a name and nothing else", async (name) => {
  const [id = ""] = await sendFiles([name], [aPdf()]);
  const { headers } = await get(id);
  const said = headers.get("content-disposition") ?? "";
  expect(said).toMatch(/^attachment; filename="[\w. -]+\.pdf"; filename\*=UTF-8''[\w.~!%*-]+\.pdf$/);
  const shown = decodeURIComponent(said.split("UTF-8''")[1] ?? "");
  expect(shown).not.toMatch(/[\p{C}\p{Zl}\p{Zp}/\\]/u);
  expect(shown.length).toBeLessThanOrEqual(120);
  expect([headers.get("set-cookie"), headers.get("x-evil")]).toEqual([null, null]);
  expect(headers.get("content-type")).toBe("application/pdf");
  const page = await house.ask(`/client/messages/${writer.threadId}`, { cookie: writer.cookie });
  expect(page.text).not.toContain("<img src=x");
  expect(page.text).not.toContain("\u202E");
});

/** A page without what is another each time. */
function withoutIds(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "ID")
    .replaceAll(/nonce="[^"]*"/g, "");
}
