import { afterAll, beforeAll, expect, test } from "vitest";
import { offer } from "#app/domain/session-types/offer.ts";
import { aPractice, aType, type TestPractice } from "#tests/support/practice.ts";
import { aBuiltHouse } from "./practice/signed-in.ts";

let open: Awaited<ReturnType<typeof aBuiltHouse>>;
let practice: TestPractice;

beforeAll(async () => {
  open = await aBuiltHouse();
  const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 540, length: 480 }));
  practice = await aPractice(open.house, { isHome: true, hours });
  const forTwo = aType({ slug: "for-two", name: "First call for two", kind: "discovery", minutes: 45 });
  await offer(practice.ctx, { ...forTwo, position: 9 }, [practice.therapistId]);
});
afterAll(() => open.close());

const named = "type=for-two";

test("whoever looks at another first call goes on with that one: other dates, other zones, the waiting list", async () => {
  const { text } = await open.ask(`/book/${practice.slug}?${named}&tz=Europe%2FLisbon`, "");
  const ways = [...text.matchAll(/href="([^"]*)"/g)].map(([, way = ""]) => way.replaceAll("&amp;", "&"));
  const onwards = ways.filter((way) => /\/waiting\?|from=/.test(way));
  expect(onwards.length).toBeGreaterThan(0);
  expect(text).toContain('name="type" value="for-two"');
  for (const way of onwards) expect(way).toContain(named);
});

test("whoever waits for another first call waits for that one, also when the form comes back", async () => {
  const path = `/book/${practice.slug}/waiting?${named}`;
  const { text } = await open.ask(path, "");
  expect(text).toContain("45 minutes");
  const action = /method="post"[^>]*action="([^"]*)"|action="([^"]*)"[^>]*method="post"/.exec(text);
  expect(action?.[1] ?? action?.[2]).toBe(path);

  const form = { name: "Ann", email: "", zone: "Europe/Lisbon", adult: "yes", "day-7": "yes" };
  const refused = await open.ask(path, "", form);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain("45 minutes");
  const joined = await open.ask(path, "", { ...form, email: "ann@selvage.test" });
  expect(joined).toMatchObject({ status: 303, location: `/book/${practice.slug}/waiting/asked?${named}` });
  const { rows } = await open.sql.query(
    "select t.slug from waits w join session_types t on t.id = w.session_type_id where w.guest_email = 'ann@selvage.test'",
  );
  expect(rows).toEqual([{ slug: "for-two" }]);
  expect((await open.ask(joined.location!, "")).text).toContain(`/book/${practice.slug}/waiting?${named}`);
});
