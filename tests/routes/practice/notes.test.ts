import { afterAll, beforeAll, expect, test } from "vitest";
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

const versionIn = (text: string) => /name="version" value="(\d+)"/.exec(text)?.[1] ?? "";

test("a note from the first word to what comes after: begun, saved, in two tabs, signed, added to, struck", async () => {
  const { clientId } = await practice.aClient();
  expect((await built.ask("/practice/notes", tess)).text).toContain("Nothing loose");
  expect((await built.ask(`/practice/notes/new?client=${clientId}`, tess)).status).toBe(200);
  const begun = await built.ask("/practice/notes/new", tess, {
    client: clientId,
    kind: "progress",
    layout: "free",
  });
  expect(begun.status).toBe(303);
  const note = begun.location ?? "";
  const words = "**calm** <script>alert(1)</script> <img src=x onerror=alert(1)>";
  const saved = await built.ask(`${note}/draft`, tess, { version: "0", "s-note": words });
  expect(saved).toMatchObject({ status: 200, text: '{"version":1}' });
  expect((await built.ask(`${note}/draft`, tess, { version: "0", "s-note": "other" })).status).toBe(409);
  const both = await built.ask(`${note}/words`, tess, { version: "0", "s-note": "typed in the other tab" });
  expect(both.status).toBe(409);
  expect(both.text).toContain("typed in the other tab");
  expect(both.text).toContain("**calm**");
  const toSign = await built.ask(`${note}/words?then=sign`, tess, {
    version: versionIn(both.text),
    "s-note": words,
  });
  expect(toSign).toMatchObject({ status: 303, location: `${note}/signature` });
  const page = await built.ask(`${note}/signature`, tess);
  expect(page.text).toContain("<strong>calm</strong>");
  expect(page.text).not.toContain("<script>alert");
  expect(page.text).not.toContain("<img src=x");
  expect(await built.ask(`${note}/signature`, tess, { version: versionIn(page.text) })).toMatchObject({
    status: 303,
    location: `${note}?news=signed`,
  });
  expect((await built.ask(`${note}/amendments`, tess, { text: "" })).status).toBe(422);
  expect((await built.ask(`${note}/amendments`, tess, { text: "A thought later." })).status).toBe(303);
  expect((await built.ask(`${note}/error`, tess, { text: "Another client’s." })).status).toBe(303);
  const read = (await built.ask(note, tess)).text;
  expect(read).toContain("A thought later.");
  expect(read).toContain("Entered in error");
  const record = (await built.ask(`/practice/clients/${clientId}?show=notes`, tess)).text;
  expect(record).toContain("Progress note");
  expect(record).not.toContain("calm");
});

test("the record goes out as PDF and JSON, is noted, and carries no psychotherapy note; a manager finds no door to it", async () => {
  const { clientId } = await practice.aClient();
  const begun = await built.ask("/practice/notes/new", tess, { client: clientId, kind: "psychotherapy" });
  const note = begun.location ?? "";
  await built.ask(`${note}/words`, tess, { version: "0", "s-note": "quetzal alone" });
  await built.ask(`${note}/signature`, tess, { version: "1" });
  const record = `/practice/clients/${clientId}/record`;
  expect((await built.ask(record, tess)).text).toContain("What is not");
  expect((await built.ask(`${record}.pdf`, tess)).text).toContain("%PDF");
  expect((await built.ask(`${record}.json`, tess)).text).not.toContain("quetzal");
  const { rows } = await built.sql.query(
    "select count(*)::int as n from events where subject_id = $1 and name = 'record.exported'",
    [clientId],
  );
  expect(rows[0].n).toBe(2);
  for (const roles of [["owner"], ["manager"], ["scheduler"], ["biller"]] as const) {
    const other = await built.aColleague(practice.ctx.practiceId, roles);
    for (const path of [
      note,
      `${note}/release`,
      record,
      `${record}.json`,
      `/practice/clients/${clientId}/goals`,
    ])
      expect((await built.ask(path, other)).status).toBe(404);
  }
});
