import { afterAll, beforeAll, expect, test } from "vitest";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { privately } from "#app/domain/ctx.ts";
import { askByHand } from "#app/domain/forms/ask.ts";
import { ownForm } from "#app/domain/forms/asked.ts";
import { changeDraft, publish } from "#app/domain/forms/change-form.ts";
import { makeForm } from "#app/domain/forms/make.ts";
import { savedPages, together } from "#app/domain/forms/sealed.ts";
import { aHouseOfFiles, type HouseOfFiles } from "#tests/routes/files/a-house-of-files.ts";
import { asSent, hostileTexts, inPage, isReadable } from "#tests/support/hostile-texts.ts";
import { aParser, type Parsed } from "#tests/support/parsed-page.ts";
import type { TestPractice } from "#tests/support/practice.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const all = hostileTexts(seed);
const aForm = 10;

let house: HouseOfFiles;
let practice: TestPractice;
let own: MemberCtx;
let therapist: string;
let formId: string;
let writer: Awaited<ReturnType<HouseOfFiles["aWriter"]>>;
let parser: Awaited<ReturnType<typeof aParser>>;
beforeAll(async () => {
  house = await aHouseOfFiles();
  ({ practice, cookie: therapist } = await house.aPracticeAtWork(true));
  own = { ...practice.own, now: () => new Date() } as MemberCtx;
  writer = await house.aWriter(practice);
  parser = await aParser();
  ({ id: formId } = (await makeForm(own, { name: "Ten questions", template: null }))!);
  for (let n = 0; n < aForm; n += 1) {
    const part = {
      key: `q${n}`,
      kind: "text",
      label: `Question ${n}`,
      isLong: true,
      isRequired: false,
    } as const;
    await changeDraft(own, formId, { do: "part", page: "page-1", part });
  }
  expect(await publish(own, formId)).toMatchObject({ ok: true });
}, 120_000);
afterAll(async () => {
  await parser.close();
  await house.close();
});

const isTaken = (text: string) => isReadable(asSent(text)) && asSent(text).trim().length <= 5_000;

/** Ten answers on their way: asked, typed, refused where one cannot be kept, typed without it, signed; and every page on it. */
async function filled(texts: readonly string[]) {
  const { clientId, cookie } = writer;
  const asked = await askByHand(own, {
    ...{ clientId, therapistId: practice.therapistId, formId, who: "everybody" },
  });
  if (!asked?.ok) throw new Error(`Nobody was asked: ${asked?.refusal}`);
  const [id = ""] = asked.value.ids;
  const path = `/client/forms/${id}`;
  const send = (answers: readonly string[], mark = "") =>
    house.ask(`${path}?page=page-1`, {
      cookie,
      body: new URLSearchParams({ mark, ...Object.fromEntries(answers.map((one, n) => [`q${n}`, one])) }),
    });
  const first = await send(texts);
  const kept = texts.map((text) => (isTaken(text) ? text : ""));
  expect(first.status).toBe(kept.every((text, n) => text === texts[n]) ? 303 : 422);
  if (first.status === 422) expect((await send(kept)).status).toBe(303);
  const whole = (await ownForm(writer.ctx, id))!;
  const stored = await privately(writer.ctx, clientId, async (ctx) =>
    together(await savedPages(ctx, whole.asked)),
  );
  const filling = await house.ask(`${path}?page=page-1`, { cookie });
  const review = await house.ask(`${path}?page=review`, { cookie });
  const signed = await house.ask(`${path}/signature`, { cookie, body: new URLSearchParams({ name: "Me" }) });
  expect(signed.status).toBe(303);
  const theirs = await house.ask(path, { cookie });
  const hers = await house.ask(`/practice/forms/${id}`, { cookie: therapist });
  return { refused: first.status === 422 ? first : null, kept, stored, filling, review, theirs, hers };
}

type Filled = Awaited<ReturnType<typeof filled>>;
const pages = [
  ["filling", "textarea"],
  ["review", ".said"],
  ["theirs", ".said"],
  ["hers", "dl.facts dd"],
] as const satisfies (readonly [keyof Filled, string])[];

const lastOf = ({ places }: Parsed) => places.slice(-aForm);

test(`200 answers that mean harm are kept as they are or refused, and do nothing on any page of either side (SEED=${seed})`, async () => {
  const plain = await filled(Array.from({ length: aForm }, (_, n) => `Harmless ${n}`));
  for (let from = 0; from < all.length; from += aForm) {
    const texts = all.slice(from, from + aForm);
    const form = await filled(texts);
    const answers = form.kept.map((text) => asSent(text).trim());
    expect(form.stored).toEqual(
      Object.fromEntries(answers.flatMap((text, n) => (text ? [[`q${n}`, text]] : []))),
    );
    for (const [name, selector] of pages) {
      const page = await parser.parse(form[name].text, selector);
      expect(page.around, name).toEqual((await parser.parse(plain[name].text, selector)).around);
      expect(lastOf(page).map(({ text }) => text)).toEqual(
        answers.map((text) => inPage(text) || (name === "filling" ? "" : "Left out")),
      );
      for (const { inside } of lastOf(page))
        expect(inside.filter(({ name }) => name !== "span").map(({ name }) => name)).toEqual([]);
    }
    if (!form.refused) continue;
    const typed = await parser.parse(form.refused.text, "textarea");
    expect(typed.places.map(({ text }) => text)).toEqual(
      texts.map((text) => inPage(asSent(text)).replaceAll("\0", "\uFFFD")),
    );
    const wrong = await parser.parse(form.refused.text, "[role=alert] li");
    expect(wrong.places).toHaveLength(texts.filter((text) => !isTaken(text)).length);
  }
}, 240_000);
