import { afterAll, beforeAll, expect, test } from "vitest";
import { changeStage } from "#app/domain/clients/change-stage.ts";
import { consentsOn } from "#app/domain/clients/consent.ts";
import { privately } from "#app/domain/ctx.ts";
import { askByHand, askForStage, withdrawForm } from "#app/domain/forms/ask.ts";
import { findAsked, formWithin, ownForm, ownForms } from "#app/domain/forms/asked.ts";
import { ownAnswers, readForm } from "#app/domain/forms/read-form.ts";
import { saveAnswers } from "#app/domain/forms/save-answers.ts";
import { sealOf, signForm } from "#app/domain/forms/sign.ts";
import { withdrawOwnConsent } from "#app/domain/forms/withdraw-consent.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";
import { asked, inUse } from "./a-form.ts";

let house: TestHouse;
let practice: TestPractice;

beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

const first = <T>([one]: T[]): T => one!;
const alone = () => aClientOf(house, practice, "individual", ["self"]);

test("what is saved on one device is there on another, and a page saved elsewhere meanwhile is not overwritten silently", async () => {
  const client = await alone();
  const me = client.as("self");
  const id = first(await asked(practice, client.clientId, "intake"));
  const save = (brings: string, mark: string) =>
    saveAnswers(me, { id, page: "brings", answers: { brings }, mark });

  const saved = await save("I wake at four", "");
  expect(saved).toMatchObject({ ok: true });
  const { answers } = await ownAnswers(me, (await ownForm(me, id))!);
  expect(answers).toEqual({ brings: "I wake at four" });

  house.clock.advance(60_000);
  expect(await save("From the other tab", ""), "it had opened the page before").toEqual({
    ok: false,
    refusal: "saved_elsewhere",
  });
  expect(await save("I wake at four", ""), "the same twice is no quarrel").toMatchObject({ ok: true });
  const mark = saved?.ok ? saved.value.mark : "";
  expect(await save("I wake at five", mark)).toMatchObject({ ok: true });
});

test("an earlier answer that changes lets go of what it had opened", async () => {
  const client = await alone();
  const me = client.as("self");
  const id = first(await asked(practice, client.clientId, "intake"));
  const save = (answers: Record<string, string>, mark: string) =>
    saveAnswers(me, { id, page: "before", answers, mark });
  const one = await save({ "help-before": "past", "help-what": "A private thing" }, "");
  house.clock.advance(1000);
  await save({ "help-before": "no", "help-what": "A private thing" }, one?.ok ? one.value.mark : "");
  const { answers } = await ownAnswers(me, (await ownForm(me, id))!);
  expect(answers).toEqual({ "help-before": "no" });
});

test("signed is signed: nobody changes it, not even at the database, and signing twice is once", async () => {
  const client = await alone();
  const me = client.as("self");
  const id = first(await asked(practice, client.clientId, "consent-to-treatment"));
  expect(await signForm(me, { id, name: "Somebody" })).toEqual({ ok: false, refusal: "unanswered" });
  await saveAnswers(me, { id, page: "treatment", answers: { treatment: "yes" }, mark: "" });
  expect(await signForm(me, { id, name: "  " })).toEqual({ ok: false, refusal: "no_name" });

  const both = await Promise.all([
    signForm(me, { id, name: "Somebody" }),
    signForm(me, { id, name: "Somebody" }),
  ]);
  expect(both.every((one) => one?.ok)).toBe(true);
  expect(await consentsOn(practice.ctx, id)).toMatchObject([
    { purpose: "treatment", formPart: "treatment", language: "en", givenBy: "Somebody", withdrawnAt: null },
  ]);
  const late = await saveAnswers(me, { id, page: "treatment", answers: {}, mark: "" });
  expect(late).toEqual({ ok: false, refusal: "not_open" });
  const byHand = (statement: string) =>
    privately(me, client.clientId, (ctx) => ctx.db.execute(`${statement} where asked_id = '${id}'`));
  await expect(byHand("update form_answers set page = 'x'")).rejects.toThrow();
  await expect(byHand("delete from form_answers")).rejects.toThrow();

  const read = await readForm(practice.own, id);
  expect(read).toMatchObject({ signature: "Somebody", answers: { treatment: "yes" } });
  const { asked: row } = (await findAsked(practice.ctx, id))!;
  expect(row.hash).toEqual(sealOf({ asked: row }, { treatment: "yes" }, "Somebody"));
  const { rows } = await house.database.pool.query(
    "select count(*)::int as readings from events where name = 'form.read' and subject_id = $1",
    [id],
  );
  expect(rows[0].readings).toBe(1);

  expect(await withdrawOwnConsent(me, id)).toBe(true);
  expect(await withdrawOwnConsent(me, id), "once").toBe(false);
  expect((await consentsOn(practice.ctx, id))[0]?.withdrawnAt).not.toBeNull();
});

test("of a couple each fills their own, and neither sees the other’s; a guardian signs for a child", async () => {
  const couple = await aClientOf(house, practice, "couple", ["self", "partner"]);
  const ids = await asked(practice, couple.clientId, "intake");
  expect(ids).toHaveLength(2);
  const [lena, max] = [couple.as("self"), couple.as("partner")];
  const hers = first(await ownForms(lena)).asked.id;
  expect((await ownForms(lena)).map(({ asked }) => asked.id)).toEqual([hers]);
  expect(await ownForm(max, hers)).toBeNull();
  expect(await saveAnswers(max, { id: hers, page: "brings", answers: { brings: "x" }, mark: "" })).toBeNull();
  expect(await signForm(max, { id: hers, name: "Max" })).toBeNull();
  await saveAnswers(lena, { id: hers, page: "brings", answers: { brings: "Hers alone" }, mark: "" });
  const { rows } = await privately(max, couple.clientId, (ctx) =>
    ctx.db.execute("select * from form_answers"),
  );
  expect(rows, "the second wall").toEqual([]);

  const family = await aClientOf(house, practice, "family", ["child", "guardian", "payer"]);
  const [one, ...more] = await asked(practice, family.clientId, "consent-to-treatment");
  expect(more).toEqual([]);
  expect((await ownForm(family.as("guardian"), one!))?.forName).toMatch(/^child/);
  expect(await ownForms(family.as("child"))).toEqual([]);
  expect(await ownForms(family.as("payer"))).toEqual([]);
});

test("nobody reads what is still being written, nor whose hand does not reach it", async () => {
  const client = await alone();
  const me = client.as("self");
  const id = first(await asked(practice, client.clientId, "gad-7"));
  await saveAnswers(me, { id, page: "weeks", answers: { q1: "1" }, mark: "" });
  expect(await readForm(practice.own, id)).toBeNull();
  await signForm(me, { id, name: "Somebody" });
  for (const roles of [["scheduler"], ["biller"], ["manager"], ["owner"], ["therapist"]] as const) {
    const other = { ...practice.ctx, actor: aMember(practice.ctx.practiceId, { roles: [...roles] }) };
    expect(await formWithin(other, "forms.read", id), roles[0]).toBeNull();
    expect(await readForm(other, id), roles[0]).toBeNull();
  }
  const elsewhere = await aPractice(house.house);
  expect(await readForm(elsewhere.own, id)).toBeNull();
  expect((await readForm(practice.own, id))?.score).toMatchObject({
    measure: "GAD-7",
    total: null,
    missing: 6,
  });
});

test("the doors: what may be asked at each stage, and once it ended nothing is written any more", async () => {
  const { therapistId } = practice;
  const before = await practice.aClient();
  const formId = await inUse(practice, "gad-7");
  const wish = { clientId: before.clientId, therapistId, formId, who: "everybody" };
  expect(await askByHand(practice.own, wish)).toEqual({ ok: false, refusal: "not_at_this_stage" });
  await before.begin();
  const answer = await askByHand(practice.own, wish);
  expect(answer).toMatchObject({ ok: true });
  expect(await askByHand(practice.own, wish)).toEqual({ ok: false, refusal: "already_asked" });
  const id = answer?.ok ? first(answer.value.ids) : "";
  await changeStage(practice.own, { clientId: before.clientId, therapistId, to: "ended" });
  const me = { ...before.ctx, actor: before.ctx.actor as { kind: "client"; userId: string } };
  const late = await saveAnswers(me, { id, page: "weeks", answers: { q1: "1" }, mark: "" });
  expect(late).toEqual({ ok: false, refusal: "not_open" });
  expect(await signForm(me, { id, name: "Somebody" })).toEqual({ ok: false, refusal: "not_open" });
});

test("a stage asks its forms once, however often it comes, and what was withdrawn is asked no more", async () => {
  await inUse(practice, "intake");
  const client = await alone();
  const relationshipId = (
    await house.database.pool.query("select id from care_relationships where client_id = $1", [
      client.clientId,
    ])
  ).rows[0].id;
  await Promise.all([1, 2, 3].map(() => askForStage(practice.ctx, relationshipId)));
  const all = await ownForms(client.as("self"));
  const names = all.map(({ form }) => form.id);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(0);
  for (const { asked } of all) expect(await withdrawForm(practice.own, asked.id)).toBe(true);
  await askForStage(practice.ctx, relationshipId);
  expect(await ownForms(client.as("self"))).toEqual([]);
});
