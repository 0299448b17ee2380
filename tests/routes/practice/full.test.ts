import { afterAll, beforeAll, expect, test } from "vitest";
import { everyHour, wordsOf } from "#tests/routes/client/a-house-of-clients.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aBuiltHouse } from "./signed-in.ts";

let open: Awaited<ReturnType<typeof aBuiltHouse>>;
let practice: TestPractice;
let cookie: string;

beforeAll(async () => {
  open = await aBuiltHouse();
  practice = await aPractice(open.house, { isHome: true, hours: everyHour });
  cookie = await open.cookieOf(practice.own.actor);
});
afterAll(() => open.close());

const reads = async (path: string, as = "") => {
  const { status, text } = await open.ask(path, as);
  return { status, text, words: wordsOf({ status, text, headers: new Headers() }) };
};

const ways = [
  ["her caseload", "caseload = 0, is_accepting = true"],
  ["her word", "caseload = null, is_accepting = false"],
] as const;

test.each(ways)(
  "full by %s, she says so wherever a first call begins, and leads to the list",
  async (_, how) => {
    const { slug, therapistId } = practice;
    for (const path of ["/", `/book/${slug}`])
      expect((await reads(path)).text).not.toContain(`/book/${slug}/waiting"`);
    await open.sql.query(`update therapists set ${how} where id = $1`, [therapistId]);
    for (const path of ["/", `/therapists/${slug}`, `/book/${slug}`]) {
      const { status, text, words } = await reads(path);
      expect([path, status]).toEqual([path, 200]);
      expect(words).toMatch(/takes? no new people on at the moment/);
      expect(words).not.toContain("New ones appear as the weeks go by");
      expect(text).toContain(`/book/${slug}/waiting`);
    }

    const shows = async (type: string) => (await reads(`/practice/availability?type=${type}`, cookie)).words;
    expect(await shows("discovery")).toContain("no new people are taken on");
    // Whoever is in her care books as before, so their times are what they see.
    expect(await shows("session")).not.toContain("no new people are taken on");
    expect(await shows("session")).toContain("Open the booking page");
    await open.sql.query("update therapists set caseload = null, is_accepting = true where id = $1", [
      therapistId,
    ]);
  },
);
