import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everywhere } from "#tests/support/everywhere.ts";
import { aPractice } from "#tests/support/practice.ts";
import { type Served, serveApp } from "#tests/support/served.ts";
import { ensureBuilt } from "../../scripts/machine/built.ts";
import { dataDir } from "../../scripts/machine/places.ts";
import { untilQuiet } from "./support/quiet-queue.ts";
import { aTemplate, type Template } from "./support/template.ts";
import { aGuest, aVisitor } from "./support/visitors.ts";

let template: Template<{ slug: string }>;
let served: Served;
let pool: pg.Pool;

beforeAll(async () => {
  await ensureBuilt();
  template = await aTemplate(async (house) => ({
    slug: (await aPractice(house, { zone: "UTC", isHome: true })).slug,
  }));
  served = await serveApp({ template: template.name, env: { LOG_LEVEL: "trace" } });
  pool = new pg.Pool({ connectionString: served.databaseUrl, max: 2 });
}, 120_000);
afterAll(async () => {
  await pool.end();
  await served.stop();
  await template.drop();
});

const day = 86_400_000;
let asked = 0;

/** A wish in which everything a person types is a canary. */
function aWish() {
  asked += 1;
  const startsAt = new Date((Math.ceil(Date.now() / day) + 1) * day + 8 * 3_600_000 + asked * 1_800_000);
  return {
    ...aGuest({
      ...{ therapist: template.made.slug, type: "discovery", startsAt: startsAt.toISOString() },
      email: `quetzal-${asked}@selvage.test`,
    }),
    ...{ name: "Quetzal Person", phone: "+351 912 345 678", note: "quetzal in a note" },
  };
}

const said = async () => {
  const { port } = new URL(served.url);
  return readFile(join(dataDir, "served", `${process.pid}-${port}.log`), "utf8");
};

test("whatever people type, and whatever breaks under it, the log repeats none of it", async () => {
  const visitor = aVisitor();
  const booked = await visitor.book(served.url, aWish());
  expect(booked.status).toBe(201);
  const manage = new URL((booked.body as { manageUrl: string }).manageUrl);
  const token = manage.pathname.split("/").at(-1) ?? "";
  const post = (path: string, form: Record<string, string>) =>
    fetch(served.url + path, {
      ...{ method: "POST", redirect: "manual", body: new URLSearchParams(form) },
      headers: { origin: served.url },
    });
  const json = (path: string, body: string) =>
    fetch(served.url + path, { method: "POST", body, headers: { "content-type": "application/json" } });

  await post("/sign-in", { email: "quetzal@selvage.test" });
  await post("/sign-in", { email: "quetzal is no address" });
  await fetch(`${served.url}/therapists?quetzal=quetzal`);
  await fetch(`${served.url}/quetzal/${token}`);
  await json("/api/v1/bookings", '{"note":"quetzal cut sho');
  await json("/api/v1/bookings", JSON.stringify({ ...aWish(), quetzal: "quetzal unknown field" }));
  await json("/api/v1/bookings", JSON.stringify({ ...aWish(), note: `quetzal ${"x".repeat(20_000)}` }));
  await served.fault({ service: "resend", fault: "500", times: 2 });
  expect((await visitor.book(served.url, aWish())).status).toBe(201);
  const gone = await json(
    `/api/v1/bookings/${token}/cancellation`,
    JSON.stringify({ reason: "quetzal reason" }),
  );
  expect(gone.status).toBeLessThan(500);

  // The database refuses the very row that has the words in it: what drizzle throws repeats its parameters.
  await pool.query(
    "alter table bookings add constraint no_canaries check (guest_name not like 'Quetzal%') not valid",
  );
  const broken = await visitor.book(served.url, aWish());
  expect(broken.status).toBe(500);
  expect((await post("/book/nobody/details", { note: "quetzal" })).status).toBeLessThan(500);
  await pool.query("alter table bookings drop constraint no_canaries");
  await served.clearFaults();
  await untilQuiet(pool);

  for (const word of ["quetzal in a note", "quetzal reason"])
    expect(await everywhere(pool, word)).toEqual([]);
  const log = await said();
  expect(log.split("\n").filter((line) => /quetzal/i.test(line))).toEqual([]);
  expect(log, "what broke is in it").toContain("no_canaries");
  expect(log.split("\n").length).toBeGreaterThan(10);
  expect(log).not.toContain("912 345 678");
  expect(log).not.toContain(token);
}, 60_000);
