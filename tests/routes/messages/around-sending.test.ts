import { afterAll, beforeAll, expect, test } from "vitest";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { writeMessage } from "#app/domain/messaging/write.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import {
  aForm,
  aHouseOfFiles,
  aPdf,
  filesIn,
  type HouseOfFiles,
} from "#tests/routes/files/a-house-of-files.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { aTalk } from "./a-talk.ts";

let house: HouseOfFiles;
let work: Awaited<ReturnType<HouseOfFiles["aPracticeAtWork"]>>;
beforeAll(async () => {
  house = await aHouseOfFiles();
  work = await house.aPracticeAtWork(true);
}, 120_000);
afterAll(() => house.close());

const onceKey = () => newId();
const aThread = (side: "client") => aTalk(house, work, side);

test("where nothing may be written now no file is taken, and whoever has no thread finds no place to send one", async () => {
  const thread = await aThread("client");
  await house.sql.query(
    "update care_relationships set stage = 'ended', ended_at = now() - interval '40 days' where client_id = $1",
    [thread.clientId],
  );
  const form = () => aForm({ text: "Still", onceKey: onceKey() }, [{ name: "a.pdf", bytes: aPdf() }]);
  const sent = await thread.send(form());
  expect(sent.headers.get("location")).toBe(`${thread.path}?news=silent#latest`);
  const other = await aThread("client");
  expect((await house.ask(thread.path, { cookie: other.cookie, body: form() })).status).toBe(404);
  const { rows } = await house.sql.query("select count(*)::int as n from files where client_id = any($1)", [
    [thread.clientId, other.clientId],
  ]);
  expect(rows).toEqual([{ n: 0 }]);
});

test("on a device that stays signed in what was typed waits behind the door; its files are chosen again", async () => {
  const thread = await aThread("client");
  const place = { practiceId: work.practice.ctx.practiceId, memberId: null };
  const { userId } = thread.ctx.actor;
  const { cookie, sessionId } = await signIn(house.house, { userId, place, isOwnDevice: true });
  await house.sql.query("update sessions set signed_in_at = now() - interval '25 hours' where id = $1", [
    sessionId,
  ]);
  const form = aForm({ text: "Waits here", onceKey: onceKey() }, [{ name: "a.pdf", bytes: aPdf() }]);
  const sent = await house.ask(thread.path, { cookie, body: form });
  expect(sent.headers.get("location")).toMatch(/^\/sign-in\?again=yes/);
  expect((await thread.see()).text).toContain("Waits here</textarea>");
});

test("a form that breaks off, or is none, is answered and changes nothing", async () => {
  const thread = await aThread("client");
  const { cookie, path } = thread;
  const whole = Buffer.from(
    await new Response(
      aForm({ text: "Cut", onceKey: onceKey() }, [{ name: "a.pdf", bytes: aPdf(9_000) }]),
    ).arrayBuffer(),
  );
  const boundary = whole.toString("latin1", 2, whole.indexOf("\r\n"));
  for (const [body, type] of [
    [whole.subarray(0, whole.length - 4_000), `multipart/form-data; boundary=${boundary}`],
    [whole, "multipart/form-data"],
    [whole, "text/plain"],
    [whole, "multipart/form-data; boundary=another"],
  ] as const) {
    const answer = await house.ask(path, {
      cookie,
      body: new Uint8Array(body),
      headers: { "content-type": type },
    });
    expect(answer.status, type).toBeGreaterThanOrEqual(400);
    expect(answer.status, type).toBeLessThan(500);
  }
  expect((await thread.see()).text).not.toContain("Cut");
  const { rows } = await house.sql.query("select count(*)::int as n from files where client_id = $1", [
    thread.clientId,
  ]);
  expect(rows).toEqual([{ n: 0 }]);
});

test("a message that is taken back takes its file from the page and from its address", async () => {
  const thread = await aThread("client");
  await thread.send(aForm({ text: "Oh", onceKey: onceKey() }, [{ name: "a.pdf", bytes: aPdf() }]));
  const page = await thread.see();
  const [file = ""] = filesIn(page);
  const [, message = ""] = /name="message" value="([0-9a-f-]{36})"/.exec(page.text) ?? [];
  expect((await house.ask(`/files/${file}`, { cookie: work.cookie })).status).toBe(200);
  const body = new URLSearchParams({ message });
  expect((await house.ask(`${thread.path}/taking-back`, { cookie: thread.cookie, body })).status).toBe(303);
  for (const cookie of [work.cookie, thread.cookie])
    expect((await house.ask(`/files/${file}`, { cookie })).status).toBe(404);
  expect(filesIn(await thread.other())).toEqual([]);
});

test("the client’s copy of everything names what came with their messages and where it is", async () => {
  const thread = await aThread("client");
  await thread.send(aForm({ text: "Mine", onceKey: onceKey() }, [{ name: "mine.pdf", bytes: aPdf() }]));
  await granted(
    writeMessage({ ...work.practice.own, now: () => new Date() } as MemberCtx, {
      ...{ threadId: thread.threadId, text: "Hers", onceKey: newId() },
    }),
  );
  const [file = ""] = filesIn(await thread.see());
  for (const form of ["html", "json"]) {
    const copy = await house.ask(`/client/account/export.${form}`, { cookie: thread.cookie });
    expect(copy.text).toContain("mine.pdf");
    expect(copy.text).toContain(`/files/${file}`);
  }
});
