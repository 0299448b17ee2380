import { globSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { readWords } from "#app/domain/bookings/words.ts";
import { addClient } from "#app/domain/clients/add.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { eraseClient } from "#app/domain/operations/erase-client.ts";
import { erasedHere } from "#app/domain/operations/erased.ts";
import { forgetting } from "#app/domain/operations/forget-client.ts";
import { aBooking } from "#tests/domain/bookings/a-booking.ts";
import { aLetterbox } from "#tests/support/a-letterbox.ts";
import { aSession } from "#tests/support/a-session.ts";
import { aMember, aPractice } from "#tests/support/practice.ts";
import { aWorkingHouse, type WorkingHouse } from "#tests/support/working-house.ts";

let house: WorkingHouse;
beforeEach(async () => {
  house = await aWorkingHouse({ skips: /^(mail|notify|calendar)_/ });
});
afterEach(() => house.close());

const rows = async (text: string, values: unknown[] = []) =>
  (await house.database.pool.query(text, values)).rows;

async function somebody() {
  const made = await aBooking(house, { note: "canary-to-be-erased" });
  const { booking } = await made.now();
  const { clientId } = booking;
  const [{ name }] = (await rows("select name from clients where id = $1", [clientId])) as [{ name: string }];
  const wish = { clientId, typedName: ` ${name.toUpperCase()} `, reason: "" };
  return { ...made, booking, clientId, name, wish };
}

test("every room that can forget is asked to, and the clients' own goes last", () => {
  const rooms = globSync("app/domain/*/forget.ts").map((file) => file.split("/")[2] ?? "");
  expect(Object.keys(forgetting).sort()).toEqual(rooms.sort());
  expect(Object.keys(forgetting).at(-1)).toBe("clients");
});

test("an erased client leaves no name, no key and no word; when, by whom and from which rooms is kept", async () => {
  const { practice, ids, ctx, clientId, name, wish, booking } = await somebody();
  expect(await eraseClient(practice.own, wish)).toEqual({ ok: false, refusal: "sessions_ahead" });
  await cancel(ctx, { ...ids, by: "client" });
  expect(await eraseClient(practice.own, { ...wish, typedName: "Somebody else" })).toEqual({
    ok: false,
    refusal: "wrong_name",
  });
  expect(await eraseClient(practice.own, wish)).toEqual({ ok: true, value: null });
  expect(await rows("select from client_keys where client_id = $1", [clientId])).toEqual([]);
  expect(await eraseClient(practice.own, wish)).toBeNull();
  expect(await house.work({ mail: aLetterbox().mail })).toContain("forget_client");

  expect(await rows("select from clients where name = $1", [name])).toEqual([]);
  const reader: Ctx = { ...practice.ctx, actor: { kind: "system", job: "test" } };
  expect(await readWords(reader, booking, "note")).toBeNull();
  expect(await rows("select erased_id, erased_by, rooms from erasures")).toEqual([
    { erased_id: clientId, erased_by: `member:${practice.userId}`, rooms: Object.keys(forgetting) },
  ]);
  await expect(rows("delete from erasures")).rejects.toThrow(/appended only/);
});

test("the key goes with the press: before any room has forgotten, nothing of theirs can be read", async () => {
  const { practice, ids, ctx, wish, booking } = await somebody();
  await cancel(ctx, { ...ids, by: "client" });
  await eraseClient(practice.own, wish);
  const reader: Ctx = { ...practice.ctx, actor: { kind: "system", job: "test" } };
  expect(await rows("select count(*)::int as words from erasures")).toEqual([{ words: 1 }]);
  await expect(readWords(reader, booking, "note")).rejects.toThrow(/were erased/);
});

test("what the law makes a practice keep is kept, until it says why not, and the reason is sealed", async () => {
  const { practice, wish, booking } = await somebody();
  await rows("update bookings set status = 'attended' where id = $1", [booking.id]);
  expect(await eraseClient(practice.own, wish)).toEqual({ ok: false, refusal: "needs_reason" });
  house.clock.advance(11 * 366 * 86_400_000);
  await rows("update practices set keep_years = 30");
  expect(await eraseClient(practice.own, { ...wish, reason: "  " })).toEqual({
    ok: false,
    refusal: "needs_reason",
  });
  expect(await eraseClient(practice.own, { ...wish, reason: "canary-of-why" })).toMatchObject({ ok: true });
  expect(await erasedHere(practice.own)).toMatchObject([{ by: "Tess Therapist", reason: "canary-of-why" }]);
  const [{ sealed }] = await rows("select sealed from erasure_words where kind = 'reason'");
  expect(sealed.toString("latin1")).not.toContain("canary");
  expect(await rows("select detail from events where name = 'client.erased'")).toEqual([
    { detail: { sequence: 0, isEarly: true } },
  ]);
});

test("while a bank decides about a payment of theirs, nobody is erased", async () => {
  const { practice, ids, ctx, wish, clientId } = await somebody();
  await cancel(ctx, { ...ids, by: "client" });
  await rows(
    `with paid as (insert into payments
       (id, practice_id, client_id, purpose, method, status, amount, currency, paid_at, created_at, changed_at)
       values (gen_random_uuid(), $1, $2, 'owed', 'stripe', 'paid', 100, 'EUR', now(), now(), now()) returning id)
     insert into disputes (id, practice_id, client_id, payment_id, stripe_dispute, amount, reason, status, opened_at)
     select gen_random_uuid(), $1, $2, id, 'dp_1', 100, 'fraudulent', 'sent', now() from paid`,
    [practice.ctx.practiceId, clientId],
  );
  expect(await eraseClient(practice.own, wish)).toEqual({ ok: false, refusal: "money_disputed" });
  await rows("update disputes set status = 'lost'");
  expect(await eraseClient(practice.own, wish)).toMatchObject({ ok: true });
});

test("nobody erases but an owner and the clinical lead, and nobody another practice's client", async () => {
  const { practice, wish } = await somebody();
  const other = await somebody();
  for (const roles of [["manager"], ["therapist"], ["supervisor"], ["scheduler"], ["biller"]] as const)
    expect(
      await eraseClient({ ...practice.ctx, actor: aMember(practice.ctx.practiceId, { roles }) }, wish),
    ).toBeNull();
  expect(await eraseClient(other.practice.own, wish)).toBeNull();
  expect(await rows("select from erasures")).toEqual([]);
});

test("whoever is a client elsewhere too stays so, and signs in there; here they are signed out", async () => {
  const { practice, ids, ctx, wish, clientId } = await somebody();
  await cancel(ctx, { ...ids, by: "client" });
  const elsewhere = await aPractice(house.house);
  const [{ user_id: userId, name, email }] = await rows(
    "select user_id, name, email from participants where client_id = $1",
    [clientId],
  );
  const people = [{ name, email, userId, role: "self" as const }];
  await addClient(elsewhere.ctx, { kind: "individual", name, people });
  const [here, there] = [practice, elsewhere].map(({ ctx: { practiceId } }) => practiceId);
  await aSession(house.house, { userId, practiceId: here! });
  await aSession(house.house, { userId, practiceId: there! });
  await eraseClient(practice.own, wish);
  await house.work({ mail: aLetterbox().mail });

  expect(await rows("select email, closed_at from users where id = $1", [userId])).toEqual([
    { email, closed_at: null },
  ]);
  expect(
    await rows("select practice_id from sessions where user_id = $1 and ended_at is null", [userId]),
  ).toEqual([{ practice_id: there }]);
  expect(await rows("select count(*)::int as n from clients where name = $1", [name])).toEqual([{ n: 1 }]);
});
