import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import type { ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { openApart } from "#app/domain/messaging/apart.ts";
import { keepDraft } from "#app/domain/messaging/draft.ts";
import { findThread } from "#app/domain/messaging/find.ts";
import { inboxOf, ownThreads } from "#app/domain/messaging/lists.ts";
import { openOwnThreads } from "#app/domain/notifications/welcome-thread.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aMember } from "#tests/support/practice.ts";
import { aThread, texts, write } from "./a-thread.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const day = 86_400_000;
const minute = 60_000;

test("who is not named in a thread finds none: payer, guardian, another client, another therapist, desk, books, manager, owner", async () => {
  const { practice, client, threadId } = await aThread(house, "family", [
    "self",
    "partner",
    "guardian",
    "payer",
  ]);
  const stranger = await aClientOf(house, practice, "individual", ["self"]);
  const as = (wish: Parameters<typeof aMember>[1]): MemberCtx => ({
    ...practice.ctx,
    actor: aMember(practice.ctx.practiceId, wish),
  });
  const outside = [
    client.as("guardian"),
    client.as("payer"),
    stranger.as("self"),
    as({ therapistId: newId() }),
    as({ roles: ["scheduler"] }),
    as({ roles: ["biller"] }),
    as({ roles: ["manager"] }),
    as({ roles: ["owner"] }),
    as({ roles: ["supervisor"], supervises: [practice.therapistId] }),
  ];
  for (const ctx of outside) {
    expect(await findThread(ctx, threadId)).toBeNull();
    expect(await write(ctx, threadId, "x")).toEqual({ ok: false, refusal: "not_found" });
    expect(await keepDraft(ctx, { threadId, text: "x", onceKey: newId() })).toBe(false);
  }
  expect(await texts(client.as("partner"), threadId)).toHaveLength(1);
});

test("a clinical lead reads, which is recorded, leaves no mark, and never writes", async () => {
  const { practice, self, threadId } = await aThread(house);
  await granted(write(self, threadId, "for Tess"));
  const { rows: people } = await house.database.pool.query(
    "insert into users (id, email, name, created_at) values ($1, $2, 'Lead', now()) returning id",
    [newId(), `lead-${newId()}@selvage.test`],
  );
  const memberId = newId();
  await house.database.pool.query(
    "insert into members (id, practice_id, user_id, roles, clinical_lead, created_at) values ($1, $2, $3, '{manager}', true, now())",
    [memberId, practice.ctx.practiceId, people[0].id],
  );
  const actor = aMember(practice.ctx.practiceId, {
    ...{ memberId, userId: people[0].id, roles: ["manager"], clinicalLead: true },
  });
  const lead: MemberCtx = { ...practice.ctx, actor };
  expect((await texts(lead, threadId))!.at(-1)).toBe("for Tess");
  expect(await write(lead, threadId, "in her name")).toEqual({ ok: false, refusal: "not_found" });
  const { rows } = await house.database.pool.query(
    "select name, actor from events where subject_id = $1 and name = 'messages.read'",
    [threadId],
  );
  expect(rows).toEqual([{ name: "messages.read", actor: `member:${actor.userId}` }]);
  const marks = await house.database.pool.query("select from thread_reads where user_id = $1", [
    actor.userId,
  ]);
  expect(marks.rowCount).toBe(0);
});

test("a thread apart is its person's and the therapist's; a partner does not see that it is there", async () => {
  const { practice, client, own, threadId } = await aThread(house, "couple", ["self", "partner"]);
  const { rows } = await house.database.pool.query(
    "select id from participants where client_id = $1 and role = 'partner'",
    [client.clientId],
  );
  const participantId: string = rows[0].id;
  expect(await openApart(client.as("self"), { threadId, participantId })).toBeNull();
  const apart = await openApart(client.as("partner"), { threadId, participantId });
  expect(await openApart(own, { threadId, participantId })).toEqual(apart);
  await granted(write(client.as("partner"), apart!.id, "canary apart"));
  expect(await findThread(client.as("self"), apart!.id)).toBeNull();
  expect(await ownThreads(client.as("self"))).toHaveLength(1);
  expect(await ownThreads(client.as("partner"))).toHaveLength(2);
  expect(await texts(own, apart!.id)).toEqual(["canary apart"]);
  expect((await inboxOf(practice.own as MemberCtx, { search: "PARTNER" })).threads).toHaveLength(2);
  expect(await findBroken(house.database.pool, { secrets: ["canary apart"] })).toEqual([]);
});

test("before the first call three messages, after it as many as they like; without one none; after the end for thirty days", async () => {
  const { practice } = await aThread(house);
  const client = await practice.aClient();
  const ctx = client.ctx as ClientCtx;
  await openOwnThreads(ctx);
  expect(await ownThreads(ctx)).toEqual([]);
  const startsAt = house.clock.now.getTime() + 2 * day;
  const at = Math.ceil(startsAt / (60 * minute)) * 60 * minute;
  await granted(book(ctx, practice.wish({ startsAt: at, name: client.name, email: client.email })));
  await openOwnThreads(ctx);
  const [only] = await ownThreads(ctx);
  const { id } = only!.thread;
  for (const n of [1, 2, 3]) await granted(write(ctx, id, `${n}`));
  expect(await write(ctx, id, "4")).toEqual({ ok: false, refusal: "three_sent" });
  await granted(write(practice.own as MemberCtx, id, "the therapist may"));
  house.clock.now = new Date(at + minute);
  await granted(write(ctx, id, "4, after it began"));
  await granted(
    moveOn(practice.ctx, { clientId: client.clientId, therapistId: practice.therapistId, to: "ended" }),
  );
  house.clock.advance(30 * day - minute);
  await granted(write(ctx, id, "a last word"));
  house.clock.advance(2 * minute);
  expect(await write(ctx, id, "too late")).toEqual({ ok: false, refusal: "ended" });
  expect(await write(practice.own as MemberCtx, id, "too late")).toEqual({ ok: false, refusal: "ended" });
  expect(await texts(ctx, id)).toContain("a last word");
  await house.database.pool.query(
    "update care_relationships set stage = 'discovery', ended_at = null where client_id = $1",
    [client.clientId],
  );
  await house.database.pool.query("update bookings set status = 'cancelled' where client_id = $1", [
    client.clientId,
  ]);
  expect(await write(ctx, id, "no call")).toEqual({ ok: false, refusal: "no_call" });
});
