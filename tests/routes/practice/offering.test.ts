import { afterAll, beforeAll, expect, test } from "vitest";
import { joinFull } from "#app/domain/waiting/join-full.ts";
import { takeOff } from "#app/domain/waiting/leave.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { everyHour } from "#tests/routes/client/a-house-of-clients.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aBuiltHouse } from "./signed-in.ts";

let open: Awaited<ReturnType<typeof aBuiltHouse>>;
let practice: TestPractice;
let cookie: string;

beforeAll(async () => {
  open = await aBuiltHouse();
  practice = await aPractice(open.house, { isHome: true, hours: everyHour });
  cookie = await open.cookieOf(practice.own.actor);
});
afterAll(() => open.close());

test("whoever has an offer already, or waits no more, is offered nothing, and the page says why", async () => {
  const { ctx, own, therapistId } = practice;
  await open.sql.query("update therapists set is_accepting = false where id = $1", [therapistId]);
  const email = "waiter@selvage.test";
  const wish = { therapistId, typeSlug: "discovery", name: "Waiter", email };
  await granted(joinFull(ctx, { ...wish, zone: "Europe/Lisbon", adult: true, windows: [] }));
  const { rows } = await open.sql.query("select id from waits where guest_email = $1", [email]);
  const path = `/practice/waiting/${rows[0].id}/offer`;

  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  const at = `${day}T12:00:00.000Z`;
  expect((await open.ask(path, cookie)).text).toContain('name="at"');
  expect((await open.ask(path, cookie, { at })).status).toBe(303);
  const twice = await open.ask(path, cookie, { at });
  expect(twice).toMatchObject({ status: 409, location: null });
  expect(twice.text).toContain("They have an offer to answer already. Take it back first.");
  expect((await open.ask(path, cookie)).text).toContain("They have an offer to answer already.");

  await takeOff(own, rows[0].id);
  const late = await open.ask(path, cookie, { at });
  expect(late).toMatchObject({ status: 409, location: null });
  expect(late.text).toContain("They don’t wait any more.");
});
