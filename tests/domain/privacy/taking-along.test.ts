import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { keepContact, keepSafeContact } from "#app/domain/clients/keep-contact.ts";
import { contactOfUser } from "#app/domain/clients/queries.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { reopenAccount } from "#app/domain/identity/reopen.ts";
import { beginSession, findSession } from "#app/domain/identity/session.ts";
import { closeOwnAccount, inTheWay } from "#app/domain/privacy/close-own-account.ts";
import { handOver } from "#app/domain/privacy/hand-over.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { perform } from "#app/perform.ts";
import { granted, hour } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aPractice, aType } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const sql = async (text: string, values: unknown[] = []) =>
  (await house.database.pool.query(text, values)).rows;

test("what is handed over is everything of one's own, the words unsealed, and taking it is written down", async () => {
  const practice = await aPractice(house.house);
  const client = await practice.aClient();
  const ctx = client.ctx as ClientCtx;
  const other = await practice.aClient();
  await granted(
    other.book(practice.wish({ note: "canary of another", startsAt: Date.parse("2027-02-05T10:00:00Z") })),
  );
  const { id } = await granted(client.book(practice.wish({ note: "canary of mine" })));
  await cancel(ctx, {
    bookingId: id,
    therapistId: practice.therapistId,
    by: "client",
    reason: "canary of why",
  });

  const handed = await handOver(ctx, "json");

  expect(handed).toMatchObject({
    account: { email: client.email, name: client.name },
    contact: [{ role: "self", safeContact: { mayEmail: true } }],
    care: [{ therapist: "Tess Therapist", stage: "discovery" }],
    bookings: [{ status: "cancelled", note: "canary of mine", reason: "canary of why" }],
  });
  expect(handed.consents.map(({ purpose }) => purpose).sort()).toEqual(["privacy", "terms"]);
  expect(JSON.stringify(handed)).not.toMatch(/canary of another|clientId|sealed|hash/);
  expect(
    await sql(
      "select name, detail from events where name in ('client.exported', 'words.read') and actor = $1 order by name, detail->>'kind'",
      [`client:${ctx.actor.userId}`],
    ),
  ).toEqual([
    { name: "client.exported", detail: { form: "json" } },
    { name: "words.read", detail: { kind: "cancel_reason" } },
    { name: "words.read", detail: { kind: "note" } },
  ]);
});

test("a partner is handed the couple's sessions, and not what the other wrote", async () => {
  const practice = await aPractice(house.house);
  await offer(practice.ctx, aType({ slug: "couple", kind: "couple" }), [practice.therapistId]);
  const couple = await aClientOf(house, practice, "couple", ["self", "partner", "payer"]);
  const wish = practice.wish({ typeSlug: "couple", note: "between us" });
  const { id } = await granted(book(couple.as("self"), wish));

  const ids = { bookingId: id, therapistId: practice.therapistId };
  const holder = { ...practice.ctx, actor: { kind: "holder" as const, bookingId: id } };
  await granted(cancel(holder, { ...ids, by: "client", reason: "whoever had the link" }));

  expect((await handOver(couple.as("self"), "json")).bookings).toMatchObject([
    { note: "between us", reason: null },
  ]);
  expect((await handOver(couple.as("partner"), "json")).bookings).toMatchObject([
    { note: null, reason: null, said: null },
  ]);
  const payer = await handOver(couple.as("payer"), "json");
  expect([payer.bookings, payer.care, payer.consents]).toEqual([[], [], []]);
  expect(payer.contact).toHaveLength(1);
});

test("what a person says of themselves is kept, in their own rows alone", async () => {
  const practice = await aPractice(house.house);
  const [ann, ben] = [await practice.aClient(), await practice.aClient()];
  const [asAnn, asBen] = [ann.ctx as ClientCtx, ben.ctx as ClientCtx];
  await keepContact(asAnn, { name: "Annie", phone: "+351 1", zone: "Asia/Tokyo" });
  await keepSafeContact(asAnn, {
    mayEmail: true,
    mayCall: false,
    mayLeaveMessage: false,
    isDiscreet: true,
    calendarWords: "Busy",
  });

  expect(await contactOfUser(practice.ctx, asAnn.actor.userId)).toEqual({
    phone: "+351 1",
    mayEmail: true,
    mayCall: false,
    mayLeaveMessage: false,
    isDiscreet: true,
    calendarWords: "Busy",
    reminders: null,
  });
  expect(await contactOfUser(practice.ctx, asBen.actor.userId)).toMatchObject({ phone: null, mayCall: true });
  expect(
    await sql("select name, zone from users where id = any($1) order by name", [
      [asAnn.actor.userId, asBen.actor.userId],
    ]),
  ).toEqual([
    { name: "Annie", zone: "Asia/Tokyo" },
    { name: ben.name, zone: null },
  ]);
});

test("an account closes once nothing is planned: every sign-in ends, and the therapists are told inside", async () => {
  const practice = await aPractice(house.house);
  const client = await practice.aClient();
  const ctx = client.ctx as ClientCtx;
  const { userId } = ctx.actor;
  const opening = {
    userId,
    standing: { practiceId: ctx.practiceId, memberId: null },
    isOwnDevice: true,
    device: "test",
  };
  const { token } = await beginSession(house.house, opening);
  const { id } = await granted(client.book(practice.wish({})));

  expect((await inTheWay(ctx)).ahead.map(({ booking }) => booking.id)).toEqual([id]);
  expect(await closeOwnAccount(ctx)).toEqual({ ok: false, refusal: "sessions_ahead" });
  expect(await findSession(house.house, token)).not.toBeNull();

  await cancel(ctx, { bookingId: id, therapistId: practice.therapistId, by: "client" });
  expect(await closeOwnAccount(ctx)).toEqual({ ok: true, value: null });
  expect(await closeOwnAccount(ctx)).toEqual({ ok: true, value: null });
  expect(await findSession(house.house, token)).toBeNull();
  expect(
    await sql("select count(*)::int from events where name = 'account.closed' and subject_id = $1", [userId]),
  ).toEqual([{ count: 1 }]);

  const told = { user_id: practice.userId, subject_id: client.clientId };
  expect(await toldOfClosing(ctx)).toEqual([told]);

  await reopenAccount(ctx, userId);
  expect(await closeOwnAccount(ctx)).toEqual({ ok: true, value: null });
  expect(await toldOfClosing(ctx)).toEqual([told, told]);
});

/** What therapists were told of closed accounts, once every waiting job about it was done twice. */
async function toldOfClosing({ practiceId, actor }: ClientCtx) {
  const work = (await house.waiting()).filter(
    ({ job, subjectId }) => job === "notify_account_closed" && subjectId === actor.userId,
  );
  for (const one of [...work, ...work])
    await perform(house.house, { mail: { from: "x@selvage.test" } }, { ...one, practiceId });
  return sql(
    "select user_id, subject_id from notifications where kind = 'account.closed' and practice_id = $1",
    [practiceId],
  );
}

test("a session planned at another practice keeps the account open, and so does working somewhere", async () => {
  const [here, there] = [await aPractice(house.house), await aPractice(house.house)];
  const client = await here.aClient();
  const ctx = client.ctx as ClientCtx;
  const abroad = { ...ctx, practiceId: there.ctx.practiceId };
  const wish = there.wish({ email: client.email, startsAt: Date.parse("2027-02-04T10:00:00Z") + 3 * hour });
  await granted(book(abroad, wish));
  expect(await closeOwnAccount(ctx)).toEqual({ ok: false, refusal: "sessions_ahead" });

  const therapist: ClientCtx = { ...here.ctx, actor: { kind: "client", userId: here.userId } };
  expect(await closeOwnAccount(therapist)).toEqual({ ok: false, refusal: "works_here" });
  expect(
    await sql("select id from users where closed_at is not null and id = any($1)", [
      [ctx.actor.userId, here.userId],
    ]),
  ).toEqual([]);
  expect(await findBroken(house.database.pool)).toEqual([]);
});
