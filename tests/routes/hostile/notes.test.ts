import { afterAll, beforeAll, expect, test } from "vitest";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { readNote } from "#app/domain/notes/read.ts";
import { draftAsItStands } from "#app/domain/notes/save.ts";
import { aDraft, aSigned } from "#tests/domain/notes/a-note.ts";
import { aHouseOfFiles, type HouseOfFiles } from "#tests/routes/files/a-house-of-files.ts";
import { asSent, hostileTexts, inPage } from "#tests/support/hostile-texts.ts";
import { aParser } from "#tests/support/parsed-page.ts";
import type { TestPractice } from "#tests/support/practice.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const all = hostileTexts(seed);

let house: HouseOfFiles;
let practice: TestPractice;
let own: MemberCtx;
let therapist: string;
let parser: Awaited<ReturnType<typeof aParser>>;
beforeAll(async () => {
  house = await aHouseOfFiles();
  ({ practice, cookie: therapist } = await house.aPracticeAtWork(true));
  own = { ...practice.own, now: () => new Date() } as MemberCtx;
  parser = await aParser();
}, 120_000);
afterAll(async () => {
  await parser.close();
  await house.close();
});

const post = (path: string, form: Record<string, string>) =>
  house.ask(path, { cookie: therapist, body: new URLSearchParams(form) });

/** What HTML cannot carry, a browser shows as a mark in its place. */
const inBox = (text: string) => inPage(text).replaceAll("\0", "\uFFFD");

test(`200 texts that mean harm are kept in a draft as they are, and stand in its box as words (SEED=${seed})`, async () => {
  const { clientId } = await house.aWriter(practice);
  const { id } = await aDraft(own, clientId, "Harmless");
  const path = `/practice/notes/${id}`;
  const plain = await parser.parse((await house.ask(path, { cookie: therapist })).text, "textarea");
  for (const text of all) {
    const { version } = (await draftAsItStands(own, id))!.note;
    const saved = await post(`${path}/draft`, { version: String(version), "s-note": text });
    expect(saved.status, JSON.stringify(text.slice(0, 100))).toBe(200);
    expect(asSent((await draftAsItStands(own, id))!.sections[0]!.text)).toBe(asSent(text));
    const page = await parser.parse((await house.ask(path, { cookie: therapist })).text, "textarea");
    expect(page.around).toEqual(plain.around);
    expect(page.places).toEqual([{ text: inBox(asSent(text)), inside: [] }]);
  }
}, 240_000);

/** What Markdown may make of words. */
const harmless = new Set([
  "h2",
  "h3",
  "h4",
  "p",
  "a",
  "ul",
  "ol",
  "li",
  "strong",
  "em",
  "blockquote",
  "br",
  "hr",
  "code",
]);

test(`200 texts that mean harm stand beneath a signed note as Markdown that can do nothing (SEED=${seed})`, async () => {
  const { clientId } = await house.aWriter(practice);
  const [note, other] = [await aSigned(own, clientId, "Harmless"), await aSigned(own, clientId, "Harmless")];
  const taken = all.filter((text) => asSent(text).trim() !== "");
  for (const text of all) {
    const { status } = await post(`/practice/notes/${note}/amendments`, { text });
    expect(status, JSON.stringify(text.slice(0, 100))).toBe(taken.includes(text) ? 303 : 422);
  }
  for (const [n] of taken.entries())
    expect((await post(`/practice/notes/${other}/amendments`, { text: `Harmless ${n}` })).status).toBe(303);
  const { amendments } = (await readNote(own, note))!;
  expect(amendments.map(({ text }) => asSent(text))).toEqual(taken.map((text) => asSent(text).trim()));

  const see = async (id: string) =>
    parser.parse((await house.ask(`/practice/notes/${id}`, { cookie: therapist })).text, ".prose");
  const [page, plain] = [await see(note), await see(other)];
  expect(page.around).toEqual(plain.around);
  for (const one of page.places.flatMap(({ inside }) => inside)) {
    expect(harmless, one.name).toContain(one.name);
    expect(one.name === "a" ? ["href"] : [], one.text).toEqual(expect.arrayContaining(one.attributes));
    if (one.href !== null) expect(one.href).toMatch(/^(https?:|mailto:|tel:|[^:]*$|[#/?][^\s]*$)/i);
  }
}, 240_000);
