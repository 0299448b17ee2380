import { expect, onTestFinished, test } from "vitest";
import { seed } from "#app/domain/operations/seed.ts";
import { aHouse } from "#tests/support/house.ts";

test("Amara has a form waiting and one half done, and Priya’s two measures make a line of four points each", async () => {
  const { house, close } = await aHouse({ now: new Date("2027-02-03T12:00:00Z") });
  onTestFinished(close);
  await seed(house);
  const { rows } = await house.db.execute(
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
  const alerts = await house.db.execute("select count(*)::int as raised from form_alerts");
  expect(alerts.rows).toEqual([{ raised: 0 }]);
});
