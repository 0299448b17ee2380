import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, openDesk } from "../practice/a-desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const see = (query = "", cookie = desk.cookies.owner) => desk.ask(cookie, `/office/audit${query}`);

test("the owner reads who did what, narrows it and saves it; nothing that looks like a formula is one", async () => {
  const { clientId: id } = await desk.practice.aClient();
  await desk.sql.query("update clients set name = '=HYPERLINK(1)' where id = $1", [id]);
  await desk.ask(desk.cookies.owner, `/practice/clients/${id}`);
  const all = await see();
  expect(all.status).toBe(200);
  expect(all.text).toContain("Opened a client’s record");
  const readings = await see("?kind=readings");
  expect(readings.text).toContain("Opened a client’s record");
  expect(readings.text).not.toContain("Opened the practice");
  expect((await see(`?client=${id}&kind=exports`)).text).toContain("Nothing fits");
  const file = await desk.ask(desk.cookies.owner, `/office/audit/log.csv?client=${id}`);
  expect(file.text).toContain("'=HYPERLINK(1)");
  expect(file.text).toContain("client.viewed");
});

test("an address that asks for nonsense shows all of it", async () => {
  for (const query of ["?kind=x", "?person=x&client=%00", "?from=2026-13-40&to=x", "?before=x"])
    expect((await see(query)).status, query).toBe(200);
});
