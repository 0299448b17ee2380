import { afterAll, beforeAll, expect, test } from "vitest";
import { ownContent } from "#app/domain/content/own.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { seed } from "#app/domain/operations/seed.ts";
import { aWorldOfFiles } from "#tests/domain/files/a-storage.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";

let made: TestHouse;
beforeAll(async () => {
  made = await aHouse({ now: new Date("2027-02-03T12:00:00Z") });
  await seed(made.house, { world: aWorldOfFiles() });
});
afterAll(() => made.close());

test("Amara has a form waiting and one half done, and Priya’s two measures make a line of four points each", async () => {
  const { rows } = await made.house.db.execute(
    `select p.email, f.template, a.status, count(*)::int as times from forms_asked a
     join participants p on p.id = a.participant_id join form_versions v on v.id = a.version_id
     join forms f on f.id = v.form_id where p.email in ('amara@demo.test', 'priya@demo.test')
     group by 1, 2, 3 order by 1, 2`,
  );
  expect(rows).toEqual([
    { email: "amara@demo.test", template: "consent-to-treatment", status: "waiting", times: 1 },
    { email: "amara@demo.test", template: "intake", status: "begun", times: 1 },
    { email: "priya@demo.test", template: "gad-7", status: "signed", times: 4 },
    { email: "priya@demo.test", template: "phq-9", status: "signed", times: 4 },
  ]);
  const alerts = await made.house.db.execute("select count(*)::int as raised from form_alerts");
  expect(alerts.rows).toEqual([{ raised: 0 }]);
});

test("Priya has a minute of the sea to hear and a page to read; Amara the page alone", async () => {
  const { rows } = await made.house.db.execute<{ id: string }>(
    "select id from practices where slug = 'maren-holt'",
  );
  const has = async (email: string) => {
    const ctx = { ...made.house, practiceId: rows[0]!.id };
    const { userId } = await knowByAddress(ctx, { name: "", email });
    const items = await ownContent({ ...ctx, actor: { kind: "client", userId } });
    return items.map(({ kind, duration }) => [kind, duration]);
  };
  expect(await has("priya@demo.test")).toEqual([
    ["meditation", 60],
    ["link", null],
  ]);
  expect(await has("amara@demo.test")).toEqual([["link", null]]);
});

test("Priya and Maren wrote to each other twice each, and nothing of it waits for an answer", async () => {
  const { rows } = await made.house.db.execute(
    "select last_number, answered_number, waiting_count from threads order by last_number",
  );
  expect(rows).toEqual([{ last_number: 5, answered_number: 5, waiting_count: 0 }]);
});
