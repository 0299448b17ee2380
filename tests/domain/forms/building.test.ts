import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askByHand } from "#app/domain/forms/ask.ts";
import { findAsked } from "#app/domain/forms/asked.ts";
import { changeDraft, dropDraft, keepStanding, publish } from "#app/domain/forms/change-form.ts";
import { type Edit, edited, unreadyFor } from "#app/domain/forms/edit.ts";
import { makeForm } from "#app/domain/forms/make.ts";
import { findForm, formsInUse } from "#app/domain/forms/queries.ts";
import type { FormBody, FormPart } from "#app/values/form-body.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

const question = (key: string, more: Partial<FormPart> = {}): FormPart =>
  ({ key, kind: "text", label: `What of ${key}?`, isLong: false, isRequired: false, ...more }) as FormPart;

const choice = (key: string, count: number): FormPart => ({
  ...{ key, kind: "choice", label: "Which?", isMany: false, isRequired: true },
  options: Array.from({ length: count }, (_, n) => ({ value: `${n}`, label: `The ${n}th` })),
});

/** An empty form of the practice with these parts on its only page; not published. */
async function aDraft(...parts: FormPart[]): Promise<string> {
  const { id } = (await makeForm(practice.own, { name: "Before we begin", template: null }))!;
  for (const part of parts) await change(id, { do: "part", page: "page-1", part });
  return id;
}

const change = async (id: string, edit: Edit) =>
  expect(await changeDraft(practice.own, id, edit)).toEqual({ ok: true });
/** Ask a form of a client nobody asked before; gives what was asked. */
async function askOfSomebody(formId: string): Promise<string> {
  const { clientId } = await aClientOf(house, practice, "individual", ["self"]);
  const wish = { clientId, therapistId: practice.therapistId, formId, who: "everybody" };
  const asked = await askByHand(practice.own, wish);
  if (!asked?.ok) throw new Error(asked?.refusal ?? "Not theirs to ask");
  return asked.value.ids[0]!;
}

const publishNow = (id: string) => publish(practice.own, id);

test("whoever was asked keeps the version they were asked, and whoever is asked later gets the next", async () => {
  const id = await aDraft(question("first"));
  expect(await publishNow(id)).toEqual({ ok: true, value: { version: 1 } });
  const earlier = await askOfSomebody(id);
  await change(id, { do: "part", page: "page-1", part: question("second") });
  const keysOf = async (askedId: string) =>
    (await findAsked(practice.ctx, askedId))!.body.pages.flatMap(({ parts }) => parts.map(({ key }) => key));
  expect(await keysOf(earlier), "a change that is not published reaches nobody").toEqual(["first"]);
  expect(await publishNow(id)).toEqual({ ok: true, value: { version: 2 } });
  expect(await publishNow(id), "nothing waits any more").toBeNull();
  expect(await keysOf(earlier)).toEqual(["first"]);
  expect(await keysOf(await askOfSomebody(id))).toEqual(["first", "second"]);
});

test("a published version is fixed at the database too", async () => {
  const id = await aDraft(question("only"));
  await publishNow(id);
  await expect(
    house.database.pool.query("update form_versions set body = '{}' where form_id = $1", [id]),
  ).rejects.toThrow();
});

test("changes can be let go, but never a form that has nothing else", async () => {
  const id = await aDraft(question("only"));
  expect(await dropDraft(practice.own, id)).toBe(false);
  await publishNow(id);
  await change(id, { do: "drop_part", page: "page-1", part: "only" });
  expect(await dropDraft(practice.own, id)).toBe(true);
  expect((await findForm(practice.ctx, id))?.draft).toBeNull();
});

test("a measure's questions are its authors', and it stays a measure", async () => {
  const { id } = (await makeForm(practice.own, { name: "", template: "phq-9" }))!;
  const edit = { do: "part", page: "weeks", part: question("ours") } as const;
  expect(await changeDraft(practice.own, id, edit)).toEqual({ ok: false, refusal: "fixed" });
  await publishNow(id);
  expect((await findForm(practice.ctx, id))?.form.kind).toBe("measure");
});

test("put away, a form is offered no more and comes back as it was", async () => {
  const id = await aDraft(question("only"));
  await publishNow(id);
  const isInUse = async () => (await formsInUse(practice.ctx)).some(({ form }) => form.id === id);
  const keep = (isPutAway: boolean) =>
    keepStanding(practice.own, id, { name: "Before we begin", askedAt: null, isPutAway });
  expect(await isInUse()).toBe(true);
  await keep(true);
  expect(await isInUse()).toBe(false);
  await keep(false);
  expect(await isInUse()).toBe(true);
});

test("who may not say what forms ask makes, changes and publishes nothing", async () => {
  const id = await aDraft(question("only"));
  const others = await colleagues(practice);
  for (const ctx of [others.scheduler, others.biller, others.other]) {
    expect(await makeForm(ctx, { name: "Mine", template: null })).toBeNull();
    expect(await changeDraft(ctx, id, { do: "words", intro: "Mine", minutes: 1 })).toBeNull();
    expect(await publish(ctx, id)).toBeNull();
    expect(await keepStanding(ctx, id, { name: "Mine", askedAt: null, isPutAway: true })).toBe(false);
  }
  expect((await findForm(practice.ctx, id))?.form.name).toBe("Before we begin");
});

describe("what cannot be published yet, and why", () => {
  const reasons: [why: string | null, parts: FormPart[]][] = [
    ["nothing_asked", []],
    ["nothing_asked", [{ key: "words", kind: "section", title: "Welcome", text: "" }]],
    ["options_needed", [choice("which", 1)]],
    [
      "consent_without_words",
      [{ key: "yes", kind: "consent", label: "I agree", text: " ", purpose: "treatment", isRequired: true }],
    ],
    [
      "condition_not_earlier",
      [question("then", { showIf: { question: "which", is: ["1"] } }), choice("which", 2)],
    ],
    ["condition_not_earlier", [question("self", { showIf: { question: "self", is: ["1"] } })]],
    ["condition_not_earlier", [question("lost", { showIf: { question: "gone", is: ["1"] } })]],
    [null, [choice("which", 2), question("then", { showIf: { question: "which", is: ["1"] } })]],
  ];
  test.each(reasons)("%s: %j", async (why, parts) => {
    const id = await aDraft(...parts);
    const answer = await publishNow(id);
    expect(answer?.ok ? null : answer?.refusal).toBe(why);
  });
});

test("pages and parts change places, and a key that names nothing changes nothing", () => {
  const page = (key: string) => ({ key, title: key, text: "", isSensitive: false, parts: [] });
  const body: FormBody = { intro: "", minutes: 5, pages: [page("a"), page("b"), page("c")] };
  const orderAfter = (edit: Edit) =>
    edited(body, edit)
      .pages.map(({ key }) => key)
      .join("");
  expect(orderAfter({ do: "move_page", page: "c", by: -1 })).toBe("acb");
  expect(orderAfter({ do: "move_page", page: "a", by: -1 })).toBe("abc");
  expect(orderAfter({ do: "move_page", page: "c", by: 1 })).toBe("abc");
  expect(orderAfter({ do: "move_page", page: "nobody", by: 1 })).toBe("abc");
  expect(orderAfter({ do: "drop_page", page: "b" })).toBe("ac");
  expect(edited(body, { do: "drop_part", page: "nobody", part: "x" })).toEqual(body);
  const asked = edited(body, { do: "part", page: "b", part: question("one") });
  const again = edited(asked, { do: "part", page: "b", part: question("one", { isRequired: true }) });
  expect(again.pages[1]?.parts).toEqual([question("one", { isRequired: true })]);
  expect(unreadyFor(again)).toBeNull();
});
