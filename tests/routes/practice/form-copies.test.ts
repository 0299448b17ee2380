import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { saveAnswers } from "#app/domain/forms/save-answers.ts";
import { signForm } from "#app/domain/forms/sign.ts";
import { handOver } from "#app/domain/privacy/hand-over.ts";
import { exportDocument } from "#app/routes/client/export-document.tsx";
import { asked } from "#tests/domain/forms/a-form.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aBuiltHouse } from "./signed-in.ts";

let built: Awaited<ReturnType<typeof aBuiltHouse>>;
let practice: TestPractice;
let tess: string;
beforeAll(async () => {
  built = await aBuiltHouse();
  practice = await aPractice(built.house, { isHome: true });
  tess = await built.cookieOf(practice.own.actor);
});
afterAll(() => built.close());

/** The same house, whose clock goes by itself. */
const beside = () => ({ database: { pool: built.sql }, clock: { advance: () => {} } });

/** Somebody who was asked the GAD-7 and answered each of it with one point. */
async function answered() {
  const client = await aClientOf(beside(), practice, "individual", ["self"]);
  const [id = ""] = await asked(practice, client.clientId, "gad-7");
  const self: ClientCtx = client.as("self");
  const answers = Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`q${n + 1}`, "1"]));
  await saveAnswers(self, { id, page: "weeks", answers, mark: "" });
  return { id, self, clientId: client.clientId, sign: () => signForm(self, { id, name: "Lou Client" }) };
}

test("a signed form is a loose end until it is read, stands beside the next note, and goes out with the record", async () => {
  const { id, clientId, sign } = await answered();
  expect((await built.ask(`/practice/forms/${id}/form.pdf`, tess)).status).toBe(404);
  await sign();
  const today = async () => (await built.ask("/practice/today", tess)).text;
  expect(await today()).toContain("1 form to read");
  const note = await built.ask("/practice/notes/new", tess, {
    client: clientId,
    kind: "progress",
    layout: "free",
  });
  const editor = (await built.ask(note.location ?? "", tess)).text;
  expect(editor).toContain("7 of 21, mild (5 to 9).");
  expect(editor).toContain("Trouble relaxing");
  expect(await today(), "what stands beside a note was not read for itself").toContain("1 form to read");
  const copy = await built.ask(`/practice/forms/${id}/form.pdf`, tess);
  expect([copy.status, copy.text.slice(0, 5)]).toEqual([200, "%PDF-"]);
  expect(await today()).not.toContain("form to read");
  const record = JSON.parse((await built.ask(`/practice/clients/${clientId}/record.json`, tess)).text);
  expect(record.forms).toMatchObject([
    { name: "GAD-7", signature: "Lou Client", score: "7 of 21, mild (5 to 9)" },
  ]);
  expect(record.forms[0].answers[3]).toEqual({ asked: "Trouble relaxing", answer: "Several days" });
  const { rows } = await built.sql.query(
    "select count(*)::int as times from events where name = 'form.read' and subject_id = $1",
    [id],
  );
  expect(rows).toEqual([{ times: 3 }]);
});

test("psychotherapy notes have no form beside them, and a colleague has no copy", async () => {
  const { id, clientId, sign } = await answered();
  await sign();
  const kind = "psychotherapy";
  const note = await built.ask("/practice/notes/new", tess, { client: clientId, kind, layout: "" });
  expect((await built.ask(note.location ?? "", tess)).text).not.toContain("7 of 21");
  for (const roles of [["scheduler"], ["biller"], ["manager"]] as const) {
    const colleague = await built.aColleague(practice.ctx.practiceId, [...roles]);
    expect((await built.ask(`/practice/forms/${id}/form.pdf`, colleague)).status, roles[0]).toBe(404);
  }
});

test("whoever filled it in has a copy once it is signed, and takes along what they wrote even before", async () => {
  const { id, self, sign } = await answered();
  const before = await handOver(self, "json");
  expect(before.forms).toMatchObject([{ name: "GAD-7", status: "begun", signature: null }]);
  expect(before.forms[0]?.answers[0]).toEqual({
    asked: "Feeling nervous, anxious or on edge",
    answer: "Several days",
  });
  await sign();
  const after = await handOver(self, "html");
  expect(after.forms).toMatchObject([{ status: "signed", signature: "Lou Client", score: { total: 7 } }]);
  expect(exportDocument(after, "en-GB")).toContain("Trouble relaxing");
  expect(JSON.stringify(after.forms)).not.toContain(id);
});
