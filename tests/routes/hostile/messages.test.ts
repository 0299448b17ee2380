import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { findThread } from "#app/domain/messaging/find.ts";
import { readThread } from "#app/domain/messaging/read.ts";
import { newId } from "#app/values/ids.ts";
import { aHouseOfFiles, type HouseOfFiles } from "#tests/routes/files/a-house-of-files.ts";
import { asSent, hostileTexts, inPage, isReadable } from "#tests/support/hostile-texts.ts";
import { aParser } from "#tests/support/parsed-page.ts";
import type { TestPractice } from "#tests/support/practice.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const all = hostileTexts(seed);

let house: HouseOfFiles;
let practice: TestPractice;
let therapist: string;
let parser: Awaited<ReturnType<typeof aParser>>;
beforeAll(async () => {
  house = await aHouseOfFiles();
  ({ practice, cookie: therapist } = await house.aPracticeAtWork(true));
  parser = await aParser();
}, 120_000);
afterAll(async () => {
  await parser.close();
  await house.close();
});

/** A text as it is kept, or null where it is refused: empty, longer than a message, or with characters nobody can read. */
function asKept(text: string): string | null {
  const sent = asSent(text).replaceAll("\r", "\n");
  const kept = sent.trim();
  return isReadable(sent) && kept !== "" && [...sent].length <= 5_000 ? kept : null;
}

const sides = ["client", "practice"] as const;

/** A thread in which one side writes all of these; gives those that were taken, in order. */
async function aThreadOf(side: (typeof sides)[number], texts: readonly string[]) {
  const writer = await house.aWriter(practice);
  const cookies = { client: writer.cookie, practice: therapist };
  const path = `/${side}/messages/${writer.threadId}`;
  const refused: { text: string; page: string }[] = [];
  const taken: string[] = [];
  for (const text of texts) {
    const body = new URLSearchParams({ text, onceKey: newId() });
    const sent = await house.ask(path, { cookie: cookies[side], body });
    expect([303, 422], JSON.stringify(text.slice(0, 100))).toContain(sent.status);
    if (sent.status === 303) taken.push(text);
    else refused.push({ text, page: sent.text });
  }
  const pagesOf = async (reader: (typeof sides)[number]) => {
    const pages: string[] = [];
    for (let before = taken.length + 2; before > 1; before -= 50)
      pages.unshift(
        (
          await house.ask(`/${reader}/messages/${writer.threadId}?before=${before}`, {
            cookie: cookies[reader],
          })
        ).text,
      );
    return pages;
  };
  return { ...writer, refused, taken, pagesOf };
}

describe.each(sides)("200 texts that mean harm, written by the %s", (side) => {
  test(`are kept as they are or refused, and do nothing on either side’s page (SEED=${seed})`, async () => {
    const thread = await aThreadOf(side, all);
    const expected = all.flatMap((text) => asKept(text) ?? []);
    expect(thread.taken.filter((text) => asKept(text) === null)).toEqual([]);
    expect(thread.taken.map(asKept)).toEqual(expected);
    expect(thread.refused.map(({ text }) => text)).toEqual(all.filter((text) => asKept(text) === null));
    expect(expected.length).toBeGreaterThan(100);
    expect(thread.refused.length).toBeGreaterThan(10);

    const own = { ...practice.own, now: () => new Date() } as MemberCtx;
    const stored: (string | null)[] = [];
    for (let before = expected.length + 2; before > 1; before -= 50) {
      const { messages } = await readThread(own, (await findThread(own, thread.threadId))!, { before });
      stored.unshift(...messages.map(({ text }) => text));
    }
    expect(stored.slice(1)).toEqual(expected);

    for (const { text, page } of thread.refused) {
      const { places } = await parser.parse(page, "textarea[name=text]");
      // What HTML cannot carry, a browser shows as a mark in its place.
      expect(places, JSON.stringify(text.slice(0, 100))).toEqual([
        { text: inPage(asSent(text)).replaceAll("\0", "\uFFFD"), inside: [] },
      ]);
      expect((await parser.parse(page, "[role=alert]")).places).toHaveLength(1);
    }

    const harmless = await aThreadOf(
      side,
      expected.map((_, n) => `Harmless ${n}`),
    );
    for (const reader of sides) {
      const [pages, plain] = [await thread.pagesOf(reader), await harmless.pagesOf(reader)];
      const shown: string[] = [];
      for (const [n, html] of pages.entries()) {
        const [page, like] = [
          await parser.parse(html, ".talk-words"),
          await parser.parse(plain[n]!, ".talk-words"),
        ];
        expect(page.around, `${reader} ${n}`).toEqual(like.around);
        for (const { text, inside } of page.places) {
          shown.push(text);
          for (const link of inside)
            expect(link, text).toMatchObject({ name: "a", attributes: ["href", "rel"], href: link.text });
          expect(
            inside.every(({ href }) => /^https?:\/\/[^\s@]+$/i.test(href ?? "")),
            text,
          ).toBe(true);
        }
      }
      expect(shown.slice(1)).toEqual(expected);
    }
  }, 240_000);
});
