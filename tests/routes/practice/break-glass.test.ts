import { afterAll, beforeAll, expect, test } from "vitest";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { aSigned } from "#tests/domain/notes/a-note.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { aBuiltHouse } from "./signed-in.ts";

let built: Awaited<ReturnType<typeof aBuiltHouse>>;
let practice: TestPractice;
let tess: string;
let olga: string;
let sessionId: string;
beforeAll(async () => {
  built = await aBuiltHouse();
  practice = await aPractice(built.house, { isHome: true });
  tess = await built.cookieOf(practice.own.actor);
  const hired = { email: "olga@selvage.test", name: "Olga Owner", roles: ["owner" as const] };
  const { userId, memberId } = await takeOn(practice.ctx, hired);
  const place = { practiceId: practice.ctx.practiceId, memberId };
  ({ cookie: olga, sessionId } = await signIn(built.house, { userId, place }));
});
afterAll(() => built.close());

const reason = "Her therapist is in hospital, and the clinic asks what she takes.";

test("an owner opens a record with a reason, reads on its pages, sees it said on every page, and shuts it", async () => {
  const client = await practice.aClient();
  await client.begin();
  const own: MemberCtx = practice.own;
  const noteId = await aSigned(own, client.clientId, "canary of the note");
  const record = `/practice/clients/${client.clientId}`;
  const page = `${record}/break-glass`;
  const note = `/practice/notes/${noteId}`;

  const before = (await built.ask(record, olga)).text;
  expect(before).toContain("Break the glass");
  expect(before).not.toContain("Progress note");
  expect((await built.ask(note, olga)).status).toBe(404);
  expect((await built.ask(page, olga)).text).toContain("Tess Therapist will know at once");

  const short = await built.ask(page, olga, { reason: "because" });
  expect(short.status).toBe(422);
  expect(short.text).toContain("A few more words, please");
  expect(short.text).toContain("because</textarea>");
  expect((await built.ask(page, olga, { reason: "  " })).text).toContain("Please write down why");

  const opened = await built.ask(page, olga, { reason });
  expect(opened).toMatchObject({ status: 303, location: `${record}?news=opened` });
  expect(await built.ask(page, olga, { reason }), "a second press").toMatchObject({ status: 303 });
  const shown = (await built.ask(record, olga)).text;
  expect(shown).toContain("Progress note");
  expect(shown).toContain("Shut it now");
  expect(shown).not.toContain("canary of the note");
  expect((await built.ask(note, olga)).text).toContain("canary of the note");
  expect((await built.ask("/practice/clients", olga)).text).toContain("is open to");
  expect((await built.ask(`${note}/amendments`, olga, { text: "x" })).status).toBe(404);
  expect((await built.ask("/practice/clients", tess)).text).not.toContain("Shut it now");

  const told = (await built.ask(page, tess)).text;
  expect(told).toContain("Olga Owner");
  expect(told).not.toContain("hospital");
  const [, id] = /\?read=([0-9a-f-]{36})/.exec(told) ?? [];
  expect((await built.ask(`${page}?read=${id}`, tess)).text).toContain("hospital");
  expect((await built.ask(record, tess)).text).toContain("Their private record opened by breaking the glass");

  expect(await built.ask(`${page}/end`, olga, {})).toMatchObject({
    status: 303,
    location: `${record}?news=shut`,
  });
  expect((await built.ask(note, olga)).status).toBe(404);
  expect((await built.ask(record, olga)).text).not.toContain("Shut it now");
});

test("nobody else finds a form there, and whoever signed in a while ago is asked to do it again", async () => {
  const { clientId } = await practice.aClient();
  const page = `/practice/clients/${clientId}/break-glass`;
  const own = (await built.ask(page, tess)).text;
  expect(own).not.toContain("Open it for an hour");
  expect((await built.ask(page, tess, { reason })).status).toBe(422);
  const manager = await built.aColleague(practice.ctx.practiceId, ["manager"]);
  expect((await built.ask(page, manager)).status).toBe(404);
  expect((await built.ask(page, manager, { reason })).status).toBe(404);

  await built.sql.query("update sessions set signed_in_at = now() - interval '11 minutes' where id = $1", [
    sessionId,
  ]);
  const stale = (await built.ask(page, olga)).text;
  expect(stale).toContain("Sign in again");
  expect(stale).not.toContain("Open it for an hour");
  const refused = await built.ask(page, olga, { reason });
  expect(refused.status).toBe(422);
  const { rows } = await built.sql.query("select from broken_glass where client_id = $1", [clientId]);
  expect(rows).toEqual([]);
});
