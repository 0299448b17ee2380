import { randomBytes } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { run } from "#app/selvage.ts";
import { newId } from "#app/values/ids.ts";
import { freshDatabase } from "#tests/support/database.ts";

const key = () => `test:${randomBytes(32).toString("base64")}`;

function settings(url: string) {
  return {
    SELVAGE_MODE: "test",
    DATABASE_URL: url,
    APP_URL: "http://localhost:3000",
    SESSION_SECRET: key(),
    ENCRYPTION_KEYS: key(),
    MAIL_FROM: "hello@selvage.test",
  };
}

async function said(args: string[], source: Record<string, string | undefined> = {}) {
  const lines: string[] = [];
  const code = await run(args, (line) => lines.push(line), source);
  return { code, text: lines.join("\n") };
}

test("a verb nobody knows is answered with those there are", async () => {
  for (const args of [[], ["dance"], ["constructor"], ["__proto__"]]) {
    const { code, text } = await said(args);
    expect(code).toBe(2);
    for (const verb of ["migrate", "seed", "doctor", "jobs", "user", "env"]) expect(text).toContain(verb);
  }
});

test.each([
  [["seed", "--fresh"]],
  [["jobs", "again"]],
  [["jobs", "again", "x"]],
  [["jobs", "again", "all", "now"]],
  [["jobs", "bury"]],
  [["erasures", "show"]],
  [["erasures", "replay", "a-file", "now"]],
  [["user"]],
  [["user", "remove", "maren@demo.test"]],
  [["user", "reset-second-factor"]],
  [["user", "reset-second-factor", "maren"]],
  [["user", "reset-second-factor", "maren@demo.test", "now"]],
])("%j is not understood and does nothing", async (args) => {
  expect(await said(args)).toMatchObject({ code: 2 });
});

test.each(["migrate", "seed", "doctor", "jobs"])("%s names the settings that are missing", async (verb) => {
  const { code, text } = await said([verb]);

  expect(code).toBe(1);
  expect(text).toContain("DATABASE_URL is not set");
  expect(text).not.toMatch(/\bat .*:\d+/);
});

test("env prints an example of every setting", async () => {
  const { code, text } = await said(["env"]);

  expect(code).toBe(0);
  expect(text).toMatch(/^DATABASE_URL=$/m);
});

test("an empty database becomes a demo that the doctor finds well", async () => {
  const fresh = await freshDatabase({ template: "" });
  onTestFinished(fresh.close);
  const source = settings(fresh.url);

  expect(await said(["seed"], source)).toEqual({
    code: 1,
    text: "The database is not at this release; run selvage migrate first.",
  });
  expect(await said(["doctor"], source)).toMatchObject({ code: 1 });
  expect((await said(["migrate"], source)).text).toMatch(/^Applied 0000_ground_floor\n/);
  expect((await said(["migrate"], source)).text).toBe("Nothing to do: the database is at this release.");
  expect((await said(["seed"], source)).text).toContain("Maren Holt");
  expect(await said(["seed"], source)).toEqual({ code: 0, text: "Nothing to do: the demo is here already." });
  expect(await said(["doctor"], source)).toMatchObject({ code: 0 });
  expect((await said(["jobs"], source)).text).toMatch(/^letters +0 queued, 0 active, 0 buried$/m);
  expect(await said(["jobs", "again", "all"], source)).toEqual({ code: 0, text: "Nothing is buried." });
  expect(await said(["jobs", "again", newId()], source)).toEqual({ code: 1, text: "No such job is buried." });
  const user = (email: string) => said(["user", "reset-second-factor", email], source);
  expect(await user("nobody@demo.test")).toEqual({ code: 1, text: "Nobody signs in with that address." });
  expect((await user("Maren@demo.test")).text).toMatch(/^Their second steps are forgotten/);
  expect(await user("maren@demo.test")).toEqual({
    code: 0,
    text: "Nothing to do: they have no second step.",
  });
});

test("a database that is not there is said in one sentence", async () => {
  const { code, text } = await said(["migrate"], settings("postgres://selvage:selvage@127.0.0.1:1/selvage"));

  expect(code).toBe(1);
  expect(text).toBe(
    "selvage migrate could not finish: nothing listens at that address (connect ECONNREFUSED 127.0.0.1:1).",
  );
});

test("the list of erasures is printed, taken in from a file and replayed, and a file that is no list is named", async () => {
  const fresh = await freshDatabase();
  onTestFinished(fresh.close);
  const env = settings(fresh.url);
  expect(await said(["erasures"], env)).toEqual({ code: 0, text: "" });
  expect(await said(["erasures", "replay"], env)).toEqual({
    code: 0,
    text: "Nothing to do: nobody on the list is in this database.",
  });
  const id = newId();
  const line = { id, practiceId: id, erasedId: id, erasedAt: new Date(), erasedBy: "x", rooms: [] };
  const file = join(await mkdtemp(join(tmpdir(), "selvage-")), "erasures.jsonl");
  await writeFile(file, `${JSON.stringify(line)}\n`);
  expect((await said(["erasures", "replay", file], env)).text).toContain(
    "Passed over: one erasure of practices that are not in this database.",
  );
  await writeFile(file, "not a list");
  expect(await said(["erasures", "replay", file], env)).toMatchObject({
    code: 1,
    text: expect.stringContaining("line 1 of the list"),
  });
  expect(await said(["erasures", "replay", `${file}.gone`], env)).toMatchObject({ code: 1 });
});
